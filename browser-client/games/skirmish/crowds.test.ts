import { describe, expect, it } from "vitest";
import { levelsOf, nearestCrowd } from "./crowds";

describe("crowds of a large world", () => {
  it("are read area by area", () => {
    const levels = levelsOf({ north: 0b11, middle: 0b10 << 22, south: 0b01 << 2 });
    expect(levels.length).toBe(36);
    expect(levels[0]).toBe(3);
    expect(levels[23]).toBe(2);
    expect(levels[25]).toBe(1);
    expect(levels.filter((level) => level > 0).length).toBe(3);
  });

  it("are pointed at where the nearest one is, but not at one's own area", () => {
    const levels = levelsOf({ north: 0b01 | (0b01 << 4), middle: 0, south: 0b11 << 22 });
    expect(nearestCrowd(levels, 12288, 100, 100)).toEqual({ x: 5120, y: 1024 });
    expect(nearestCrowd(levels, 12288, 11000, 9000)).toEqual({ x: 11264, y: 11264 });
    expect(nearestCrowd(levelsOf({ north: 1, middle: 0, south: 0 }), 12288, 100, 100)).toBeUndefined();
  });
});
