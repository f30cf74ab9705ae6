import { describe, expect, it } from "vitest";
import type { View } from "../camera";
import { edgeArrow } from "./edgeArrow";

const view: View = { centreX: 1000, centreY: 1000, scale: 1, width: 800, height: 600 };

describe("an arrow at the edge", () => {
  it("is absent for what can be seen", () => {
    expect(edgeArrow(view, 1000, 1000, 30)).toBeUndefined();
    expect(edgeArrow(view, 1399, 1299, 30)).toBeUndefined();
  });

  it("sits on the right edge for something far to the right", () => {
    const arrow = edgeArrow(view, 3000, 1000, 30)!;
    expect(arrow.x).toBeCloseTo(770);
    expect(arrow.y).toBeCloseTo(300);
    expect(arrow.angle).toBeCloseTo(0);
  });

  it("stays inside the screen in every direction", () => {
    for (let turn = 0; turn < 64; turn++) {
      const angle = (turn / 64) * Math.PI * 2;
      const arrow = edgeArrow(view, 1000 + Math.cos(angle) * 2000, 1000 + Math.sin(angle) * 2000, 30)!;
      expect(arrow.x).toBeGreaterThanOrEqual(29.99);
      expect(arrow.x).toBeLessThanOrEqual(770.01);
      expect(arrow.y).toBeGreaterThanOrEqual(29.99);
      expect(arrow.y).toBeLessThanOrEqual(570.01);
    }
  });
});
