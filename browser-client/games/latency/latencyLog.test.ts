import type { InputTrace } from "@rookery/client";
import { describe, expect, it } from "vitest";
import { LatencyLog, STAGES, spread, stagesOf } from "./latencyLog";

function trace(sequence: number, displayMillis: number, isSkipped = false): InputTrace {
  return {
    sequence,
    tick: sequence,
    isSkipped,
    sampledMillis: 1000,
    sentMillis: 1004,
    receivedMillis: 1064,
    renderedMillis: 1064 + displayMillis,
    bufferMillis: 12,
    tickMillis: 2,
    outboxMillis: 1,
  };
}

describe("the latency log", () => {
  it("takes a way apart into stages that are all of it", () => {
    const stages = stagesOf(trace(1, 40));
    expect(stages).toEqual({ hold: 4, network: 45, buffer: 12, tick: 2, outbox: 1, display: 40 });
    expect(STAGES.reduce((sum, stage) => sum + stages[stage], 0)).toBe(104);
  });

  it("knows the middle and the slow end of the last ten seconds", () => {
    const log = new LatencyLog();
    log.add(trace(0, 9000), 0);
    for (let i = 1; i <= 40; i++) {
      log.add(trace(i, i), 5000 + i * 250);
    }
    const { stages, answer, total, whole } = log.summary(15_000);
    expect(whole).toBe(40);
    expect(stages.display).toEqual({ median: 21, p95: 39 });
    expect(total).toEqual({ median: 85, p95: 103 });
    expect(answer).toEqual({ median: 64, p95: 64 });
    expect(log.summary(30_000).whole).toBe(0);
  });

  it("counts skipped snapshots, and takes no time from them", () => {
    const log = new LatencyLog();
    log.add(trace(1, 40), 0);
    log.add(trace(2, 4000, true), 10);
    expect(log.summary(20)).toMatchObject({ whole: 1, skipped: 1, total: { median: 104, p95: 104 } });
  });

  it("is empty after it was cleared", () => {
    const log = new LatencyLog();
    log.add(trace(1, 40), 0);
    log.clear();
    expect(log.summary(1)).toMatchObject({ whole: 0, skipped: 0, total: { median: 0, p95: 0 } });
    expect(spread([])).toEqual({ median: 0, p95: 0 });
  });
});
