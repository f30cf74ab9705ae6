/** Class of the error of a launch where none is known yet, and the greatest one. */
export const UNKNOWN_LAUNCH = 5;
const CLASSES = "0112223334444"; // by bit length

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

/** Of the greatest error of a velocity component. */
export function launchClass(off: number): number {
  return Number(CLASSES[32 - Math.clz32(off)] ?? UNKNOWN_LAUNCH);
}
