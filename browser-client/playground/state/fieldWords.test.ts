import { expect, it } from "vitest";
import type { FieldSchema } from "../../src/codec/schema";
import { rangeWords, valueWords } from "./fieldWords";

const X: FieldSchema = { name: "x", kind: "linear", max: 800, step: 0.25 };

it("writes each kind of value as a person reads it", () => {
  expect(valueWords(X, 5)).toBe("1.25");
  expect(valueWords({ name: "a", kind: "angle", step: 8 }, 64)).toBe("90.0°");
  expect(valueWords({ name: "f", kind: "flag" }, 1)).toBe("yes");
  expect(valueWords({ name: "e", kind: "enum", symbols: ["RED", "BLUE"] }, 1)).toBe("BLUE");
  expect(valueWords({ name: "r", kind: "reference" }, 0)).toBe("none");
  expect(valueWords({ name: "r", kind: "reference" }, 5)).toBe("#4");
  expect(valueWords({ name: "v", kind: "exact" }, 1 / 3)).toBe("0.333");
  expect(valueWords({ name: "n", kind: "scalar", min: -5, max: 5, step: 1 }, 2)).toBe("-3");
  expect(valueWords(X, Number.NaN)).toBe("");
});

it("says what a field can be", () => {
  expect(rangeWords(X)).toBe("0 to 800 by 0.25, smooth");
  expect(rangeWords({ name: "n", kind: "scalar", min: -1, max: 1, step: 1 })).toBe("-1 to 1");
  expect(rangeWords({ name: "a", kind: "angle", step: 8 })).toBe("angle, 8 bits");
  expect(rangeWords({ name: "e", kind: "enum", symbols: ["RED", "BLUE"] })).toBe("RED, BLUE");
});
