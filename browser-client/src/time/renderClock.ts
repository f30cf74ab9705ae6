import type { ServerClock } from "./serverClock";

const MAX_DELAY_MILLIS = 300;
const SHRINK = 0.02; // milliseconds of delay given back per millisecond: as much as the speed may bend unseen
const SNAP_MILLIS = 300; // more than the delay can grow by
const MAX_SPEED_UP = 0.02;
const MAX_SLOW_DOWN = 0.045; // 0.05 is seen
const COVERED = 0.995; // of the snapshots, which are to be there in time: pictures without one are worse than later ones
const RESPONSE_MILLIS = 1000; // an error of 20 ms is answered with 2 % of speed

/**
 * Which tick is drawn now: the newest one less the interpolation delay, which follows how late snapshots come. Its speed
 * changes little, so that nobody sees it; a gap too large to be made good that way is jumped.
 */
export class RenderClock {
  /** Tick to be drawn, with its fraction. */
  tick = 0;
  delayMillis = 0;
  private readonly server: ServerClock;
  private lastMillis = 0;
  private isSet = false;

  constructor(server: ServerClock) {
    this.server = server;
  }

  reset(): void {
    this.isSet = false;
    this.delayMillis = 0;
  }

  /** Moves on to `nowMillis`; backwards is no move. */
  advance(nowMillis: number): void {
    if (!this.server.isSet) {
      return;
    }
    const { tickMillis, intervalMillis } = this.server;
    const elapsed = Math.max(0, nowMillis - this.lastMillis);
    const covered = Math.max(intervalMillis / 2, this.server.latenessMillis(COVERED));
    this.delayMillis = Math.max(
      Math.min(MAX_DELAY_MILLIS, intervalMillis + covered),
      this.delayMillis - elapsed * SHRINK,
    );
    const target = this.server.tickAt(nowMillis) - this.delayMillis / tickMillis;
    const errorMillis = (target - this.tick) * tickMillis - elapsed;
    const bend = Math.min(MAX_SPEED_UP, Math.max(-MAX_SLOW_DOWN, errorMillis / RESPONSE_MILLIS));
    this.tick =
      this.isSet && Math.abs(errorMillis) <= SNAP_MILLIS
        ? this.tick + (elapsed * (1 + bend)) / tickMillis
        : target;
    this.isSet = true;
    this.lastMillis = Math.max(this.lastMillis, nowMillis);
  }
}
