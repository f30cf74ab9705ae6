import { bitsOf, type FieldSchema } from "../codec/schema";
import { type Fields, fieldValue, quantiseInput } from "./fields";

/** Inputs as raw bits: each field in its bits, the least significant first, zero-padded to a byte. */
export class InputLayout {
  readonly bytes: number;
  readonly fieldCount: number;
  private readonly fields: readonly FieldSchema[];
  private readonly bits: readonly number[];

  constructor(fields: readonly FieldSchema[]) {
    this.fields = fields;
    this.fieldCount = fields.length;
    this.bits = fields.map(bitsOf);
    this.bytes = (this.bits.reduce((sum, count) => sum + count, 0) + 7) >> 3;
  }

  /**
   * The quantised values of what a page wants.
   *
   * @throws RangeError naming the first field that is not what it can be
   */
  quantise(input: object, values: Int32Array): void {
    for (const [i, field] of this.fields.entries()) {
      values[i] = quantiseInput(field, (input as Fields)[field.name]);
    }
  }

  /** What the server understands by the values: the input that prediction must use. */
  meaning(values: Int32Array): Fields {
    const input: Fields = {};
    for (const [i, field] of this.fields.entries()) {
      input[field.name] = fieldValue(field, values[i]!);
    }
    return input;
  }

  /** Whether a button or a choice differs, so that the message should leave at once. */
  isEdge(values: Int32Array, before: Int32Array): boolean {
    return this.fields.some(({ kind }, i) => (kind === "flag" || kind === "enum") && values[i] !== before[i]);
  }

  /** Merges a dropped input into the next one: buttons that were pressed stay pressed, all else is the newer's. */
  merge(dropped: Int32Array, into: Int32Array): void {
    for (const [i, field] of this.fields.entries()) {
      if (field.kind === "flag") {
        into[i] = into[i]! | dropped[i]!;
      }
    }
  }

  /** Values to bytes. */
  pack(values: Int32Array, target: Uint8Array): void {
    target.fill(0);
    let at = 0;
    for (let i = 0; i < this.fieldCount; i++) {
      for (let bit = 0; bit < this.bits[i]!; bit++, at++) {
        target[at >> 3] = target[at >> 3]! | (((values[i]! >> bit) & 1) << (at & 7));
      }
    }
  }
}
