import type { RoomStats } from "@rookery/client";
import type { LatencySummary } from "./latencyLog";

// What a good connection and a good device take; only what is above them is anybody's fault.
const USUAL_ROUND_TRIP_MILLIS = 70;
const USUAL_FRAMES_PER_SECOND = 50;
const USUAL_HOLD_MILLIS = 20;
const USUAL_OUTBOX_MILLIS = 5;
const LEAST_EXCESS_MILLIS = 15; // less is not felt
const LEAST_TRACES = 4; // a second of them
const SKIPPED_SHARE = 0.05;
const FULL_DELAY_INTERVALS = 1.5; // the picture is so far behind on a perfect line

export type Culprit = "device" | "path" | "server";

export interface VerdictInput {
  readonly summary: LatencySummary;
  readonly stats: RoomStats;
  readonly tickRateHz: number;
  readonly framesPerSecond: number;
}

/** Who costs the most, if anybody does, and why in words. */
export interface Verdict {
  readonly culprit: Culprit | null;
  readonly words: string;
}

interface Finding {
  readonly culprit: Culprit;
  /** By how much it is worse than usual, in milliseconds that a player feels. */
  readonly excessMillis: number;
  readonly reason: string;
}

const NAMES: Readonly<Record<Culprit, string>> = {
  device: "Your device",
  path: "The path",
  server: "The server",
};

/** Says whether it is the player's device, the way between, or the server that makes the game slower than it could be. */
export function verdict(input: VerdictInput): Verdict {
  if (input.summary.whole + input.summary.skipped < LEAST_TRACES) {
    return { culprit: null, words: "Measuring: a few seconds of play are needed." };
  }
  const worst = findings(input).reduce((a, b) => (b.excessMillis > a.excessMillis ? b : a));
  if (worst.excessMillis < LEAST_EXCESS_MILLIS) {
    const total = millis(input.summary.total.median);
    return { culprit: null, words: `All is well: ${total} from your hand to the picture.` };
  }
  return { culprit: worst.culprit, words: `${NAMES[worst.culprit]}: ${worst.reason}.` };
}

function findings(input: VerdictInput): Finding[] {
  return [...ofDevice(input), ...ofPath(input), ...ofServer(input)];
}

function ofDevice({ summary, stats, framesPerSecond }: VerdictInput): Finding[] {
  const { hold, display } = summary.stages;
  const frameMillis = 1000 / Math.max(1, framesPerSecond);
  const usualFrameMillis = 1000 / USUAL_FRAMES_PER_SECOND;
  // What of the wait for the picture is not the delay that the path asks for, and not the next frame either.
  const lateMillis = display.median - stats.interpolationDelayMillis - 2 * frameMillis;
  return [
    {
      culprit: "device",
      // A picture that comes so rarely is felt far beyond its own length.
      excessMillis: framesPerSecond < USUAL_FRAMES_PER_SECOND ? 3 * (frameMillis - usualFrameMillis) : 0,
      reason: `only ${Math.round(framesPerSecond)} pictures a second are drawn`,
    },
    {
      culprit: "device",
      excessMillis: hold.p95 - USUAL_HOLD_MILLIS,
      reason: `the page is busy, inputs wait up to ${millis(hold.p95)} before they are sent`,
    },
    {
      culprit: "device",
      excessMillis: lateMillis,
      reason: `pictures come ${millis(lateMillis)} later than they could`,
    },
  ];
}

function ofPath({ summary, stats, tickRateHz }: VerdictInput): Finding[] {
  const leastMillis = (FULL_DELAY_INTERVALS * 1000) / tickRateHz;
  const extraMillis = stats.interpolationDelayMillis - leastMillis;
  const traces = summary.whole + summary.skipped;
  const skippedShare = summary.skipped / traces;
  return [
    {
      culprit: "path",
      excessMillis: stats.rttMillis - USUAL_ROUND_TRIP_MILLIS,
      reason: `there and back takes ${millis(stats.rttMillis)}`,
    },
    {
      culprit: "path",
      excessMillis: extraMillis,
      reason:
        `the picture waits ${millis(extraMillis)} more because packets arrive ` +
        `up to ${millis(stats.jitterMillis)} late`,
    },
    {
      culprit: "path",
      excessMillis: summary.stages.outbox.median - USUAL_OUTBOX_MILLIS,
      reason: `it is full, what the server sends waits ${millis(summary.stages.outbox.median)} to leave`,
    },
    {
      culprit: "path",
      excessMillis: skippedShare > SKIPPED_SHARE ? 500 * skippedShare : 0,
      reason: `it is too narrow, ${summary.skipped} of ${traces} snapshots were given up`,
    },
  ];
}

function ofServer({ summary, stats, tickRateHz }: VerdictInput): Finding[] {
  const { tick, buffer, network } = summary.stages;
  const tickMillis = 1000 / tickRateHz;
  // Inputs wait for a tick that is late; where the network shakes as much, they came early or late themselves.
  const unsteadyMillis = buffer.p95 - buffer.median - tickMillis;
  const shakenMillis = Math.max(network.p95 - network.median, stats.jitterMillis);
  return [
    {
      culprit: "server",
      excessMillis: tick.p95 - tickMillis / 2,
      reason: `a tick takes up to ${millis(tick.p95)}, of ${millis(tickMillis)} that it has`,
    },
    {
      culprit: "server",
      excessMillis: unsteadyMillis > 2 * shakenMillis ? unsteadyMillis : 0,
      reason: `its ticks are late, inputs wait up to ${millis(buffer.p95)} for theirs`,
    },
  ];
}

function millis(value: number): string {
  return `${Math.round(value)} ms`;
}
