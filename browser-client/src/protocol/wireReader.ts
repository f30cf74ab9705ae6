const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads little-endian numbers from bytes that may be anything. Reading past the end, or a number that is too long, sets
 * `failed` and yields 0 from then on; nothing throws.
 */
export class WireReader {
  private bytes: Uint8Array = new Uint8Array(0);
  private end = 0;
  position = 0;
  failed = false;

  begin(bytes: Uint8Array, position = 0, end = bytes.length): void {
    this.bytes = bytes;
    this.position = position;
    this.end = end;
    this.failed = false;
  }

  get remaining(): number {
    return this.end - this.position;
  }

  u8(): number {
    return this.take(1) ? this.bytes[this.position - 1]! : 0;
  }

  i8(): number {
    return (this.u8() << 24) >> 24;
  }

  /** As a signed int32, the form in which hashes are compared. */
  i32(): number {
    return this.u8() | (this.u8() << 8) | (this.u8() << 16) | (this.u8() << 24);
  }

  f64(): number {
    const { buffer, byteOffset } = this.bytes;
    return this.take(8) ? new DataView(buffer, byteOffset + this.position - 8).getFloat64(0, true) : 0;
  }

  /** Unsigned, 0 to 2^32 - 1. */
  varint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.u8();
      if (shift === 28 && byte > 0x0f) {
        break;
      }
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) {
        return this.failed ? 0 : value >>> 0;
      }
    }
    this.failed = true;
    return 0;
  }

  /** Signed, small in either direction. */
  zigzag(): number {
    const value = this.varint();
    return (value >>> 1) ^ -(value & 1);
  }

  /** UTF-8 behind its length of at most `maxBytes`. */
  text(maxBytes: number): string {
    const length = this.varint();
    if (length > maxBytes || !this.take(length)) {
      this.failed = true;
      return "";
    }
    try {
      return utf8.decode(this.bytes.subarray(this.position - length, this.position));
    } catch {
      this.failed = true;
      return "";
    }
  }

  /** Passes over a block; what is inside is read later or not at all. */
  skip(length: number): void {
    this.take(length);
  }

  private take(count: number): boolean {
    if (this.failed || count > this.end - this.position) {
      this.failed = true;
      return false;
    }
    this.position += count;
    return true;
  }
}
