import { bitsOf, type FieldSchema, levelsOf } from "../codec/schema";

/** Writes what a server writes, for tests; grows as needed. */
export class Bytes {
  readonly list: number[] = [];

  u8(value: number): this {
    this.list.push(value & 0xff);
    return this;
  }

  i32(value: number): this {
    return this.u8(value)
      .u8(value >> 8)
      .u8(value >> 16)
      .u8(value >> 24);
  }

  f64(value: number): this {
    this.list.push(...new Uint8Array(new Float64Array([value]).buffer));
    return this;
  }

  varint(value: number): this {
    let rest = value >>> 0;
    while (rest > 0x7f) {
      this.u8((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    return this.u8(rest);
  }

  zigzag(value: number): this {
    return this.varint((value << 1) ^ (value >> 31));
  }

  text(value: string): this {
    const utf8 = new TextEncoder().encode(value);
    return this.varint(utf8.length).append(utf8);
  }

  append(bytes: Iterable<number>): this {
    this.list.push(...bytes);
    return this;
  }

  /** Other bytes behind their length. */
  block(bytes: Bytes): this {
    return this.varint(bytes.list.length).append(bytes.list);
  }

  /** A raw field in the form of its kind. */
  field(field: FieldSchema, raw: number | string): this {
    switch (field.kind) {
      case "text":
        return this.text(String(raw));
      case "stepped":
        return this.zigzag(Number(raw));
      case "exact":
        return this.f64(Number(raw));
      case "flag":
        return this.u8(Number(raw));
      default:
        return this.varint(Number(raw));
    }
  }

  toBytes(): Uint8Array {
    return Uint8Array.from(this.list);
  }
}

/** What an input message says, read as a server reads it; throws where a server would refuse it. */
export interface ReadInputs {
  readonly isTraced: boolean;
  readonly newestTick: number;
  readonly drawnSixteenths: number;
  readonly firstSequence: number;
  readonly inputs: readonly (readonly number[])[];
}

export function readInputs(bytes: Uint8Array, fields: readonly FieldSchema[]): ReadInputs {
  let at = 0;
  const u8 = (): number => {
    if (at >= bytes.length) {
      throw new Error("The message ends too soon.");
    }
    return bytes[at++]!;
  };
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = u8();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) {
        return value;
      }
    }
  };
  if (u8() !== 0x01) {
    throw new Error("Not an input message.");
  }
  const isTraced = u8() === 1;
  const newestTick = varint() - 1;
  const drawnSixteenths = varint();
  const firstSequence = varint();
  const count = u8();
  if (count > 8 || firstSequence < 1) {
    throw new Error(`Not a legal message: count=${count} firstSequence=${firstSequence}`);
  }
  const inputs: number[][] = [];
  for (let i = 0; i < count; i++) {
    let bit = 0;
    const values = fields.map((field) => {
      let value = 0;
      for (let j = 0; j < bitsOf(field); j++, bit++) {
        value |= ((bytes[at + (bit >> 3)]! >> (bit & 7)) & 1) << j;
      }
      if (value >= levelsOf(field)) {
        throw new Error(`Out of range: field=${field.name} value=${value}`);
      }
      return value;
    });
    at += (bit + 7) >> 3;
    inputs.push(values);
  }
  if (at !== bytes.length) {
    throw new Error("Bytes are left over.");
  }
  return { isTraced, newestTick, drawnSixteenths, firstSequence, inputs };
}
