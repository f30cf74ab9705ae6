import type { TimingRecord } from "../protocol/snapshotReader";
import type { InputTrace } from "../room";

const MOST_PENDING = 64; // a page that draws nothing learns nothing

/** A traced input until all of its way is known: what the server has not told is 0. */
interface Pending {
  readonly trace: { -readonly [K in keyof InputTrace]: InputTrace[K] };
  isAnswered: boolean;
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
      trace: {
        sequence,
        tick: 0,
        isSkipped: true,
        sampledMillis,
        sentMillis,
        receivedMillis: 0,
        renderedMillis: 0,
        bufferMillis: 0,
        tickMillis: 0,
        outboxMillis: 0,
      },
      isAnswered: false,
    });
    if (this.pending.length > MOST_PENDING) {
      this.pending.shift();
    }
  }

  /** The snapshot of `tick` came, which shows what inputs up to `ack` did. */
  received(ack: number, tick: number, nowMillis: number): void {
    for (const { trace } of this.pending) {
      if (trace.tick === 0 && trace.sequence <= ack) {
        trace.tick = tick;
        trace.receivedMillis = nowMillis;
      }
    }
  }

  /** The server told of one; its message came after the snapshot itself. */
  answered(record: TimingRecord): void {
    const pending = this.pending.find(({ trace }) => trace.sequence === record.sequence);
    if (pending === undefined) {
      return;
    }
    const { trace } = pending;
    pending.isAnswered = true;
    trace.bufferMillis = record.bufferMicros / 1000;
    trace.tickMillis = record.tickMicros / 1000;
    trace.outboxMillis = Math.max(0, record.outboxMicros) / 1000;
    trace.isSkipped = record.outboxMicros < 0 || record.tick !== trace.tick;
    if (!trace.isSkipped) {
      const heldMillis = trace.bufferMillis + trace.tickMillis + trace.outboxMillis;
      const sample = Math.max(0, trace.receivedMillis - trace.sentMillis - heldMillis);
      const mean = this.roundTripMillis;
      this.roundTripMillis = mean === 0 ? sample : mean + (sample - mean) / 4;
    }
  }

  /** A picture of `tick` is drawn; tells of all whose way ended with it. */
  drawn(tick: number, nowMillis: number): void {
    const { pending } = this;
    let told = 0;
    for (const [i, { trace, isAnswered }] of pending.entries()) {
      if (trace.tick > 0 && trace.renderedMillis === 0 && tick >= trace.tick) {
        trace.renderedMillis = nowMillis;
      }
      if (isAnswered && trace.renderedMillis > 0) {
        told = i + 1;
      }
    }
    for (const { trace } of pending.splice(0, told)) {
      this.tell(trace);
    }
  }
}
