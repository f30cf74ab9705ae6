import type { BackEnd } from "./backEnd";
import { parseTable } from "./coderTable";
import { DeltaDecoder } from "./deltaDecoder";
import { FREE } from "./entityRows";
import type { FrameError } from "./frameError";
import { GENERIC_TABLE } from "./genericTable";
import { dequantise, type FieldSchema, type GameSchema, quantise } from "./schema";

/** One frame of a golden vector: what arrives, and what the decoder must answer or know afterwards. */
export interface VectorFrame {
  readonly keyframe?: boolean;
  /** Number of a sound keyframe of this vector that is decoded just before. */
  readonly after?: number;
  /** Base64. */
  readonly bytes?: string;
  /** Instead of `bytes`: number of the frame that has the same. */
  readonly sameAs?: number;
  readonly error?: FrameError;
  readonly streamHash?: number;
  readonly stateHash?: number;
  /** Slot, kind, generation, values; of small rooms only. */
  readonly rows?: readonly (readonly number[])[];
  /** By row: the values that are expected `TICKS_AHEAD` ticks later, one after another. */
  readonly ahead?: readonly (readonly number[])[];
}

/** One stream as the Java codec wrote it. */
export interface Vector {
  readonly name: string;
  readonly codec: "bits" | "range";
  readonly ticksPerFrame: number;
  /** Version of the context set. */
  readonly contexts: number;
  readonly tableHash?: number;
  /** Where it is not the generic one. */
  readonly table?: string;
  readonly fingerprint: number;
  readonly schema: GameSchema;
  readonly frames: readonly VectorFrame[];
}

/** What numbers become on the grid of a field: value (a text if JSON cannot say it), quantised, dequantised. */
export interface QuantiseVector {
  readonly field: FieldSchema;
  readonly cases: readonly (readonly [value: number | string, quantised: number, dequantised: number])[];
}

const TICKS_AHEAD = [1, 3, 64];

/** A decoder such as the vector was written for. */
export function decoderOf(vector: Vector): DeltaDecoder {
  const backEnd: BackEnd =
    vector.codec === "bits"
      ? { codec: "bits" }
      : { codec: "range", table: parseTable(vector.table ?? GENERIC_TABLE) };
  return new DeltaDecoder(vector.schema, vector.ticksPerFrame, backEnd);
}

/** The bytes of a vector's frame. */
export function bytesOf(vector: Vector, number: number): Uint8Array {
  const { sameAs, bytes = "" } = vector.frames[number]!;
  return sameAs === undefined
    ? Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0))
    : bytesOf(vector, sameAs);
}

/** Feeds a vector to a decoder, for tests; the first difference in words, or null. */
export function replayVector(vector: Vector, decoder: DeltaDecoder): string | null {
  for (const [number, frame] of vector.frames.entries()) {
    const difference = replayFrame(vector, number, frame, decoder);
    if (difference !== null) {
      return `${vector.name}, frame ${number}: ${difference}`;
    }
  }
  return null;
}

function replayFrame(
  vector: Vector,
  number: number,
  frame: VectorFrame,
  decoder: DeltaDecoder,
): string | null {
  if (frame.after !== undefined) {
    const before = bytesOf(vector, frame.after);
    const refused = decoder.decode(before, 0, before.length, true);
    if (refused !== null) {
      return `the keyframe before it is answered ${refused}`;
    }
  }
  const bytes = bytesOf(vector, number);
  const error = decoder.decode(bytes, 0, bytes.length, frame.keyframe === true);
  if (error !== (frame.error ?? null)) {
    return `answers ${error}, not ${frame.error ?? null}`;
  }
  if (error !== null) {
    return null;
  }
  const rows = JSON.stringify(dump(decoder));
  if (frame.rows !== undefined && rows !== JSON.stringify(frame.rows)) {
    return `${rows}, not ${JSON.stringify(frame.rows)}`;
  }
  const ahead = frame.ahead && JSON.stringify(frame.rows!.map((row) => lookAhead(vector, decoder, row)));
  if (ahead !== frame.ahead && ahead !== JSON.stringify(frame.ahead)) {
    return `expects ${ahead}, not ${JSON.stringify(frame.ahead)}`;
  }
  if (frame.stateHash !== undefined && decoder.stateHash() !== frame.stateHash) {
    return "the rows differ";
  }
  return decoder.streamHash() === frame.streamHash ? null : "the predictor's state differs";
}

function dump(decoder: DeltaDecoder): number[][] {
  const { kinds, generations, values, stride, end } = decoder.rows;
  const rows: number[][] = [];
  for (let slot = 0; slot < end && rows.length <= 4; slot++) {
    if (kinds[slot] !== FREE) {
      const row = [...values.subarray(slot * stride, (slot + 1) * stride)];
      rows.push([slot, kinds[slot]!, generations[slot]!, ...row]);
    }
  }
  return rows;
}

function lookAhead(vector: Vector, decoder: DeltaDecoder, row: readonly number[]): number[] {
  const { fields } = vector.schema.entities[row[1]!]!;
  return TICKS_AHEAD.flatMap((ticks) => fields.map((_, field) => decoder.predicted(row[0]!, field, ticks)));
}

/** Quantises as the vectors tell; the first difference in words, or null. */
export function replayQuantise(vectors: readonly QuantiseVector[]): string | null {
  for (const { field, cases } of vectors) {
    for (const [value, quantised, dequantised] of cases) {
      const found = quantise(field, Number(value));
      if (found !== quantised) {
        return `${field.name}: ${value} becomes ${found}, not ${quantised}`;
      }
      if (!Object.is(dequantise(field, found), dequantised)) {
        return `${field.name}: ${found} stands for ${dequantise(field, found)}, not ${dequantised}`;
      }
    }
  }
  return null;
}
