import type { Intent } from "./intent";

const LEFT = ["KeyA", "ArrowLeft"];
const RIGHT = ["KeyD", "ArrowRight"];
const UP = ["KeyW", "ArrowUp"];
const DOWN = ["KeyS", "ArrowDown"];
const DASH = ["Space", "ShiftLeft", "ShiftRight"];
const RAIL = ["KeyE"];
const FIRE = ["KeyF"];

const PLAYED = new Set([...LEFT, ...RIGHT, ...UP, ...DOWN, ...DASH, ...RAIL, ...FIRE]);

/** Whether a key belongs to the ship; by place on the keyboard, so that any layout works. */
export function isShipKey(code: string): boolean {
  return PLAYED.has(code);
}

/** The keys now held. A tap between two readings still counts once: `read` sees it and `settle` forgets it. */
export class Keyboard {
  private readonly held = new Set<string>();
  private readonly tapped = new Set<string>();

  press(code: string): void {
    this.held.add(code);
    this.tapped.add(code);
  }

  release(code: string): void {
    this.held.delete(code);
  }

  /** Focus is lost: no key-up will come for what is held. */
  releaseAll(): void {
    this.held.clear();
    this.tapped.clear();
  }

  read(): Intent {
    const on = (codes: readonly string[]): boolean =>
      codes.some((code) => this.held.has(code) || this.tapped.has(code));
    return {
      moveX: Number(on(RIGHT)) - Number(on(LEFT)),
      moveY: Number(on(DOWN)) - Number(on(UP)),
      aim: undefined,
      fire: on(FIRE),
      rail: on(RAIL),
      dash: on(DASH),
    };
  }

  /** The input has been sampled: taps have been seen. */
  settle(): void {
    this.tapped.clear();
  }
}
