import { beforeEach, describe, expect, it } from "vitest";
import { GapWatch } from "./gapWatch";

const HZ = 60;

describe("a gap in the stream of states", () => {
  let watch: GapWatch;

  beforeEach(() => {
    watch = new GapWatch();
    watch.step(1000, HZ);
  });

  it("is none while states come, even if now and then some frames late", () => {
    expect([1000, 1001, 1001, 1030].map((tick) => watch.step(tick, HZ))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it("is noticed in the first picture after a tab was hidden, once", () => {
    expect([1000, 1090, 1091].map((tick) => watch.step(tick, HZ))).toEqual([false, true, false]);
  });

  it("ends with the first state of a new connection, not with its welcome", () => {
    watch.expect();
    expect([1000, 1000, 1006, 1007].map((tick) => watch.step(tick, HZ))).toEqual([false, false, true, false]);
  });

  it("is noticed when another room counts from the beginning", () => {
    expect([0, 4, 5].map((tick) => watch.step(tick, HZ))).toEqual([true, false, false]);
  });
});
