import { UNKNOWN_LAUNCH } from "./orders";

/** What is remembered of the spawns of one kind with one value of its first enum; a place of LaunchMemory.java. */
export class LaunchMemory {
  speed = 0;
  launchClass = UNKNOWN_LAUNCH;
  reach = 0;

  /** Learns the speed whose components along the heading are exactly these, if there is one, else the nearest. */
  learnSpeed(velocityX: number, velocityY: number, cosine: number, sine: number): void {
    const speed = Math.round(Math.sqrt(velocityX * velocityX + velocityY * velocityY));
    this.speed = speed;
    for (let near = Math.max(0, speed - 1); near <= speed + 1; near++) {
      if (along(near, cosine) === velocityX && along(near, sine) === velocityY) {
        this.speed = near;
        return;
      }
    }
  }

  isValid(): boolean {
    return this.launchClass <= UNKNOWN_LAUNCH && this.speed < 1 << 28 && Math.abs(this.reach) < 1 << 17;
  }
}

/** `length * part / 16384` rounded down. */
export function along(length: number, part: number): number {
  return Math.floor((length * part) / 16384);
}
