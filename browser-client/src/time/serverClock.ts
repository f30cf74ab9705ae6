const WINDOW_MILLIS = 500; // the minimum is taken over four of these
const WINDOWS = 4;
const DRIFT_MILLIS = 1000; // time constant with which the offset follows the minimum
const MOST_RISE_MILLIS = 1000; // a minimum worse by more counts as so much
const MEMORY_MILLIS = 20_000; // time constant with which lateness is forgotten: losses are seconds apart
const MOST_LATE_MILLIS = 512; // more than any picture waits for: what is later comes of an outage
const SLEEP_MILLIS = 100; // without a timer, a message or a picture: the page's thread did something else
const LONGEST_RUN = 64; // late snapshots in a row that are judged together

/**
 * When ticks become visible here. A snapshot of tick `t` that met no delay arrives at `offset + t * tickMillis`; how much
 * later the others come is their lateness, which sets how far behind the picture must stay.
 */
export class ServerClock {
  readonly tickMillis: number;
  /** Arrival of tick 0 on the least delayed way. */
  offsetMillis = 0;
  /** Mean time between snapshots. */
  intervalMillis = 0;

  private samples = 0;
  private newestTick = 0;
  private lastArrival = 0;
  private firstArrival = 0;
  private windowStart = 0;
  private readonly minima = new Float64Array(WINDOWS);
  private readonly lateness = new Float64Array(MOST_LATE_MILLIS); // weight of each millisecond
  private weight = 0; // of all of them
  private readonly run: number[] = []; // late snapshots, the newest ones in a row
  private seenMillis = 0; // when the page last did something
  private awakeMillis = 0; // since when it did so without a break

  constructor(tickMillis: number) {
    this.tickMillis = tickMillis;
    this.reset();
  }

  /** Forgets everything, as after a pause: the way may be another one. */
  reset(): void {
    this.samples = 0;
    this.intervalMillis = this.tickMillis;
    this.minima.fill(Number.POSITIVE_INFINITY);
    this.lateness.fill(0);
    this.weight = 0;
    this.run.length = 0;
  }

  /** Whether there has been a snapshot since the reset. */
  get isSet(): boolean {
    return this.samples > 0;
  }

  /** A snapshot of `tick` arrived. */
  arrived(tick: number, nowMillis: number): void {
    const sample = nowMillis - tick * this.tickMillis;
    const elapsedMillis = nowMillis - this.lastArrival;
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
    const lateMillis = sample - this.offsetMillis; // never below 0: what comes sooner moves the offset
    if (nowMillis - lateMillis <= this.awakeMillis) {
      return;
    }
    const { lateness, run } = this;
    const kept = 1 - elapsedMillis / MEMORY_MILLIS;
    this.weight *= kept;
    for (let i = 0; i < MOST_LATE_MILLIS; i++) {
      lateness[i]! *= kept;
    }
    // Late snapshots in a row have one cause. Was it an outage that no delay could have hidden, then it says nothing about
    // the next one, and all of them are forgotten.
    run.push(lateMillis);
    if (lateMillis < this.intervalMillis || run.length === LONGEST_RUN) {
      if (Math.max(...run) < MOST_LATE_MILLIS) {
        for (const late of run) {
          lateness[late | 0]!++;
          this.weight++;
        }
      }
      run.length = 0;
    }
  }

  /** The tick, with its fraction, that could be here now if nothing were ever late. */
  tickAt(nowMillis: number): number {
    return (nowMillis - this.offsetMillis) / this.tickMillis;
  }

  /** The page does something. After a sleep it is not known how late what was due before would have been. */
  awake(nowMillis: number): void {
    if (nowMillis - this.seenMillis > SLEEP_MILLIS) {
      this.awakeMillis = nowMillis;
    }
    this.seenMillis = nowMillis;
  }

  /** The lateness that this share of the last snapshots kept below, 0 to 1. */
  latenessMillis(share: number): number {
    const { lateness } = this;
    let left = this.weight * share;
    let bucket = 0;
    while (left > 0) {
      left -= lateness[bucket++]!;
    }
    return bucket;
  }

  private follow(sample: number, nowMillis: number): void {
    while (nowMillis - this.windowStart >= WINDOW_MILLIS) {
      // After a long silence one round of empty windows is as good as many.
      this.windowStart = Math.max(this.windowStart + WINDOW_MILLIS, nowMillis - WINDOWS * WINDOW_MILLIS);
      this.minima.copyWithin(1, 0);
      this.minima[0] = Number.POSITIVE_INFINITY;
    }
    this.minima[0] = Math.min(this.minima[0]!, sample);
    const minimum = Math.min(...this.minima);
    const isSettling = nowMillis - this.firstArrival < WINDOWS * WINDOW_MILLIS;
    // Nothing comes before its time, so a better sample is believed at once. Worse ones are believed slowly: after a stall
    // only late ones are left, and the silence says nothing about the way.
    const stepMillis = Math.min(nowMillis - this.lastArrival, 2 * this.intervalMillis);
    const isBelieved = isSettling || minimum < this.offsetMillis;
    const share = isBelieved ? 1 : 1 - Math.exp(-stepMillis / DRIFT_MILLIS);
    this.offsetMillis += Math.min(minimum - this.offsetMillis, MOST_RISE_MILLIS) * share;
  }
}
