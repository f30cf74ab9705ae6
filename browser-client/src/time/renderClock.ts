import type { ServerClock } from "./serverClock";

const MAX_DELAY_MILLIS = 300;
const MIN_INTERVALS = 1.5;
const SHRINK = 0.02; // milliseconds of delay given back per millisecond: as much as the speed may bend unseen
const SNAP_FORTH_MILLIS = 250;
const SNAP_BACK_MILLIS = 500; // more than one late snapshot can ask for: the delay grows at once, but is no jump
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
  private wantedMillis = 0;
  private isSet = false;

  constructor(server: ServerClock) {
    this.server = server;
  }

  reset(): void {
    this.isSet = false;
    this.delayMillis = 0;
  }

  /** A snapshot came, which the server's clock has noted. */
  arrived(): void {
    const { intervalMillis } = this.server;
    const wanted = intervalMillis + this.server.latenessMillis(COVERED);
    this.wantedMillis = Math.min(MAX_DELAY_MILLIS, Math.max(MIN_INTERVALS * intervalMillis, wanted));
    this.delayMillis = Math.max(this.delayMillis, this.wantedMillis);
  }

  /** Moves on to `nowMillis`; backwards is no move. */
  advance(nowMillis: number): void {
    if (!this.server.isSet) {
      return;
    }
    const { tickMillis } = this.server;
    const elapsed = Math.max(0, nowMillis - this.lastMillis);
    if (this.isSet) {
      this.delayMillis = Math.max(this.wantedMillis, this.delayMillis - elapsed * SHRINK);
    }
    const target = this.server.tickAt(nowMillis) - this.delayMillis / tickMillis;
    const errorMillis = (target - this.tick) * tickMillis - elapsed;
    if (!this.isSet || errorMillis > SNAP_FORTH_MILLIS || errorMillis < -SNAP_BACK_MILLIS) {
      this.tick = target;
      this.isSet = true;
    } else {
      const bend = Math.min(MAX_SPEED_UP, Math.max(-MAX_SLOW_DOWN, errorMillis / RESPONSE_MILLIS));
      this.tick += (elapsed * (1 + bend)) / tickMillis;
    }
    this.lastMillis = Math.max(this.lastMillis, nowMillis);
  }
}
