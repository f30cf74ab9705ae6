import { rangeCoded } from "../src/codec/backEnd";
import { parseTable } from "../src/codec/coderTable";
import { DeltaDecoder } from "../src/codec/deltaDecoder";
import { GENERIC_TABLE } from "../src/codec/genericTable";
import type { GameSchema } from "../src/codec/schema";
import { bits } from "../src/parts/bits";

const FRAMES_PER_LAP = 20; // long enough for the clocks of browsers, short enough to be left alone by other programs
const MIN_PASSES = 5;

/** A recorded room as `bench decode` writes it. Bytes are in base64. */
export interface Recording {
  readonly schema: GameSchema;
  readonly ticksPerFrame: number;
  readonly streams: readonly Stream[];
}

interface Stream {
  readonly codec: "bits" | "range";
  /** Of the empty room. */
  readonly keyframe: string;
  /** The first one fills the room, and is not timed. */
  readonly deltas: readonly string[];
  /** Of the rows after each delta. */
  readonly stateHashes: readonly number[];
}

/**
 * Microseconds that a delta takes, in the mean over the recording. It is decoded again and again for some seconds; of
 * each lap of frames the quickest time counts, so that what else the machine does hardly matters.
 */
export function decodeMicros(recording: Recording, codec: string, seconds: number): number {
  const stream = recording.streams.find((other) => other.codec === codec);
  if (stream === undefined) {
    throw new Error(`Not in the recording: codec=${codec}`);
  }
  const backEnd = stream.codec === "bits" ? bits : rangeCoded(parseTable(GENERIC_TABLE)!);
  const keyframe = bytesOf(stream.keyframe);
  const deltas = stream.deltas.map(bytesOf);
  const begin = (): DeltaDecoder => {
    const decoder = new DeltaDecoder(recording.schema, recording.ticksPerFrame, backEnd);
    decode(decoder, keyframe, true);
    decode(decoder, deltas[0]!, false);
    return decoder;
  };
  check(begin(), deltas, stream.stateHashes);
  const least: number[] = [];
  const until = performance.now() + seconds * 1000;
  for (let pass = 0; pass < MIN_PASSES || performance.now() < until; pass++) {
    const decoder = begin();
    for (let first = 1, lap = 0; first < deltas.length; first += FRAMES_PER_LAP, lap++) {
      const millis = lapMillis(decoder, deltas, first);
      least[lap] = Math.min(least[lap] ?? Number.POSITIVE_INFINITY, millis);
    }
  }
  return (least.reduce((sum, millis) => sum + millis, 0) * 1000) / (deltas.length - 1);
}

function lapMillis(decoder: DeltaDecoder, deltas: readonly Uint8Array[], first: number): number {
  const end = Math.min(deltas.length, first + FRAMES_PER_LAP);
  const start = performance.now();
  for (let i = first; i < end; i++) {
    const delta = deltas[i]!;
    decoder.decode(delta, 0, delta.length, false);
  }
  return performance.now() - start;
}

function check(decoder: DeltaDecoder, deltas: readonly Uint8Array[], stateHashes: readonly number[]): void {
  for (let i = 1; i < deltas.length; i++) {
    decode(decoder, deltas[i]!, false);
    if (decoder.stateHash() !== stateHashes[i]) {
      throw new Error(`Not decoded to what was encoded: frame=${i}`);
    }
  }
}

function decode(decoder: DeltaDecoder, bytes: Uint8Array, keyframe: boolean): void {
  const error = decoder.decode(bytes, 0, bytes.length, keyframe);
  if (error !== null) {
    throw new Error(`A frame was refused: error=${error}`);
  }
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
