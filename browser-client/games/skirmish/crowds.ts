import type { Crowds } from "../../src/generated/skirmish";

/** Areas along one side of a large world. */
export const AREAS = 6;

const AREAS_A_NUMBER = 2 * AREAS;

/** How many ships are in each area, row by row: 0 nobody, 1 a few, 2 some, 3 many. */
export function levelsOf({ north, middle, south }: Crowds): number[] {
  return [north, middle, south].flatMap((bits) =>
    Array.from({ length: AREAS_A_NUMBER }, (_, area) => (bits >> (2 * area)) & 3),
  );
}

/** The middle of the nearest area where somebody is, other than the one that holds the point; undefined if there is none. */
export function nearestCrowd(
  levels: readonly number[],
  world: number,
  x: number,
  y: number,
): { x: number; y: number } | undefined {
  const side = world / AREAS;
  const own = Math.floor(y / side) * AREAS + Math.floor(x / side);
  let nearest: { x: number; y: number } | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [area, level] of levels.entries()) {
    if (level === 0 || area === own) continue;
    const middleX = ((area % AREAS) + 0.5) * side;
    const middleY = (Math.floor(area / AREAS) + 0.5) * side;
    const distance = Math.hypot(middleX - x, middleY - y);
    if (distance < least) {
      least = distance;
      nearest = { x: middleX, y: middleY };
    }
  }
  return nearest;
}
