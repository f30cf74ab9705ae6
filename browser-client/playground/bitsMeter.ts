import type { Bar } from "../page/bars";
import type { BackEnd } from "../src/codec/backEnd";
import type { Context, Contexts } from "../src/codec/contexts";
import type { FrameError } from "../src/codec/frameError";
import type { FrameReader } from "../src/codec/frameReader";
import { RangeReader } from "../src/codec/rangeReader";

const KEPT_SECONDS = 5;
const ONE = 2 ** 15; // a probability of 1
const ROUNDING = "frame: whole bytes";
const BESIDE = "message: header, events, own";

/** What one second cost. */
interface Second {
  readonly bits: Map<string, number>;
  messages: number;
  bytes: number;
}

/**
 * Says which fields the received bytes went to, by what each value cost to decode: a modelled bit its entropy, a raw one
 * itself. The lines of some seconds add up to the bytes of their messages. Twin of BitsProfile.java, on the other end.
 */
export class BitsMeter {
  private readonly seconds: Second[] = [emptySecond()];
  private framedBytes = 0;

  /** The same back end, with everything that is read through it charged here. */
  measured(backEnd: BackEnd): BackEnd {
    return (contexts) => new MeasuredReader(backEnd(contexts), contexts, this);
  }

  charge(line: string, bits: number): void {
    const { bits: sums } = this.seconds[0]!;
    sums.set(line, (sums.get(line) ?? 0) + bits);
  }

  /** A frame has been read; `charged` bits of it have been told. */
  frame(bytes: number, charged: number): void {
    this.framedBytes += bytes;
    this.charge(ROUNDING, bytes * 8 - charged);
  }

  /** The message with those frames is over. */
  message(bytes: number): void {
    const second = this.seconds[0]!;
    second.messages++;
    second.bytes += bytes;
    this.charge(BESIDE, (bytes - this.framedBytes) * 8);
    this.framedBytes = 0;
  }

  /** Another second begins. */
  turn(): void {
    this.seconds.unshift(emptySecond());
    this.seconds.length = Math.min(this.seconds.length, KEPT_SECONDS);
  }

  /** Bytes of a message, on average over the last five seconds; 0 without any. */
  get bytesPerMessage(): number {
    return (
      this.sum(({ bytes }) => bytes) /
      Math.max(
        1,
        this.sum(({ messages }) => messages),
      )
    );
  }

  /** Bytes a message by field, the costliest first. */
  lines(): Bar[] {
    const messages = Math.max(
      1,
      this.sum((second) => second.messages),
    );
    const sums = new Map<string, number>();
    for (const { bits } of this.seconds)
      for (const [line, some] of bits) sums.set(line, (sums.get(line) ?? 0) + some);
    return [...sums]
      .map(([name, bits]) => ({ name, value: bits / 8 / messages }))
      .sort((a, b) => b.value - a.value);
  }

  private sum(of: (second: Second) => number): number {
    return this.seconds.reduce((total, second) => total + of(second), 0);
  }
}

function emptySecond(): Second {
  return { bits: new Map(), messages: 0, bytes: 0 };
}

/** Reads through another reader, and charges each value to the line of its context. */
class MeasuredReader implements FrameReader {
  readonly usesRuns: boolean;
  private readonly reader: FrameReader;
  private readonly contexts: Contexts;
  private readonly meter: BitsMeter;
  private spent = 0; // bits of the value that is being read
  private charged = 0; // of the frame
  private length = 0;
  private owner = "room"; // of the last context: raw values have none of their own

  constructor(reader: FrameReader, contexts: Contexts, meter: BitsMeter) {
    this.reader = reader;
    this.contexts = contexts;
    this.meter = meter;
    this.usesRuns = reader.usesRuns;
    countBits(reader, (bits) => {
      this.spent += bits;
    });
  }

  get error(): FrameError | null {
    return this.reader.error;
  }

  begin(source: Uint8Array, offset: number, length: number): void {
    this.reader.begin(source, offset, length);
    this.spent = this.charged = 0;
    this.length = length;
  }

  finish(): FrameError | null {
    this.meter.frame(this.length, this.charged);
    return this.reader.finish();
  }

  bit(context: number): number {
    return this.charge(this.contexts.bitContexts[context], this.reader.bit(context));
  }

  unsigned(context: number): number {
    return this.charge(this.contexts.unsignedContexts[context], this.reader.unsigned(context));
  }

  signed(context: number, lastSign: number): number {
    return this.charge(this.contexts.signedContexts[context], this.reader.signed(context, lastSign));
  }

  raw(bits: number): number {
    const value = this.reader.raw(bits);
    this.chargeTo(`${this.owner}: raw`);
    return value;
  }

  fail(error: FrameError): void {
    this.reader.fail(error);
  }

  private charge(context: Context | undefined, value: number): number {
    if (context !== undefined) {
      this.owner = context.owner;
      this.chargeTo(`${context.owner}: ${context.element}`);
    }
    return value;
  }

  private chargeTo(line: string): void {
    this.meter.charge(line, this.spent);
    this.charged += this.spent;
    this.spent = 0;
  }
}

/** Tells what each decision and each raw bit of a reader costs, those inside of its numbers too. */
function countBits(reader: FrameReader, spend: (bits: number) => void): void {
  const { raw, bit } = reader;
  reader.raw = (bits) => {
    spend(bits);
    return raw.call(reader, bits);
  };
  if (reader instanceof RangeReader) {
    const { probabilities } = reader;
    reader.bit = (node) => {
      const one = bit.call(reader, node);
      const chance = probabilities[node]! / ONE;
      spend(-Math.log2(one === 1 ? chance : 1 - chance));
      return one;
    };
  }
}
