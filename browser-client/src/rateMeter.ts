/** Counts per time over the last whole seconds. */
export class RateMeter {
  private readonly windowSeconds: number;
  private readonly leastMillis: number;
  private readonly counts = new Map<number, number>(); // by second
  private started = Number.POSITIVE_INFINITY;

  /** @param leastSeconds a shorter beginning counts as so long: a few early counts are no rate */
  constructor(windowSeconds: number, leastSeconds = 1) {
    this.windowSeconds = windowSeconds;
    this.leastMillis = leastSeconds * 1000;
  }

  add(count: number, nowMillis: number): void {
    this.forget(nowMillis);
    const second = Math.floor(nowMillis / 1000);
    this.started = Math.min(this.started, nowMillis);
    this.counts.set(second, (this.counts.get(second) ?? 0) + count);
  }

  /** Mean per second, over as much of the window as there has been. */
  perSecond(nowMillis: number): number {
    const begun = Math.max(this.started, this.forget(nowMillis) * 1000);
    let sum = 0;
    for (const count of this.counts.values()) {
      sum += count;
    }
    return (sum * 1000) / Math.max(this.leastMillis, nowMillis - begun);
  }

  /** What lies before the window; answers its first second. */
  private forget(nowMillis: number): number {
    const first = Math.floor(nowMillis / 1000) - this.windowSeconds;
    for (const second of this.counts.keys()) {
      if (second < first) {
        this.counts.delete(second);
      }
    }
    return first;
  }
}
