import { IDLE, type Intent, stick } from "./intent";

const DEAD_ZONE = 0.18;
const TRIGGER = 0.35;

/** What a pad with the standard layout asks for. */
export function readPad(pad: Pick<Gamepad, "axes" | "buttons" | "connected"> | null | undefined): Intent {
  if (!pad?.connected) return IDLE;
  const axis = (index: number): number => pad.axes[index] ?? 0;
  const value = (index: number): number => pad.buttons[index]?.value ?? 0;
  const move = stick(axis(0), axis(1), DEAD_ZONE);
  const aim = stick(axis(2), axis(3), DEAD_ZONE);
  const aims = aim.x !== 0 || aim.y !== 0;
  return {
    moveX: move.x,
    moveY: move.y,
    aim: aims ? Math.atan2(aim.y, aim.x) : undefined,
    fire: value(7) > TRIGGER || value(5) > TRIGGER,
    rail: value(6) > TRIGGER || value(4) > TRIGGER,
    dash: value(0) > TRIGGER,
  };
}

/** The first pad that is there. */
export function firstPad(): Gamepad | null {
  return navigator.getGamepads?.().find((pad) => pad !== null) ?? null;
}
