/** What one device asks for now. Axes in [-1, 1]; the aim is undefined while the device gives none. */
export interface Intent {
  readonly moveX: number;
  readonly moveY: number;
  readonly aim: number | undefined; // radians, 0 to the right, clockwise
  readonly fire: boolean;
  readonly rail: boolean;
  readonly dash: boolean;
}

export const IDLE: Intent = { moveX: 0, moveY: 0, aim: undefined, fire: false, rail: false, dash: false };

export type Device = "keyboard" | "touch" | "gamepad";

/** Steps of the thrust on the wire. */
export const MOVE_STEPS = 15;

/** A thrust vector of any length becomes whole steps, cut to length 1 so that diagonals are not faster. */
export function moveSteps(x: number, y: number): { moveX: number; moveY: number } {
  if (!Number.isFinite(x) || !Number.isFinite(y)) return { moveX: 0, moveY: 0 };
  const length = Math.max(1, Math.hypot(x, y));
  // Plus 0: a -0 is another number to a comparison by identity.
  return {
    moveX: Math.round((x / length) * MOVE_STEPS) + 0,
    moveY: Math.round((y / length) * MOVE_STEPS) + 0,
  };
}

/** The strongest wish of all devices: any button counts, the longest stick moves. */
export function combine(intents: readonly Intent[], aim: number | undefined): Intent {
  let moveX = 0;
  let moveY = 0;
  let fire = false;
  let rail = false;
  let dash = false;
  for (const intent of intents) {
    if (Math.hypot(intent.moveX, intent.moveY) > Math.hypot(moveX, moveY)) {
      moveX = intent.moveX;
      moveY = intent.moveY;
    }
    fire ||= intent.fire;
    rail ||= intent.rail;
    dash ||= intent.dash;
  }
  return { moveX, moveY, aim, fire, rail, dash };
}

/** A stick with a dead zone around its rest, scaled so that it starts from 0 at the zone's rim. */
export function stick(x: number, y: number, deadZone: number): { x: number; y: number } {
  const length = Math.hypot(x, y);
  if (!(length > deadZone)) return { x: 0, y: 0 };
  const scaled = Math.min(1, (length - deadZone) / (1 - deadZone)) / length;
  return { x: x * scaled, y: y * scaled };
}
