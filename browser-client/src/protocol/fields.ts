import { dequantise, type FieldSchema, levelsOf, quantise } from "../codec/schema";
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
    case "scalar":
    case "linear":
    case "angle":
      return dequantise(field, raw);
    case "flag":
      return raw !== 0;
    case "enum":
      return field.symbols?.[raw] ?? null;
    case "reference":
      return raw === 0 ? null : raw - 1;
    case "stepped":
      return raw * (field.step ?? 1);
    case "exact":
      return raw;
    case "text":
      return "";
  }
}

/** Reads one owner or event field that is a number, still raw. A value outside the field's range fails the reader. */
export function readRaw(field: FieldSchema, reader: WireReader): number {
  switch (field.kind) {
    case "stepped":
      return reader.zigzag();
    case "exact":
      return reader.f64();
    case "flag":
      return within(reader.u8(), 2, reader);
    case "scalar":
    case "linear":
    case "angle":
    case "enum":
      return within(reader.varint(), levelsOf(field), reader);
    case "reference":
      return within(reader.varint(), LAST_PRIVATE_ID + 2, reader);
    case "text":
      return 0;
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
  switch (field.kind) {
    case "scalar":
    case "linear": {
      const { min = 0, max = 0, step = 1 } = field;
      // Half a step beyond the range still rounds onto it.
      if (typeof value === "number" && value >= min - step / 2 && value <= max + step / 2) {
        return quantise(field, value);
      }
      throw unfit(field, value, `a number from ${min} to ${max}`);
    }
    case "angle":
      if (typeof value === "number" && Number.isFinite(value)) {
        return quantise(field, value);
      }
      throw unfit(field, value, "an angle in radians");
    case "flag":
      if (typeof value === "boolean") {
        return Number(value);
      }
      throw unfit(field, value, "true or false");
    case "enum": {
      const index = field.symbols?.indexOf(value as string) ?? -1;
      if (index >= 0) {
        return index;
      }
      throw unfit(field, value, `one of ${field.symbols?.join(", ")}`);
    }
    case "reference":
      if (value === null) {
        return 0;
      }
      if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= MAX_SLOT) {
        return value + 1;
      }
      throw unfit(field, value, "an entity's id or null");
    case "stepped":
    case "exact":
    case "text":
      throw unfit(field, value, "of a kind with a range");
  }
}

function unfit(field: FieldSchema, value: unknown, wanted: string): RangeError {
  return new RangeError(`Input field "${field.name}" must be ${wanted}, but is ${String(value)}.`);
}

function within(raw: number, count: number, reader: WireReader): number {
  if (raw < count) {
    return raw;
  }
  reader.failed = true;
  return 0;
}
