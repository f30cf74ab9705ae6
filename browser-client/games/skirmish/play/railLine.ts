import { rayLength } from "../rules/ray";
import type { Block } from "../rules/shipRules";

export const RAIL_LENGTH = 1200; // px, as in the rules
const STRIKES_WITHIN = 20; // px from a ship's centre to the line, as in the rules

export interface RailTarget {
  readonly x: number;
  readonly y: number;
}

/**
 * Where our own rail ends by what we see: at a wall or at the first ship. Drawn at once; whom it hurts is the server's
 * business.
 */
export function railEnd(
  x: number,
  y: number,
  aim: number,
  walls: readonly Block[],
  targets: readonly RailTarget[],
): { x: number; y: number } {
  const directionX = Math.cos(aim);
  const directionY = Math.sin(aim);
  let reach = rayLength(walls, x, y, directionX, directionY, RAIL_LENGTH);
  for (const target of targets) {
    const dx = target.x - x;
    const dy = target.y - y;
    const along = dx * directionX + dy * directionY;
    const aside = Math.abs(dx * directionY - dy * directionX);
    if (along > 0 && aside < STRIKES_WITHIN) {
      reach = Math.min(reach, along - Math.sqrt(STRIKES_WITHIN ** 2 - aside ** 2));
    }
  }
  return { x: x + directionX * Math.max(0, reach), y: y + directionY * Math.max(0, reach) };
}
