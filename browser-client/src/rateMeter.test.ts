import { describe, expect, it } from "vitest";
import { RateMeter } from "./rateMeter";

describe("a rate", () => {
  it("does not call six counts at the join 72 a minute", () => {
    const meter = new RateMeter(60, 20);
    meter.add(0, 1000);
    meter.add(6, 1100);
    expect(meter.perSecond(6000) * 60).toBeCloseTo(18, 6);
    expect(meter.perSecond(31_000) * 60).toBeCloseTo(12, 6);
  });

  it("forgets what is older than its window", () => {
    const meter = new RateMeter(5);
    meter.add(10, 1000);
    expect(meter.perSecond(3000)).toBeCloseTo(5, 6);
    expect(meter.perSecond(8000)).toBe(0);
  });
});
