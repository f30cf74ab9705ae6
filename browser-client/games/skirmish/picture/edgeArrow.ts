import { toScreenX, toScreenY, type View } from "../camera";

export interface EdgeArrow {
  readonly x: number; // CSS px
  readonly y: number;
  readonly angle: number; // toward the target
}

/**
 * Where an arrow at the edge of the screen points at something beyond it; undefined if the thing itself is visible.
 * `inset` is the distance of the arrow from the edge in CSS px.
 */
export function edgeArrow(view: View, worldX: number, worldY: number, inset: number): EdgeArrow | undefined {
  const x = toScreenX(view, worldX);
  const y = toScreenY(view, worldY);
  if (x >= 0 && x <= view.width && y >= 0 && y <= view.height) return undefined;
  const dx = x - view.width / 2;
  const dy = y - view.height / 2;
  const halfWidth = Math.max(1, view.width / 2 - inset);
  const halfHeight = Math.max(1, view.height / 2 - inset);
  const reach = Math.min(halfWidth / Math.max(1e-6, Math.abs(dx)), halfHeight / Math.max(1e-6, Math.abs(dy)));
  return {
    x: view.width / 2 + dx * reach,
    y: view.height / 2 + dy * reach,
    angle: Math.atan2(dy, dx),
  };
}
