const WINDOW_MILLIS = 500; // the minimum is taken over four of these
const WINDOWS = 4;
const DRIFT_MILLIS = 1000; // time constant with which the offset follows the minimum
const MOST_RISE_MILLIS = 1000; // a minimum worse by more counts as so much
const MEMORY_MILLIS = 4000; // how long a late snapshot is remembered
const CAPACITY = 512; // 4 s at 128 Hz

/**
 * When ticks become visible here. A snapshot of tick `t` that met no delay arrives at `offset + t * tickMillis`; how much
 * later the others come is their lateness, which sets how far behind the picture must stay.
 */
export class ServerClock {
  readonly tickMillis: number;
  /** Arrival of tick 0 on the least delayed way. */
  offsetMillis = 0;
  /** Mean time between snapshots. */
  intervalMillis: number;

  private samples = 0;
  private newestTick = 0;
  private lastArrival = 0;
  private firstArrival = 0;
  private windowStart = 0;
  private readonly minima = new Float64Array(WINDOWS);
  private readonly arrivals = new Float64Array(CAPACITY);
  private readonly lateness = new Float64Array(CAPACITY);
  private oldest = 0;
  private next = 0;

  constructor(tickMillis: number) {
    this.tickMillis = tickMillis;
    this.intervalMillis = tickMillis;
    this.reset();
  }

  /** Forgets everything, as after a pause: the way may be another one. */
  reset(): void {
    this.samples = 0;
    this.intervalMillis = this.tickMillis;
    this.minima.fill(Number.POSITIVE_INFINITY);
    this.oldest = this.next = 0;
  }

  /** Whether there has been a snapshot since the reset. */
  get isSet(): boolean {
    return this.samples > 0;
  }

  /** A snapshot of `tick` arrived; answers its lateness. */
  arrived(tick: number, nowMillis: number): number {
    const sample = nowMillis - tick * this.tickMillis;
    if (this.samples === 0) {
      this.offsetMillis = sample;
      this.windowStart = this.firstArrival = nowMillis;
    } else {
      const gapMillis = (tick - this.newestTick) * this.tickMillis;
      this.intervalMillis += (Math.min(gapMillis, 1000) - this.intervalMillis) / 16;
    }
    this.follow(sample, nowMillis);
    this.samples++;
    this.newestTick = tick;
    this.lastArrival = nowMillis;
    const lateMillis = Math.max(0, sample - this.offsetMillis);
    this.remember(lateMillis, nowMillis);
    return lateMillis;
  }

  /** The tick, with its fraction, that could be here now if nothing were ever late. */
  tickAt(nowMillis: number): number {
    return (nowMillis - this.offsetMillis) / this.tickMillis;
  }

  /** The lateness that 95 of 100 snapshots of the last 4 s kept below. */
  lateness95Millis(): number {
    const recent: number[] = [];
    for (let i = this.oldest; i < this.next; i++) {
      recent.push(this.lateness[i % CAPACITY]!);
    }
    recent.sort((a, b) => b - a);
    return recent[Math.floor(recent.length / 20)] ?? 0;
  }

  private follow(sample: number, nowMillis: number): void {
    while (nowMillis - this.windowStart >= WINDOW_MILLIS) {
      // After a long silence one round of empty windows is as good as many.
      this.windowStart = Math.max(this.windowStart + WINDOW_MILLIS, nowMillis - WINDOWS * WINDOW_MILLIS);
      this.minima.copyWithin(1, 0);
      this.minima[0] = Number.POSITIVE_INFINITY;
    }
    this.minima[0] = Math.min(this.minima[0]!, sample);
    const minimum = Math.min(this.minima[0]!, this.minima[1]!, this.minima[2]!, this.minima[3]!);
    const isSettling = nowMillis - this.firstArrival < WINDOWS * WINDOW_MILLIS;
    // Nothing comes before its time, so a better sample is believed at once. Worse ones are believed slowly: after a stall
    // only late ones are left, and the silence says nothing about the way.
    const stepMillis = Math.min(nowMillis - this.lastArrival, 2 * this.intervalMillis);
    const isBelieved = isSettling || minimum < this.offsetMillis;
    const share = isBelieved ? 1 : 1 - Math.exp(-stepMillis / DRIFT_MILLIS);
    this.offsetMillis += Math.min(minimum - this.offsetMillis, MOST_RISE_MILLIS) * share;
  }

  private remember(lateMillis: number, nowMillis: number): void {
    this.arrivals[this.next % CAPACITY] = nowMillis;
    this.lateness[this.next++ % CAPACITY] = lateMillis;
    while (
      nowMillis - this.arrivals[this.oldest % CAPACITY]! > MEMORY_MILLIS ||
      this.next - this.oldest > CAPACITY
    ) {
      this.oldest++;
    }
  }
}
