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

const CODE = 0;
const RANGE = 1;

/** The range coder, reading; twin of RangeReader.java and BinaryCoder.java. */
export class RangeReader implements FrameReader {
  readonly usesRuns = false;
  error: FrameError | null = null;
  /** By node, the chance of a one in 2^15; tools read it. */
  readonly probabilities: Uint16Array;
  private readonly firstUnsigned: number;
  private readonly firstSigned: number;
  private source = new Uint8Array();
  private at = 0;
  private end = 0;
  private padded = false;
  private readonly interval = new Uint32Array(2); // never boxed, as fields of this size are

  constructor(contexts: Contexts, table: CoderTable) {
    this.probabilities = probabilitiesOf(table, contexts);
    this.firstUnsigned = contexts.bitContexts.length;
    this.firstSigned = this.firstUnsigned + contexts.unsignedContexts.length * UNSIGNED_NODES;
  }

  begin(source: Uint8Array, offset: number, length: number): void {
    this.source = source as Uint8Array<ArrayBuffer>;
    this.at = offset;
    this.end = offset + length;
    this.padded = length > 0 && source[this.end - 1] === 0;
    this.error = null;
    this.interval[RANGE] = 0xffffffff;
    let code = 0;
    for (let i = 0; i < 4; i++) {
      code = (code << 8) | this.next();
    }
    this.interval[CODE] = Math.min(code >>> 0, 0xfffffffe);
  }

  finish(): FrameError | null {
    if (this.at < this.end || this.padded) {
      this.fail("TRAILING");
    }
    return this.error;
  }

  bit(node: number): number {
    const bound = Math.imul(this.interval[RANGE]! >>> PROBABILITY_BITS, this.probabilities[node]!) >>> 0;
    const one = this.interval[CODE]! < bound;
    if (one) {
      this.interval[RANGE] = bound;
    } else {
      this.interval[CODE] = (this.interval[CODE]! - bound) >>> 0;
      this.interval[RANGE] = (this.interval[RANGE]! - bound) >>> 0;
    }
    this.shift();
    return one ? 1 : 0;
  }

  unsigned(context: number): number {
    const node = this.firstUnsigned + context * UNSIGNED_NODES;
    return this.magnitude(node + LENGTH_NODES, this.length(node));
  }

  signed(context: number, lastSign: number): number {
    const node = this.firstSigned + context * SIGNED_NODES;
    const length = this.length(node);
    const negative = length > 0 && this.bit(node + LENGTH_NODES + lastSign) !== 0;
    const magnitude = this.magnitude(node + LENGTH_NODES + SIGN_NODES, length);
    return negative ? -magnitude : magnitude;
  }

  raw(bits: number): number {
    let result = 0;
    for (let left = bits; left > 0 && this.error === null; left -= EVEN_BITS) {
      const some = Math.min(left, EVEN_BITS);
      this.interval[RANGE]! >>>= some;
      const part = Math.min((1 << some) - 1, (this.interval[CODE]! / this.interval[RANGE]!) >>> 0);
      this.interval[CODE] = Math.min(
        (this.interval[CODE]! - part * this.interval[RANGE]!) >>> 0,
        this.interval[RANGE]! - 1,
      );
      result = (result << some) | part;
      this.shift();
    }
    return result;
  }

  /** From here on every decision is a no: the code lies at the end of its range and stays there. */
  fail(error: FrameError): void {
    this.error ??= error;
    this.interval[CODE] = this.interval[RANGE] = 0xffffffff;
    this.at = this.end;
  }

  private length(node: number): number {
    let length = 0;
    while (this.bit(node + Math.min(length, LENGTH_NODES - 1)) !== 0) {
      length++;
      if (length > MAX_LENGTH) {
        this.fail("NUMBER");
        return 0;
      }
    }
    return length;
  }

  private magnitude(node: number, length: number): number {
    if (length < 2) {
      return length;
    }
    const rest = length - 2;
    const top = 2 | this.bit(node + Math.min(rest, SECOND_NODES - 1));
    return (top << rest) | this.raw(rest);
  }

  private shift(): void {
    while (this.interval[RANGE]! < SMALLEST) {
      this.interval[CODE] = ((this.interval[CODE]! << 8) | this.next()) >>> 0;
      this.interval[RANGE] = (this.interval[RANGE]! << 8) >>> 0;
    }
  }

  private next(): number {
    return this.at < this.end ? this.source[this.at++]! : 0;
  }
}
