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

/** How the world of a room is cut into interest cells, numbered row by row. */
export interface CellGrid {
  readonly columns: number;
  readonly rows: number;
}

/** Everything a game sends, in wire order; the `schema` of `welcome`. */
export interface GameSchema {
  readonly game: string;
  readonly tickRateHz: number;
  /** Capacity of a room, 1 to 65,535. */
  readonly maxEntities: number;
  /** The grid of interest cells; absent where a room is one stream. */
  readonly cells?: CellGrid | undefined;
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
export function levelsOf({ kind, min = 0, max = 0, step = 1, symbols = [] }: FieldSchema): number {
  switch (kind) {
    case "scalar":
    case "linear":
      return Math.floor((max - min) / step + 1e-9) + 1;
    case "angle":
      return 1 << step;
    case "flag":
      return 2;
    case "enum":
      return symbols.length;
    case "reference":
      return 65536;
    default:
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

/** What the value of a moving field stands for, or of any field that is a number in steps; fractions may lie between. */
export function dequantise({ kind, min = 0, step = 1 }: FieldSchema, value: number): number {
  return kind === "angle" ? (value * (2 * Math.PI)) / (1 << step) : min + value * step;
}
