import type { WallGrid } from "./wallGrid";

/**
 * Distance from a point along a ray of unit direction to the first wall or the border of the world, at most `reach`; 0
 * if the point lies inside a wall. Twin of `Walls.ray` in Java, for what the shooter is shown at once.
 */
export function rayLength(
  walls: WallGrid,
  x: number,
  y: number,
  directionX: number,
  directionY: number,
  reach: number,
): number {
  const border = Math.min(toBorder(walls.world, x, directionX), toBorder(walls.world, y, directionY));
  let nearest = Math.min(reach, Math.max(0, border));
  for (const wall of walls.all) {
    const alongX = span(wall.x, wall.x + wall.width, x, directionX);
    const alongY = span(wall.y, wall.y + wall.height, y, directionY);
    const enter = Math.max(0, alongX[0], alongY[0]);
    if (enter < Math.min(nearest, alongX[1], alongY[1])) {
      nearest = enter;
    }
  }
  return nearest;
}

function toBorder(world: number, from: number, direction: number): number {
  return direction > 0
    ? (world - from) / direction
    : direction < 0
      ? -from / direction
      : Number.POSITIVE_INFINITY;
}

/** Where a ray enters and leaves a slab; the first is beyond the second if it never does. */
function span(low: number, high: number, from: number, direction: number): readonly [number, number] {
  if (direction === 0) {
    return from <= low || from >= high
      ? [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
      : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  }
  const a = (low - from) / direction;
  const b = (high - from) / direction;
  return [Math.min(a, b), Math.max(a, b)];
}
