/** Beyond this many world px nothing is heard. */
export const HEARING = 1700;

const FULL_WITHIN = 220; // world px
const PAN_REACH = 900; // world px to the side for a full pan
const MAX_PAN = 0.8;

export interface Heard {
  readonly level: number; // 0 to 1
  readonly pan: number; // -1 left to 1 right
}

/** How something at a distance sounds; undefined if it is not heard at all. */
export function hear(dx: number, dy: number): Heard | undefined {
  const distance = Math.hypot(dx, dy);
  if (distance >= HEARING) return undefined;
  const far = Math.max(0, (distance - FULL_WITHIN) / (HEARING - FULL_WITHIN));
  const level = (1 - far) ** 2;
  return { level, pan: Math.max(-MAX_PAN, Math.min(MAX_PAN, dx / PAN_REACH)) };
}
