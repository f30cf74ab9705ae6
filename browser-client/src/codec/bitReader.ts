import type { Contexts } from "./contexts";
import type { FrameError } from "./frameError";
import type { FrameReader } from "./frameReader";
import { ordersOf } from "./orders";

const MAX_NUMBER_BITS = 29;

/** The bit packer, reading; twin of BitReader.java. After the first fault every value is 0. */
export class BitReader implements FrameReader {
  readonly usesRuns = true;
  error: FrameError | null = null;
  private readonly unsignedOrders: Uint8Array;
  private readonly signedOrders: Uint8Array;
  private source = new Uint8Array();
  private at = 0; // in bits
  private end = 0;

  constructor(contexts: Contexts) {
    this.unsignedOrders = ordersOf(contexts.unsignedContexts, contexts);
    this.signedOrders = ordersOf(contexts.signedContexts, contexts);
  }

  begin(source: Uint8Array, offset: number, length: number): void {
    this.source = source as Uint8Array<ArrayBuffer>;
    this.at = offset * 8;
    this.end = (offset + length) * 8;
    this.error = null;
  }

  /** Checks that nothing but the padding is left. */
  finish(): FrameError | null {
    const left = this.end - this.at;
    if (left > 7 || this.raw(left) !== 0) {
      this.fail("TRAILING");
    }
    return this.error;
  }

  bit(_context: number): number {
    return this.raw(1);
  }

  unsigned(context: number): number {
    return this.golomb(this.unsignedOrders[context]!);
  }

  signed(context: number, _lastSign: number): number {
    const number = this.golomb(this.signedOrders[context]!);
    return (number >>> 1) ^ -(number & 1);
  }

  private golomb(order: number): number {
    let low = order;
    while (this.raw(1) !== 0) {
      low++;
      if (low > MAX_NUMBER_BITS) {
        this.fail("NUMBER");
        return 0;
      }
    }
    const number = ((1 << low) | this.raw(low)) - (1 << order);
    return this.error === null ? number : 0;
  }

  /** The next `bits` bits, 0 to 29, the first one lowest. */
  raw(bits: number): number {
    const { source } = this;
    let { at } = this;
    const next = at + bits;
    if (next > this.end) {
      this.fail("TRUNCATED");
      return 0;
    }
    let value = 0;
    for (let have = 0; have < bits; have = bits - next + at) {
      value |= (source[at >> 3]! >> (at & 7)) << have;
      at = (at | 7) + 1;
    }
    this.at = next;
    return value & ((1 << bits) - 1);
  }

  fail(error: FrameError): void {
    this.error ??= error;
    this.at = this.end;
  }
}
