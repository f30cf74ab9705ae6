/** Counts per time over the last whole seconds. */
export class RateMeter {
  private readonly seconds: Float64Array;
  private newest = 0;
  private started = Number.POSITIVE_INFINITY;
  private readonly leastMillis: number;

  /** @param leastSeconds a shorter beginning counts as so long: a few early counts are no rate */
  constructor(windowSeconds: number, leastSeconds = 1) {
    this.leastMillis = leastSeconds * 1000;
    this.seconds = new Float64Array(windowSeconds + 1);
  }

  add(count: number, nowMillis: number): void {
    this.roll(nowMillis);
    const at = this.newest % this.seconds.length;
    this.seconds[at] = this.seconds[at]! + count;
  }

  /** Mean per second, over as much of the window as there has been. */
  perSecond(nowMillis: number): number {
    this.roll(nowMillis);
    const sum = this.seconds.reduce((total, count) => total + count, 0);
    const begun = Math.max(this.started, (this.newest - this.seconds.length + 1) * 1000);
    return (sum * 1000) / Math.max(this.leastMillis, nowMillis - begun);
  }

  private roll(nowMillis: number): void {
    const second = Math.floor(nowMillis / 1000);
    this.started = Math.min(this.started, nowMillis);
    for (let passed = Math.min(second - this.newest, this.seconds.length); passed > 0; passed--) {
      this.seconds[(second - passed + 1) % this.seconds.length] = 0;
    }
    this.newest = Math.max(this.newest, second);
  }
}
