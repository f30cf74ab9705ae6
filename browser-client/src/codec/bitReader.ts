import type { Contexts } from "./contexts";
import type { FrameError } from "./frameError";
import type { FrameReader } from "./frameReader";

const MAX_NUMBER_BITS = 29;

/** The bit packer, reading; twin of BitReader.java. After the first fault every value is 0. */
export class BitReader implements FrameReader {
  readonly usesRuns = true;
  error: FrameError | null = null;
  private readonly unsignedOrders: Uint8Array;
  private readonly signedOrders: Uint8Array;
  private source: Uint8Array = new Uint8Array(0);
  private at = 0;
  private end = 0;
  /** The byte being read, without the bits already used; `bitsLeft` of it are valid. */
  private current = 0;
  private bitsLeft = 0;

  constructor(contexts: Contexts) {
    this.unsignedOrders = Uint8Array.from(contexts.unsignedContexts, (context) => context.order);
    this.signedOrders = Uint8Array.from(contexts.signedContexts, (context) => context.order);
  }

  begin(source: Uint8Array, offset: number, length: number): void {
    this.source = source;
    this.at = offset;
    this.end = offset + length;
    this.current = 0;
    this.bitsLeft = 0;
    this.error = null;
  }

  /** Checks that nothing but the padding is left. */
  finish(): FrameError | null {
    if (this.at !== this.end || this.current !== 0) {
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
    let value = 0;
    let have = 0;
    while (have < bits) {
      if (this.bitsLeft === 0) {
        if (this.at === this.end) {
          this.fail("TRUNCATED");
          return 0;
        }
        this.current = this.source[this.at++]!;
        this.bitsLeft = 8;
      }
      const take = Math.min(bits - have, this.bitsLeft);
      value |= (this.current & ((1 << take) - 1)) << have;
      this.current >>= take;
      this.bitsLeft -= take;
      have += take;
    }
    return value;
  }

  fail(error: FrameError): void {
    if (this.error === null) {
      this.error = error;
      this.at = this.end;
      this.current = 0;
      this.bitsLeft = 0;
    }
  }
}
