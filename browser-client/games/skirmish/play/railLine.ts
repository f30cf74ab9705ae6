import { rayLength } from "../rules/ray";
import type { WallGrid } from "../rules/wallGrid";

export const RAIL_LENGTH = 1200; // px, as in the rules
const STRIKES_WITHIN = 20; // px from a ship's centre to the line, as in the rules

export interface RailTarget {
  readonly x: number;
  readonly y: number;
}

/** Where a rail ends, and what it strikes there, if anything. */
export interface RailEnd<T> {
  readonly x: number;
  readonly y: number;
  readonly target: T | undefined;
}

/**
 * Where our own rail ends by what we see: at a wall or at the first ship. Drawn at once; whom it hurts is the server's
 * business.
 */
export function railEnd<T extends RailTarget>(
  x: number,
  y: number,
  aim: number,
  walls: WallGrid,
  targets: readonly T[],
): RailEnd<T> {
  const directionX = Math.cos(aim);
  const directionY = Math.sin(aim);
  let reach = rayLength(walls, x, y, directionX, directionY, RAIL_LENGTH);
  let struck: T | undefined;
  for (const target of targets) {
    const dx = target.x - x;
    const dy = target.y - y;
    const along = dx * directionX + dy * directionY;
    const beyond = dx * dx + dy * dy - STRIKES_WITHIN ** 2;
    const root = along * along - beyond;
    const at = beyond <= 0 ? 0 : along > 0 && root >= 0 ? along - Math.sqrt(root) : Number.POSITIVE_INFINITY;
    if (at < reach) {
      reach = at;
      struck = target;
    }
  }
  return { x: x + directionX * reach, y: y + directionY * reach, target: struck };
}
