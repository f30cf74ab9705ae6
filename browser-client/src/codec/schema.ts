/** How one field is quantised and what its numbers mean; `FieldKind.java` explains each. */
export type FieldKind =
  | "scalar"
  | "linear"
  | "angle"
  | "flag"
  | "enum"
  | "reference"
  | "stepped"
  | "exact"
  | "text";

/** One field on the wire. Absent numbers are 0, absent symbols empty. */
export interface FieldSchema {
  readonly name: string;
  readonly kind: FieldKind;
  readonly min?: number;
  readonly max?: number;
  /** Grid; for an angle its number of bits. */
  readonly step?: number;
  readonly symbols?: readonly string[];
}

/** One kind of entity: what everybody sees, and what the owner sees besides. */
export interface EntitySchema {
  readonly name: string;
  readonly fields: readonly FieldSchema[];
  readonly ownerFields: readonly FieldSchema[];
  readonly ballistic: boolean;
  /** Whether only the owner is told of such entities, beside the stream of everybody; absent means no. */
  readonly ownerOnly?: boolean;
}

export interface EventSchema {
  readonly name: string;
  readonly fields: readonly FieldSchema[];
}

/** Everything a game sends, in wire order; the `schema` of `welcome`. */
export interface GameSchema {
  readonly game: string;
  readonly tickRateHz: number;
  /** Capacity of a room, 1 to 65,535. */
  readonly maxEntities: number;
  /** Those that only owners see come last. */
  readonly entities: readonly EntitySchema[];
  readonly input: readonly FieldSchema[];
  readonly events: readonly EventSchema[];
}

/** The kinds that everybody sees, all that a shared frame can hold; their numbers are those in `entities`. */
export function roomKinds(schema: GameSchema): readonly EntitySchema[] {
  return schema.entities.filter(({ ownerOnly }) => !ownerOnly);
}

/** Number of quantised values of a field that fits a row; 0 for the open-ended kinds. */
export function levelsOf(field: FieldSchema): number {
  switch (field.kind) {
    case "scalar":
    case "linear":
      return Math.floor(((field.max ?? 0) - (field.min ?? 0)) / (field.step ?? 1) + 1e-9) + 1;
    case "angle":
      return 1 << (field.step ?? 0);
    case "flag":
      return 2;
    case "enum":
      return field.symbols?.length ?? 0;
    case "reference":
      return 65536;
    case "stepped":
    case "exact":
    case "text":
      return 0;
  }
}

/** Bits of a raw quantised value, 0 where there is only one. */
export function bitsOf(field: FieldSchema): number {
  return bitsFor(levelsOf(field));
}

/** Bits that tell `levels` values apart. */
export function bitsFor(levels: number): number {
  return 32 - Math.clz32(levels - 1);
}

/** The quantised value nearest to `value`; outside the range it is clamped, NaN becomes 0. */
export function quantise(field: FieldSchema, value: number): number {
  switch (field.kind) {
    case "scalar":
    case "linear": {
      const quantised = Math.floor((value - (field.min ?? 0)) / (field.step ?? 1) + 0.5);
      const last = levelsOf(field) - 1;
      return quantised >= last ? last : quantised > 0 ? quantised : 0;
    }
    case "angle": {
      const turns = value / (2 * Math.PI);
      const levels = levelsOf(field);
      return Math.floor((turns - Math.floor(turns)) * levels + 0.5) & (levels - 1);
    }
    default:
      return value | 0;
  }
}

/** What a quantised value stands for. */
export function dequantise(field: FieldSchema, value: number): number {
  switch (field.kind) {
    case "scalar":
    case "linear":
      return (field.min ?? 0) + value * (field.step ?? 1);
    case "angle":
      return (value * (2 * Math.PI)) / levelsOf(field);
    default:
      return value;
  }
}
