import type { TimingRecord } from "../protocol/snapshotReader";
import type { InputTrace } from "../room";

const MOST_PENDING = 64; // a page that draws nothing learns nothing

/** A traced input until all of its way is known. */
interface Pending {
  readonly sequence: number;
  readonly sampledMillis: number;
  readonly sentMillis: number;
  tick: number; // of the first snapshot with it, 0 before it came
  receivedMillis: number;
  renderedMillis: number;
  record: TimingRecord | null;
}

/**
 * The ways of traced inputs, stamp by stamp: ours when they happen, the server's when it tells them. Each is told once,
 * in order, when its way is complete; one that the server never answers although it answers a later one was given up.
 */
export class InputTraces {
  /** Mean time on the network, there and back; 0 while unknown. */
  roundTripMillis = 0;
  private readonly everyMillis: number;
  private readonly tell: (trace: InputTrace) => void;
  private lastMillis = Number.NEGATIVE_INFINITY;
  private pending: Pending[] = [];

  /** @param everyMillis how often an input is traced */
  constructor(everyMillis: number, tell: (trace: InputTrace) => void) {
    this.everyMillis = everyMillis;
    this.tell = tell;
  }

  reset(): void {
    this.pending = [];
  }

  /** Whether the message now leaving should be traced. */
  isDue(nowMillis: number): boolean {
    return nowMillis - this.lastMillis >= this.everyMillis;
  }

  sent(sequence: number, sampledMillis: number, sentMillis: number): void {
    this.lastMillis = sentMillis;
    this.pending.push({
      sequence,
      sampledMillis,
      sentMillis,
      tick: 0,
      receivedMillis: 0,
      renderedMillis: 0,
      record: null,
    });
    if (this.pending.length > MOST_PENDING) {
      this.pending.shift();
    }
  }

  /** The snapshot of `tick` came, which shows what inputs up to `ack` did. */
  received(ack: number, tick: number, nowMillis: number): void {
    for (const trace of this.pending) {
      if (trace.tick === 0 && trace.sequence <= ack) {
        trace.tick = tick;
        trace.receivedMillis = nowMillis;
      }
    }
  }

  /** The server told of one; its message came after the snapshot itself. */
  answered(record: TimingRecord): void {
    const trace = this.pending.find(({ sequence }) => sequence === record.sequence);
    if (trace === undefined) {
      return;
    }
    trace.record = record;
    if (!isSkipped(trace)) {
      const { bufferMicros, tickMicros, outboxMicros } = record;
      const heldMillis = (bufferMicros + tickMicros + outboxMicros) / 1000;
      const sample = Math.max(0, trace.receivedMillis - trace.sentMillis - heldMillis);
      const mean = this.roundTripMillis;
      this.roundTripMillis = mean === 0 ? sample : mean + (sample - mean) / 4;
    }
  }

  /** A picture of `tick` is drawn; tells of all whose way ended with it. */
  drawn(tick: number, nowMillis: number): void {
    const { pending } = this;
    let told = 0;
    for (const [i, trace] of pending.entries()) {
      if (trace.tick > 0 && trace.renderedMillis === 0 && tick >= trace.tick) {
        trace.renderedMillis = nowMillis;
      }
      if (trace.record !== null && trace.renderedMillis > 0) {
        told = i + 1;
      }
    }
    for (const trace of pending.splice(0, told)) {
      const { record, sequence, sampledMillis, sentMillis, receivedMillis, renderedMillis } = trace;
      this.tell({
        sequence,
        tick: trace.tick,
        isSkipped: isSkipped(trace),
        sampledMillis,
        sentMillis,
        receivedMillis,
        renderedMillis,
        bufferMillis: (record?.bufferMicros ?? 0) / 1000,
        tickMillis: (record?.tickMicros ?? 0) / 1000,
        outboxMillis: Math.max(0, record?.outboxMicros ?? 0) / 1000,
      });
    }
  }
}

/** Whether the snapshot of the input's own tick never came here: what we saw of it came with a later one. */
function isSkipped({ record, tick }: Pending): boolean {
  return record === null || record.outboxMicros < 0 || record.tick !== tick;
}
