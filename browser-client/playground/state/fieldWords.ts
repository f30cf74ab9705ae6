import type { FieldSchema } from "../../src/codec/schema";
import { fieldValue } from "../../src/protocol/fields";

const TURN_DEGREES = 180 / Math.PI;

/** A raw value as a person reads it; NaN is what we are not told. */
export function valueWords(field: FieldSchema, raw: number): string {
  if (Number.isNaN(raw)) return "";
  const value = fieldValue(field, raw);
  if (value === null) return "none";
  if (typeof value !== "number") return value === true ? "yes" : value === false ? "no" : value;
  switch (field.kind) {
    case "angle":
      return `${(value * TURN_DEGREES).toFixed(1)}°`;
    case "reference":
      return `#${value}`;
    case "exact":
      return String(Math.round(value * 1000) / 1000);
    default:
      return value.toFixed(decimalsOf(field.step ?? 1));
  }
}

/** What a field can be: kind, range, step; what travels and how fine. */
export function rangeWords({ kind, min = 0, max = 0, step = 0, symbols = [] }: FieldSchema): string {
  switch (kind) {
    case "scalar":
    case "linear":
      return `${min} to ${max}${step === 1 ? "" : ` by ${step}`}${kind === "linear" ? ", smooth" : ""}`;
    case "angle":
      return `angle, ${step} bits`;
    case "flag":
      return "yes or no";
    case "enum":
      return symbols.join(", ");
    case "reference":
      return "an entity";
    case "stepped":
      return `any, by ${step}`;
    case "exact":
      return "any number";
    case "text":
      return "text";
    default:
      return kind satisfies never;
  }
}

/** Decimals that tell two neighbours on the grid apart, 6 at most. */
function decimalsOf(step: number): number {
  let decimals = 0;
  while (decimals < 6 && Math.abs(step * 10 ** decimals - Math.round(step * 10 ** decimals)) > 1e-9)
    decimals++;
  return decimals;
}
