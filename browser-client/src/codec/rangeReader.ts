import { type CoderTable, probabilitiesOf, SIGNED_NODES, UNSIGNED_NODES } from "./coderTable";
import type { Contexts } from "./contexts";
import type { FrameError } from "./frameError";
import type { FrameReader } from "./frameReader";

const PROBABILITY_BITS = 15;
const EVEN_BITS = 12;
const SMALLEST = 1 << 24;
const LENGTH_NODES = 12;
const SIGN_NODES = 3;
const SECOND_NODES = 13;
const MAX_LENGTH = 28;

/** The range coder, reading; twin of RangeReader.java and BinaryCoder.java. `code` and `range` are unsigned. */
export class RangeReader implements FrameReader {
  readonly usesRuns = false;
  error: FrameError | null = null;
  private readonly probabilities: Uint16Array;
  private readonly firstUnsigned: number;
  private readonly firstSigned: number;
  private source: Uint8Array = new Uint8Array(0);
  private at = 0;
  private end = 0;
  private padded = false;
  private code = 0;
  private range = 0;

  constructor(contexts: Contexts, table: CoderTable) {
    this.probabilities = probabilitiesOf(table, contexts);
    this.firstUnsigned = contexts.bitContexts.length;
    this.firstSigned = this.firstUnsigned + contexts.unsignedContexts.length * UNSIGNED_NODES;
  }

  begin(source: Uint8Array, offset: number, length: number): void {
    this.source = source;
    this.at = offset;
    this.end = offset + length;
    this.padded = length > 0 && source[this.end - 1] === 0;
    this.error = null;
    this.range = 0xffffffff;
    let code = 0;
    for (let i = 0; i < 4; i++) {
      code = ((code << 8) | this.next()) >>> 0;
    }
    this.code = Math.min(code, 0xfffffffe);
  }

  finish(): FrameError | null {
    if (this.error === null && (this.at < this.end || this.padded)) {
      this.error = "TRAILING";
    }
    return this.error;
  }

  bit(context: number): number {
    return this.decide(context);
  }

  unsigned(context: number): number {
    const node = this.firstUnsigned + context * UNSIGNED_NODES;
    const length = this.length(node);
    return length === 0 ? 0 : this.magnitude(node + LENGTH_NODES, length);
  }

  signed(context: number, lastSign: number): number {
    const node = this.firstSigned + context * SIGNED_NODES;
    const length = this.length(node);
    if (length === 0) {
      return 0;
    }
    const negative = this.decide(node + LENGTH_NODES + lastSign) !== 0;
    const magnitude = this.magnitude(node + LENGTH_NODES + SIGN_NODES, length);
    return negative ? -magnitude : magnitude;
  }

  raw(bits: number): number {
    let result = 0;
    for (let left = bits; left > 0 && this.error === null; left -= EVEN_BITS) {
      const some = Math.min(left, EVEN_BITS);
      this.range >>>= some;
      const part = Math.min((1 << some) - 1, Math.floor(this.code / this.range));
      this.code = Math.min(this.code - part * this.range, this.range - 1);
      result = (result << some) | part;
      this.shift();
    }
    return this.error === null ? result : 0;
  }

  fail(error: FrameError): void {
    this.error ??= error;
  }

  private length(node: number): number {
    let length = 0;
    while (this.decide(node + Math.min(length, LENGTH_NODES - 1)) !== 0) {
      length++;
      if (length > MAX_LENGTH) {
        this.fail("NUMBER");
        return 0;
      }
    }
    return length;
  }

  private magnitude(node: number, length: number): number {
    if (length === 1) {
      return 1;
    }
    const rest = length - 2;
    const top = 2 | this.decide(node + Math.min(rest, SECOND_NODES - 1));
    return (top << rest) | this.raw(rest);
  }

  private decide(node: number): number {
    if (this.error !== null) {
      return 0;
    }
    const bound = Math.imul(this.range >>> PROBABILITY_BITS, this.probabilities[node]!) >>> 0;
    const one = this.code < bound;
    if (one) {
      this.range = bound;
    } else {
      this.code -= bound;
      this.range -= bound;
    }
    this.shift();
    return one ? 1 : 0;
  }

  private shift(): void {
    while (this.range < SMALLEST) {
      this.code = ((this.code << 8) | this.next()) >>> 0;
      this.range = (this.range << 8) >>> 0;
    }
  }

  private next(): number {
    return this.at < this.end ? this.source[this.at++]! : 0;
  }
}
