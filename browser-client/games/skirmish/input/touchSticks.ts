import { IDLE, type Intent, stick } from "./intent";

/** Radius of a stick, CSS px. */
export const STICK_RADIUS = 56;

const DEAD_ZONE = 0.16;
const FIRES_BEYOND = 0.5; // of the right stick's way

export interface Stick {
  readonly originX: number;
  readonly originY: number;
  readonly x: number; // -1 to 1
  readonly y: number;
}

interface Finger {
  readonly side: "left" | "right";
  originX: number;
  originY: number;
  x: number;
  y: number;
}

/**
 * Two floating sticks: a finger that lands on the left half of the screen moves, one on the right half aims, and fires
 * past half way. A stick that is pulled beyond its radius follows the finger.
 */
export class TouchSticks {
  private readonly fingers = new Map<number, Finger>();

  /** A finger lands; one on each side counts, more are ignored. */
  start(id: number, x: number, y: number, screenWidth: number): boolean {
    const side = x < screenWidth / 2 ? "left" : "right";
    for (const finger of this.fingers.values()) if (finger.side === side) return false;
    this.fingers.set(id, { side, originX: x, originY: y, x, y });
    return true;
  }

  move(id: number, x: number, y: number): void {
    const finger = this.fingers.get(id);
    if (!finger) return;
    finger.x = x;
    finger.y = y;
    const dx = x - finger.originX;
    const dy = y - finger.originY;
    const pull = Math.hypot(dx, dy);
    if (pull > STICK_RADIUS) {
      finger.originX = x - (dx / pull) * STICK_RADIUS;
      finger.originY = y - (dy / pull) * STICK_RADIUS;
    }
  }

  end(id: number): void {
    this.fingers.delete(id);
  }

  releaseAll(): void {
    this.fingers.clear();
  }

  stick(side: "left" | "right"): Stick | undefined {
    for (const finger of this.fingers.values()) {
      if (finger.side !== side) continue;
      return {
        originX: finger.originX,
        originY: finger.originY,
        x: (finger.x - finger.originX) / STICK_RADIUS,
        y: (finger.y - finger.originY) / STICK_RADIUS,
      };
    }
    return undefined;
  }

  /** Buttons beside the sticks are held elsewhere. */
  read(): Intent {
    const left = this.stick("left");
    const right = this.stick("right");
    const move = left ? stick(left.x, left.y, DEAD_ZONE) : { x: 0, y: 0 };
    const pull = right ? Math.hypot(right.x, right.y) : 0;
    return {
      ...IDLE,
      moveX: move.x,
      moveY: move.y,
      aim: right && pull > DEAD_ZONE ? Math.atan2(right.y, right.x) : undefined,
      fire: pull > FIRES_BEYOND,
    };
  }
}
