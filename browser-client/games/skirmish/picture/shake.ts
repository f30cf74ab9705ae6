/** The strongest shake, in CSS px. */
export const MAX_SHAKE = 4;

const DECAY = 7; // per second

/** A short tremble of the picture. It fades by itself and never exceeds [MAX_SHAKE]. */
export class Shake {
  private strength = 0;
  private phase = 0;

  /** `amount` in CSS px at most. */
  hit(amount: number): void {
    this.strength = Math.min(MAX_SHAKE, Math.max(this.strength, amount));
  }

  step(seconds: number): void {
    this.strength *= Math.exp(-DECAY * seconds);
    if (this.strength < 0.05) this.strength = 0;
    this.phase += seconds * 60;
  }

  get x(): number {
    return this.strength * Math.sin(this.phase * 1.13);
  }

  get y(): number {
    return this.strength * Math.sin(this.phase * 1.57 + 1);
  }
}
