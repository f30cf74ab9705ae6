import { UNKNOWN_LAUNCH } from "./orders";

/** What is remembered of the spawns of one kind, by the value of its first enum; twin of LaunchMemory.java. */
export class LaunchMemory {
  readonly speeds: Int32Array;
  readonly classes: Int32Array;
  readonly reaches: Int32Array;

  constructor(models: number) {
    this.speeds = new Int32Array(models);
    this.classes = new Int32Array(models).fill(UNKNOWN_LAUNCH);
    this.reaches = new Int32Array(models);
  }

  /** Learns the speed whose components along the heading are exactly these, if there is one, else the nearest. */
  learnSpeed(model: number, velocityX: number, velocityY: number, cosine: number, sine: number): void {
    const speed = Math.floor(Math.sqrt(velocityX * velocityX + velocityY * velocityY) + 0.5);
    this.speeds[model] = speed;
    for (let near = Math.max(0, speed - 1); near <= speed + 1; near++) {
      if (along(near, cosine) === velocityX && along(near, sine) === velocityY) {
        this.speeds[model] = near;
        return;
      }
    }
  }

  forget(model: number): void {
    this.speeds[model] = 0;
    this.classes[model] = UNKNOWN_LAUNCH;
    this.reaches[model] = 0;
  }

  isValid(model: number): boolean {
    return (
      this.classes[model]! <= UNKNOWN_LAUNCH &&
      this.speeds[model]! < 1 << 28 &&
      Math.abs(this.reaches[model]!) < 1 << 17
    );
  }
}

/** `length * part / 16384` rounded down. */
export function along(length: number, part: number): number {
  return Math.floor((length * part) / 16384);
}
