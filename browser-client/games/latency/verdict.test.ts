import type { RoomStats } from "@rookery/client";
import { describe, expect, it } from "vitest";
import type { LatencySummary, Spread, Stage } from "./latencyLog";
import { type Culprit, type VerdictInput, verdict } from "./verdict";

const even = (millis: number): Spread => ({ median: millis, p95: millis });

const goodStages: Readonly<Record<Stage, Spread>> = {
  hold: even(2),
  network: even(40),
  buffer: { median: 12, p95: 20 },
  tick: even(2),
  outbox: even(0.2),
  display: { median: 60, p95: 70 },
};

const goodStats: RoomStats = {
  rttMillis: 40,
  jitterMillis: 4,
  interpolationDelayMillis: 50,
  inputMarginMillis: 12,
  snapshotsPerSecond: 30,
  bytesInPerSecond: 6000,
  bytesOutPerSecond: 500,
  correctionsPerMinute: 0,
  underruns: 0,
  pendingInputs: 2,
  divergences: 0,
  newestTick: 900,
  drawnTick: 898.5,
};

interface Change {
  readonly stages?: Partial<Record<Stage, Spread>>;
  readonly stats?: Partial<RoomStats>;
  readonly summary?: Partial<LatencySummary>;
  readonly framesPerSecond?: number;
  readonly tickRateHz?: number;
}

function input({ stages, stats, summary, framesPerSecond = 60, tickRateHz = 30 }: Change = {}): VerdictInput {
  return {
    summary: {
      stages: { ...goodStages, ...stages },
      total: { median: 116, p95: 130 },
      answer: { median: 56, p95: 62 },
      whole: 40,
      skipped: 0,
      ...summary,
    },
    stats: { ...goodStats, ...stats },
    tickRateHz,
    framesPerSecond,
  };
}

describe("the verdict", () => {
  it.each<[string, Change, Culprit | null, string]>([
    ["nothing is wrong", {}, null, "All is well: 116 ms from your hand to the picture."],
    [
      "too little was measured",
      { summary: { whole: 3 }, framesPerSecond: 5 },
      null,
      "Measuring: a few seconds of play are needed.",
    ],
    [
      "few pictures are drawn",
      { framesPerSecond: 28 },
      "device",
      "Your device: only 28 pictures a second are drawn.",
    ],
    [
      "the page is busy",
      { stages: { hold: { median: 3, p95: 80 } } },
      "device",
      "Your device: the page is busy, inputs wait up to 80 ms before they are sent.",
    ],
    [
      "pictures come late",
      { stages: { display: even(123.4) } },
      "device",
      "Your device: pictures come 40 ms later than they could.",
    ],
    [
      "the server is far away",
      { stats: { rttMillis: 180 }, stages: { network: even(180) } },
      "path",
      "The path: there and back takes 180 ms.",
    ],
    [
      "packets come unevenly",
      { stats: { jitterMillis: 45, interpolationDelayMillis: 110 }, stages: { display: even(125) } },
      "path",
      "The path: the picture waits 60 ms more because packets arrive up to 45 ms late.",
    ],
    [
      "the line is full",
      { stages: { outbox: even(90) } },
      "path",
      "The path: it is full, what the server sends waits 90 ms to leave.",
    ],
    [
      "snapshots are given up",
      { summary: { whole: 30, skipped: 10 } },
      "path",
      "The path: it is too narrow, 10 of 40 snapshots were given up.",
    ],
    [
      "all snapshots are given up",
      { summary: { whole: 0, skipped: 10, total: even(0) } },
      "path",
      "The path: it is too narrow, 10 of 10 snapshots were given up.",
    ],
    [
      "ticks take long",
      { stages: { tick: { median: 20, p95: 45 } } },
      "server",
      "The server: a tick takes up to 45 ms, of 33 ms that it has.",
    ],
    [
      "ticks are late",
      { stages: { buffer: { median: 12, p95: 140 } } },
      "server",
      "The server: its ticks are late, inputs wait up to 140 ms for theirs.",
    ],
  ])("when %s", (_, change, culprit, words) => {
    expect(verdict(input(change))).toEqual({ culprit, words });
  });

  it("does not blame the server for inputs that an uneven path brought late", () => {
    const stages = { buffer: { median: 12, p95: 100 }, network: { median: 60, p95: 160 } };
    expect(verdict(input({ stages })).culprit).not.toBe("server");
  });

  it("names the greatest of several", () => {
    const stats = { rttMillis: 120 };
    expect(verdict(input({ stats, stages: { tick: even(30) } })).culprit).toBe("path");
    expect(verdict(input({ stats, stages: { tick: even(90) } })).culprit).toBe("server");
    expect(verdict(input({ stats, framesPerSecond: 12 })).culprit).toBe("device");
  });

  it("takes the room's own rate for what is usual", () => {
    const stats = { interpolationDelayMillis: 50 };
    expect(verdict(input({ stats, tickRateHz: 30 })).culprit).toBeNull();
    expect(verdict(input({ stats, tickRateHz: 60 })).culprit).toBe("path");
  });
});
