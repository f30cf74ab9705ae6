/** Where the pointer is, CSS px, and which of its buttons are held. */
export class Mouse {
  x = 0;
  y = 0;
  private readonly held = new Set<number>();
  private readonly tapped = new Set<number>();

  move(x: number, y: number): void {
    this.x = x;
    this.y = y;
  }

  press(button: number): void {
    this.held.add(button);
    this.tapped.add(button);
  }

  release(button: number): void {
    this.held.delete(button);
  }

  releaseAll(): void {
    this.held.clear();
    this.tapped.clear();
  }

  /** Held, or clicked since the last input was sampled. */
  isHeld(button: number): boolean {
    return this.held.has(button) || this.tapped.has(button);
  }

  settle(): void {
    this.tapped.clear();
  }
}
