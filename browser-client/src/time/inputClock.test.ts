import { describe, expect, it } from "vitest";
import { InputClock } from "./inputClock";

const TICK_MILLIS = 1000 / 30;

describe("the input clock", () => {
  it.each([101, 120, 150, 1234, 60_000])("keeps its phase through a hitch of %i ms", (hitchMillis) => {
    const clock = new InputClock(TICK_MILLIS);
    clock.reset(0);
    expect(clock.ticksDue(0)).toBe(1);
    const now = TICK_MILLIS + hitchMillis;
    expect(clock.ticksDue(now)).toBe(1 + Math.floor(hitchMillis / TICK_MILLIS));
    expect(clock.dueMillis).toBeGreaterThan(now);
    expect(clock.dueMillis - now).toBeLessThanOrEqual(TICK_MILLIS + 1e-6);
    const ticks = clock.dueMillis / TICK_MILLIS;
    expect(ticks).toBeCloseTo(Math.round(ticks), 6);
  });

  it("makes up for the ticks of a shorter hitch", () => {
    const clock = new InputClock(TICK_MILLIS);
    clock.reset(0);
    clock.ticksDue(0);
    expect(clock.ticksDue(TICK_MILLIS + 60)).toBe(2);
    expect(clock.dueMillis).toBeCloseTo(3 * TICK_MILLIS, 6);
  });
});
