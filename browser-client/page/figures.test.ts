import { describe, expect, it } from "vitest";
import { bytes, digits, duration, percent } from "./figures";

describe("figures", () => {
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1000, "1 kB"],
    [3449, "3.45 kB"],
    [99_960, "100 kB"],
    [999_700, "1 MB"],
    [12_345_678, "12.3 MB"],
  ])("writes %d bytes as %s", (value, text) => expect(bytes(value)).toBe(text));

  it.each([
    [0, "0"],
    [0.004, "0"],
    [1.5, "1.5"],
    [9.996, "10"],
    [33.333, "33.3"],
    [123.4, "123"],
  ])("keeps three digits of %d", (value, text) => expect(digits(value)).toBe(text));

  it.each([
    [59.9, "59 s"],
    [61, "1 min"],
    [3 * 3600 + 1200, "3 h 20 min"],
    [50 * 3600, "2 d 2 h"],
  ])("says how long %d seconds are", (value, text) => expect(duration(value)).toBe(text));

  it("says shares in percent", () => expect(percent(0.256)).toBe("26 %"));
});
