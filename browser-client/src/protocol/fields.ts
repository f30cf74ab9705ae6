import { dequantise, type FieldSchema, levelsOf } from "../codec/schema";
import type { WireReader } from "./wireReader";

/** What a field is to a page. */
export type FieldValue = number | boolean | string | null;

/** An object of a page whose fields the schema names. */
export type Fields = Record<string, FieldValue>;

const MAX_TEXT_BYTES = 256;
const MAX_SLOT = 65_534;

/** Ids from here to `LAST_PRIVATE_ID` are of entities that only their owner is told of. */
export const FIRST_PRIVATE_ID = 65_536;
export const LAST_PRIVATE_ID = 327_935;

/** The page's value of what is written as `raw`: a quantised int, or the number itself for kinds without a range. */
export function fieldValue(field: FieldSchema, raw: number): FieldValue {
  switch (field.kind) {
    case "flag":
      return raw !== 0;
    case "enum":
      return field.symbols?.[raw] ?? null;
    case "reference":
      return raw === 0 ? null : raw - 1;
    case "exact":
      return raw;
    default:
      return dequantise(field, raw);
  }
}

/** Writes fields into an object of a page; `values` are raw, from `at` on. */
export function writeFields(
  object: Record<string, unknown>,
  fields: readonly FieldSchema[],
  values: ArrayLike<number>,
  at = 0,
): void {
  for (const [i, field] of fields.entries()) {
    object[field.name] = fieldValue(field, values[at + i]!);
  }
}

/** Reads one owner or event field that is a number, still raw. A value outside the field's range fails the reader. */
export function readRaw(field: FieldSchema, reader: WireReader): number {
  switch (field.kind) {
    case "stepped":
      return reader.zigzag();
    case "exact":
      return reader.f64();
    default: {
      const raw = field.kind === "flag" ? reader.u8() : reader.varint();
      const levels = field.kind === "reference" ? LAST_PRIVATE_ID + 2 : levelsOf(field);
      reader.failed ||= raw >= levels;
      return reader.failed ? 0 : raw;
    }
  }
}

/** Reads the fields of one event. */
export function readFields(fields: readonly FieldSchema[], reader: WireReader): Fields {
  const event: Fields = {};
  for (const field of fields) {
    event[field.name] =
      field.kind === "text" ? reader.text(MAX_TEXT_BYTES) : fieldValue(field, readRaw(field, reader));
  }
  return event;
}

/**
 * The quantised value of what a page gave.
 *
 * @throws RangeError naming the field, if it is not what the field can be
 */
export function quantiseInput(field: FieldSchema, value: unknown): number {
  const { name, kind, min = 0, max = 0, symbols = [] } = field;
  const raw = rawOf(field, value);
  if (raw >= 0) {
    return raw;
  }
  const range = max > min ? ` from ${min} to ${max}` : "";
  throw new RangeError(
    `Input field "${name}" (${symbols.join(", ") || kind + range}) cannot be ${String(value)}.`,
  );
}

/** -1 if the field cannot be that. */
function rawOf(field: FieldSchema, value: unknown): number {
  const { kind, min = 0, max = 0, step = 1, symbols = [] } = field;
  if (kind === "flag") {
    return typeof value === "boolean" ? Number(value) : -1;
  }
  if (kind === "enum") {
    return symbols.indexOf(value as string);
  }
  if (kind === "reference" && value === null) {
    return 0;
  }
  if (typeof value !== "number" || !Number.isFinite(value)) {
    return -1;
  }
  if (kind === "reference") {
    return Number.isInteger(value) && value >= 0 && value <= MAX_SLOT ? value + 1 : -1;
  }
  const levels = levelsOf(field);
  if (kind === "angle") {
    const turns = value / (2 * Math.PI);
    return Math.floor((turns - Math.floor(turns)) * levels + 0.5) & (levels - 1);
  }
  // Half a step beyond the range still rounds onto it.
  const fits = value >= min - step / 2 && value <= max + step / 2;
  return fits ? Math.min(levels - 1, Math.floor((value - min) / step + 0.5)) : -1;
}
