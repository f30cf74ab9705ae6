import type { RoomStats } from "@rookery/client";
import type { LatencySummary } from "./latencyLog";

/** The overlay's figures in one moment. Times in milliseconds; those of the stages are medians of the last ten seconds. */
export interface Reading {
  readonly roundTripMillis: number;
  readonly jitterMillis: number;
  readonly delayMillis: number;
  /** Of each stage on the way from the hand to the picture. */
  readonly holdMillis: number;
  readonly networkMillis: number;
  readonly bufferMillis: number;
  readonly displayMillis: number;
  /** The whole way less the last stage. */
  readonly answerMillis: number;
  readonly totalMillis: number;
  readonly bytesInPerSecond: number;
  readonly bytesOutPerSecond: number;
  readonly snapshotsPerSecond: number;
  readonly correctionsPerMinute: number;
  /** Inputs whose whole way is known. */
  readonly traces: number;
}

export function readingOf(stats: RoomStats, { stages, answer, total, whole }: LatencySummary): Reading {
  return {
    roundTripMillis: stats.rttMillis,
    jitterMillis: stats.jitterMillis,
    delayMillis: stats.interpolationDelayMillis,
    holdMillis: stages.hold.median,
    networkMillis: stages.network.median,
    bufferMillis: stages.buffer.median,
    displayMillis: stages.display.median,
    answerMillis: answer.median,
    totalMillis: total.median,
    bytesInPerSecond: stats.bytesInPerSecond,
    bytesOutPerSecond: stats.bytesOutPerSecond,
    snapshotsPerSecond: stats.snapshotsPerSecond,
    correctionsPerMinute: stats.correctionsPerMinute,
    traces: whole,
  };
}
