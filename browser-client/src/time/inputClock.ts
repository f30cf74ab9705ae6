const MAX_CATCH_UP_MILLIS = 100; // ticks missed beyond this are not sampled: nobody gains distance by a frozen page
const SNAP_MILLIS = 250;
const WARM_UP_MARGINS = 30;
const LATEST_EIGHTHS = -12; // a starved server reports every tick it waited; one and a half say all there is to do

/**
 * When the next input is sampled. Runs at the tick rate, a little faster or slower so that inputs reach the server just
 * before the tick that uses them, as measured there.
 */
export class InputClock {
  readonly tickMillis: number;
  /** Mean time our inputs wait at the server. */
  marginMillis = 0;
  /** When the next tick is due. */
  dueMillis = 0;
  /** Of the ticks that are due at once, so many are still to be sampled; before them nobody was there. */
  readonly mostSampled: number;
  private spreadMillis = 0;
  private speed = 1;
  private margins = 0;

  constructor(tickMillis: number) {
    this.tickMillis = tickMillis;
    this.mostSampled = Math.max(2, Math.floor(MAX_CATCH_UP_MILLIS / tickMillis));
  }

  /** Starts anew; the first tick is due at once. */
  reset(nowMillis: number): void {
    this.dueMillis = nowMillis;
    this.speed = 1;
    this.margins = 0;
  }

  /** How many ticks have become due. */
  ticksDue(nowMillis: number): number {
    const period = this.tickMillis / this.speed;
    const due = Math.max(0, Math.floor((nowMillis - this.dueMillis) / period) + 1);
    this.dueMillis += due * period;
    return due;
  }

  /** Elapsed part of the present tick, 0 to 1. */
  fraction(nowMillis: number): number {
    return Math.min(1, Math.max(0, 1 - ((this.dueMillis - nowMillis) * this.speed) / this.tickMillis));
  }

  /** The server says how long an input had waited, in 1/8 ticks. */
  marginMeasured(eighths: number): void {
    const sample = (Math.max(LATEST_EIGHTHS, eighths) * this.tickMillis) / 8;
    const share = this.margins === 0 ? 1 : Math.max(1 / 16, 1 / (this.margins + 1));
    this.margins++;
    this.spreadMillis +=
      (Math.abs(sample - this.marginMillis) - this.spreadMillis) * (this.margins === 1 ? 0 : share);
    this.marginMillis += (sample - this.marginMillis) * share;
    this.steer();
  }

  private steer(): void {
    const { tickMillis } = this;
    // The mean deviation is 0.8 of the standard one: this is 2 sigma.
    const slack = (tickMillis > 30 ? 10 : tickMillis) + 2.5 * this.spreadMillis;
    const errorMillis = Math.min(3 * tickMillis, slack) - this.marginMillis;
    if (Math.abs(errorMillis) > SNAP_MILLIS) {
      this.dueMillis -= errorMillis;
      this.margins = 0;
      return;
    }
    const isFar = Math.abs(errorMillis) > 2 * tickMillis || this.margins < WARM_UP_MARGINS;
    const limit = isFar ? 0.1 : 0.02;
    this.speed = 1 + Math.min(limit, Math.max(-limit, errorMillis / 1000));
  }
}
