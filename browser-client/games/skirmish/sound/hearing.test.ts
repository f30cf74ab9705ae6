import { describe, expect, it } from "vitest";
import { HEARING, hear } from "./hearing";

describe("hearing", () => {
  it("hears what is near at full level, in the middle", () => {
    expect(hear(0, 0)).toEqual({ level: 1, pan: 0 });
  });

  it("hears nothing from afar", () => {
    expect(hear(HEARING, 0)).toBeUndefined();
    expect(hear(4000, 4000)).toBeUndefined();
  });

  it("turns things down with distance and to their side", () => {
    const near = hear(300, 0)!;
    const far = hear(-1200, 0)!;
    expect(near.level).toBeGreaterThan(far.level);
    expect(near.pan).toBeGreaterThan(0);
    expect(far.pan).toBe(-0.8);
  });
});
