/** Appends numbers to a fixed buffer, little endian; the caller knows that they fit. */
export class WireWriter {
  private readonly bytes: Uint8Array;
  length = 0;

  constructor(capacityBytes: number) {
    this.bytes = new Uint8Array(capacityBytes);
  }

  clear(): void {
    this.length = 0;
  }

  u8(value: number): void {
    this.bytes[this.length++] = value;
  }

  varint(value: number): void {
    let rest = value >>> 0;
    while (rest > 0x7f) {
      this.u8((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.u8(rest);
  }

  append(source: Uint8Array): void {
    this.bytes.set(source, this.length);
    this.length += source.length;
  }

  /** What was written, copied: a socket may keep it. */
  copy(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}
