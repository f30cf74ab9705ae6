import type { InputTrace } from "@rookery/client";

const MEMORY_MILLIS = 10_000;

/** Parts of the way from the hand to the picture, in order; together they are all of it. */
export const STAGES = ["hold", "network", "buffer", "tick", "outbox", "display"] as const;

export type Stage = (typeof STAGES)[number];

/** Middle and 95 of 100 of some times, in milliseconds; 0 if there were none. */
export interface Spread {
  readonly median: number;
  readonly p95: number;
}

/** What traced inputs of the last ten seconds met. */
export interface LatencySummary {
  readonly stages: Readonly<Record<Stage, Spread>>;
  /** From the hand to the picture. */
  readonly total: Spread;
  /** From the hand to the snapshot that shows it: all but the last stage. */
  readonly answer: Spread;
  /** Inputs whose whole way is known. */
  readonly whole: number;
  /** Inputs whose snapshot was given up by the server, or lost on the way to it. */
  readonly skipped: number;
}

/** How long one input was in each stage, in milliseconds. */
export function stagesOf(trace: InputTrace): Readonly<Record<Stage, number>> {
  const { bufferMillis, tickMillis, outboxMillis, sentMillis, receivedMillis } = trace;
  return {
    hold: sentMillis - trace.sampledMillis,
    network: receivedMillis - sentMillis - bufferMillis - tickMillis - outboxMillis,
    buffer: bufferMillis,
    tick: tickMillis,
    outbox: outboxMillis,
    display: trace.renderedMillis - receivedMillis,
  };
}

/** Keeps the traces of the last ten seconds: `room.onInputTrace((trace) => log.add(trace, performance.now()))`. */
export class LatencyLog {
  private traces: { readonly trace: InputTrace; readonly atMillis: number }[] = [];

  add(trace: InputTrace, nowMillis: number): void {
    this.forget(nowMillis);
    this.traces.push({ trace, atMillis: nowMillis });
  }

  clear(): void {
    this.traces = [];
  }

  summary(nowMillis: number): LatencySummary {
    this.forget(nowMillis);
    const whole = this.traces.filter(({ trace }) => !trace.isSkipped).map(({ trace }) => trace);
    const lengths = whole.map(stagesOf);
    const spreadOf = (stage: Stage): Spread => spread(lengths.map((length) => length[stage]));
    return {
      stages: {
        hold: spreadOf("hold"),
        network: spreadOf("network"),
        buffer: spreadOf("buffer"),
        tick: spreadOf("tick"),
        outbox: spreadOf("outbox"),
        display: spreadOf("display"),
      },
      total: spread(whole.map((trace) => trace.renderedMillis - trace.sampledMillis)),
      answer: spread(whole.map((trace) => trace.receivedMillis - trace.sampledMillis)),
      whole: whole.length,
      skipped: this.traces.length - whole.length,
    };
  }

  private forget(nowMillis: number): void {
    this.traces = this.traces.filter(({ atMillis }) => nowMillis - atMillis <= MEMORY_MILLIS);
  }
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
}
