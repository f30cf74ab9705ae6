/** What the hands of somebody who watches can do. */
export interface WatchHands {
  turn(step: 1 | -1): void;
  /** Keys of free flight, -1 to 1 each. */
  steer(moveX: number, moveY: number): void;
  /** The picture is dragged, CSS px. */
  drag(dx: number, dy: number): void;
  /** A click or tap, CSS px of the window. */
  pick(x: number, y: number): void;
}

const TURNS: Readonly<Record<string, 1 | -1>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};
const STEERS = ["KeyW", "KeyA", "KeyS", "KeyD"];
const DRAG_PX = 6; // a pointer that moves less was meant to click

/** Keys, mouse and touch of somebody who watches. `enabled` is false while a menu has them, or a ship. */
export class WatchInput {
  private readonly hands: WatchHands;
  private readonly held = new Set<string>();
  private isEnabled = false;
  private pointer: { readonly id: number; x: number; y: number; moved: boolean } | undefined;

  constructor(stage: HTMLElement, hands: WatchHands) {
    this.hands = hands;
    addEventListener("keydown", (event) => this.down(event));
    addEventListener("keyup", (event) => {
      if (this.held.delete(event.code)) this.steer();
    });
    addEventListener("blur", () => this.release());
    stage.addEventListener("pointerdown", (event) => {
      if (!this.isEnabled || this.pointer) return;
      event.preventDefault();
      this.pointer = { id: event.pointerId, x: event.clientX, y: event.clientY, moved: false };
    });
    addEventListener("pointermove", (event) => this.move(event));
    addEventListener("pointerup", (event) => {
      if (event.pointerId !== this.pointer?.id) return;
      if (!this.pointer.moved) hands.pick(event.clientX, event.clientY);
      this.pointer = undefined;
    });
    addEventListener("pointercancel", () => {
      this.pointer = undefined;
    });
  }

  set enabled(enabled: boolean) {
    if (this.isEnabled && !enabled) this.release();
    this.isEnabled = enabled;
  }

  private down(event: KeyboardEvent): void {
    if (!this.isEnabled || event.ctrlKey || event.metaKey || event.altKey) return;
    const turn = TURNS[event.code];
    if (turn !== undefined) {
      event.preventDefault();
      this.hands.turn(turn);
    } else if (STEERS.includes(event.code) && !event.repeat) {
      event.preventDefault();
      this.held.add(event.code);
      this.steer();
    }
  }

  private steer(): void {
    const on = (code: string): number => Number(this.held.has(code));
    this.hands.steer(on("KeyD") - on("KeyA"), on("KeyS") - on("KeyW"));
  }

  private move(event: PointerEvent): void {
    const { pointer } = this;
    if (event.pointerId !== pointer?.id || !this.isEnabled) return;
    const dx = event.clientX - pointer.x;
    const dy = event.clientY - pointer.y;
    if (!pointer.moved && Math.hypot(dx, dy) < DRAG_PX) return;
    pointer.moved = true;
    pointer.x = event.clientX;
    pointer.y = event.clientY;
    this.hands.drag(dx, dy);
  }

  private release(): void {
    this.pointer = undefined;
    if (this.held.size === 0) return;
    this.held.clear();
    this.steer();
  }
}
