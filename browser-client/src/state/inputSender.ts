import type { InputLayout } from "../protocol/inputLayout";
import { INPUT } from "../protocol/protocol";
import { WireWriter } from "../protocol/wireWriter";

const MOST_INPUTS = 8;
const EVERY_MILLIS = 1000 / 30;
const TELL_MILLIS = 250; // without an input, how often the server is told what has arrived
const HEAD_BYTES = 2 + 3 * 5 + 1;

/** What an input message says beside the inputs. */
export interface InputMessageHead {
  /** Newest snapshot tick received, -1 if none. */
  readonly newestTick: number;
  /** Tick now drawn with its fraction, 0 if none. */
  readonly drawnTick: number;
  readonly isTraced: boolean;
}

/**
 * Collects inputs into messages of about a thirtieth of a second, but a pressed or released button leaves at once. While
 * the connection is congested inputs wait, and beyond eight the oldest is merged into the next. Where there are none, a
 * message without them tells from time to time which snapshot has arrived, or the server would stop sending.
 */
export class InputSender {
  private readonly layout: InputLayout;
  private readonly inputsPerMessage: number;
  private readonly unsent: Int32Array[] = [];
  private readonly before: Int32Array;
  private readonly packed: Uint8Array;
  private readonly writer: WireWriter;
  private newest = 0;
  private hasEdge = false;
  private lastMillis = Number.NEGATIVE_INFINITY;
  private toldTick = -1;

  constructor(layout: InputLayout, tickMillis: number) {
    this.layout = layout;
    this.inputsPerMessage = Math.min(MOST_INPUTS, Math.max(1, Math.round(EVERY_MILLIS / tickMillis)));
    this.before = new Int32Array(layout.fieldCount);
    this.packed = new Uint8Array(layout.bytes);
    this.writer = new WireWriter(HEAD_BYTES + MOST_INPUTS * layout.bytes);
  }

  /** Forgets what was not sent; sequences start again. */
  reset(): void {
    this.unsent.length = 0;
    this.newest = 0;
    this.hasEdge = false;
    this.lastMillis = Number.NEGATIVE_INFINITY;
    this.toldTick = -1;
  }

  /** @param values quantised; kept by the caller */
  add(sequence: number, values: Int32Array): void {
    this.hasEdge ||= this.layout.isEdge(values, this.before);
    this.before.set(values);
    // A message counts back from its newest, so behind a gap what waits would be taken for others. Like the server and the
    // prediction, the ticks in between repeat it.
    const repeated = this.unsent[this.unsent.length - 1]?.slice();
    for (let missing = this.newest + 1; missing < sequence && repeated !== undefined; missing++) {
      this.push(repeated);
    }
    this.push(values);
    this.newest = sequence;
  }

  private push(values: Int32Array): void {
    this.unsent.push(values.slice());
    if (this.unsent.length > MOST_INPUTS) {
      this.layout.merge(this.unsent.shift()!, this.unsent[0]!);
    }
  }

  /** Sequence of the newest input that waits, 0 if none does. */
  get newestUnsent(): number {
    return this.unsent.length === 0 ? 0 : this.newest;
  }

  /** Whether a message should leave now. */
  isDue(nowMillis: number, bufferedBytes: number, newestTick: number): boolean {
    // Two messages in the socket's buffer mean that the network takes less than we give.
    if (bufferedBytes > 2 * (HEAD_BYTES + this.layout.bytes)) {
      return false;
    }
    if (this.unsent.length === 0) {
      return newestTick > this.toldTick && nowMillis - this.lastMillis >= TELL_MILLIS;
    }
    // Inputs are counted because timers are late: by time alone, the input after a late one would wait for another frame.
    return (
      this.hasEdge ||
      this.unsent.length >= this.inputsPerMessage ||
      nowMillis - this.lastMillis >= EVERY_MILLIS
    );
  }

  /** The message with everything that waits. */
  take(head: InputMessageHead, nowMillis: number): Uint8Array {
    const { writer, unsent } = this;
    writer.clear();
    writer.u8(INPUT);
    writer.u8(head.isTraced ? 1 : 0);
    writer.varint(head.newestTick + 1);
    writer.varint(Math.max(0, Math.floor(head.drawnTick * 16)));
    writer.varint(this.newest - unsent.length + 1);
    writer.u8(unsent.length);
    for (const values of unsent) {
      this.layout.pack(values, this.packed);
      writer.append(this.packed);
    }
    unsent.length = 0;
    this.hasEdge = false;
    this.lastMillis = nowMillis;
    this.toldTick = head.newestTick;
    return writer.copy();
  }
}
