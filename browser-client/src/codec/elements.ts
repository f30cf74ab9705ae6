import { FREE } from "./entityRows";
import type { FrameReader } from "./frameReader";
import type { FieldLayout } from "./kindLayout";
import type { StreamState } from "./streamState";

// Elements of the syntax that several of its parts have. A value that its field cannot have is a fault, and read as 0.

/** A symbol of `bits` bits, the most significant first, each in the context of those before it. */
export function tree(reader: FrameReader, first: number, bits: number): number {
  let node = 1;
  for (let bit = 0; bit < bits; bit++) {
    node = (node << 1) | reader.bit(first + node);
  }
  return node - (1 << bits);
}

/** A field by itself. */
export function rawValue(reader: FrameReader, field: FieldLayout): number {
  return checked(reader, field, reader.raw(field.bits));
}

/** Several fields by themselves, without the first ones. */
export function rawValues(
  reader: FrameReader,
  fields: readonly FieldLayout[],
  values: Int32Array,
  row: number,
  first: number,
): void {
  for (let i = first; i < fields.length; i++) {
    values[row + fields[i]!.place] = rawValue(reader, fields[i]!);
  }
}

/** A field by itself, a symbol as a tree. */
export function otherValue(reader: FrameReader, field: FieldLayout): number {
  return field.kind === "enum"
    ? checked(reader, field, tree(reader, field.context, field.bits))
    : rawValue(reader, field);
}

export function checked(reader: FrameReader, { levels }: FieldLayout, value: number): number {
  if (value >= 0 && value < levels) {
    return value;
  }
  reader.fail("VALUE");
  return 0;
}

/** A list of at most `most` slots below `end`, which are all free or all live, ascending. */
export function slots(
  reader: FrameReader,
  state: StreamState,
  contexts: readonly [count: number, gap: number],
  most: number,
  end: number,
  areFree: boolean,
  visit: (state: StreamState, slot: number, reader: FrameReader) => void,
): void {
  const count = reader.unsigned(contexts[0]);
  if (count > most) {
    reader.fail("COUNT");
  }
  let slot = -1;
  for (let i = 0; i < count && reader.error === null; i++) {
    slot += 1 + reader.unsigned(contexts[1]);
    if (slot < end && (state.rows.kinds[slot] === FREE) === areFree) {
      visit(state, slot, reader);
    } else {
      reader.fail("SLOT");
    }
  }
}
