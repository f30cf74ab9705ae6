import { type BackEnd, rangeCoded } from "./backEnd";
import { BitReader } from "./bitReader";
import { CellDecoder } from "./cellDecoder";
import { parseTable, tableHash as tableHashOf } from "./coderTable";
import { DeltaDecoder } from "./deltaDecoder";
import { FREE, mix } from "./entityRows";
import type { FrameError } from "./frameError";
import { GENERIC_TABLE } from "./genericTable";
import type { GameSchema } from "./schema";
import { streamHash } from "./streamHash";

/** One frame of a golden vector: what arrives, and what the decoder must answer or know afterwards. */
export interface VectorFrame {
  readonly isKeyframe: boolean;
  readonly bytes: Uint8Array;
  /** A sound keyframe that is decoded just before, or null. */
  readonly after: Uint8Array | null;
  readonly error: FrameError | null;
  readonly streamHash: number;
  readonly stateHash: number | null;
  /** Slot, kind, generation, values; of small rooms only. */
  readonly rows: readonly (readonly number[])[] | null;
  /** By row: the values that are expected `TICKS_AHEAD` ticks later, one after another. */
  readonly ahead: readonly (readonly number[])[] | null;
}

/** One stream, or room with cells, as the Java codec wrote it. */
export interface Vector {
  readonly name: string;
  readonly codec: "bits" | "range";
  readonly ticksPerFrame: number;
  /** Version of the context set. */
  readonly contexts: number;
  /** The room's own table; without one the generic one. */
  readonly table: string | null;
  readonly tableHash: number | null;
  readonly fingerprint: number;
  readonly schema: GameSchema;
  readonly frames: readonly VectorFrame[];
}

const TICKS_AHEAD = [1, 3, 64];

/** The vectors in a file. In quotes, because the names are the file's and not ours. */
export function parseVectors(json: string): readonly Vector[] {
  return (JSON.parse(json) as readonly Record<string, unknown>[]).map((vector) => ({
    name: vector["name"] as string,
    codec: vector["codec"] as Vector["codec"],
    ticksPerFrame: vector["ticksPerFrame"] as number,
    contexts: vector["contexts"] as number,
    table: (vector["table"] ?? null) as string | null,
    tableHash: (vector["tableHash"] ?? null) as number | null,
    fingerprint: vector["fingerprint"] as number,
    schema: vector["schema"] as GameSchema,
    frames: parseFrames(vector["frames"] as readonly Record<string, unknown>[]),
  }));
}

function parseFrames(json: readonly Record<string, unknown>[]): readonly VectorFrame[] {
  const frames: VectorFrame[] = [];
  const bytesOf = (number: unknown): Uint8Array => frames[number as number]!.bytes;
  for (const frame of json) {
    const { sameAs, bytes, after } = {
      sameAs: frame["sameAs"],
      bytes: frame["bytes"],
      after: frame["after"],
    };
    frames.push({
      isKeyframe: frame["keyframe"] === true,
      bytes:
        sameAs === undefined
          ? Uint8Array.from(atob(bytes as string), (letter) => letter.charCodeAt(0))
          : bytesOf(sameAs),
      after: after === undefined ? null : bytesOf(after),
      error: (frame["error"] ?? null) as FrameError | null,
      streamHash: frame["streamHash"] as number,
      stateHash: (frame["stateHash"] ?? null) as number | null,
      rows: (frame["rows"] ?? null) as VectorFrame["rows"],
      ahead: (frame["ahead"] ?? null) as VectorFrame["ahead"],
    });
  }
  return frames;
}

/** A decoder such as the vector was written for. */
export function decoderOf(vector: Vector): DeltaDecoder | CellDecoder {
  const { schema, ticksPerFrame } = vector;
  return schema.cells === undefined
    ? new DeltaDecoder(schema, ticksPerFrame, backEndOf(vector))
    : new CellDecoder(schema, backEndOf(vector));
}

function backEndOf({ codec, table, tableHash }: Vector): BackEnd {
  if (codec === "bits") {
    return (contexts) => new BitReader(contexts);
  }
  const text = table ?? GENERIC_TABLE;
  const own = parseTable(text);
  if (own === null || tableHashOf(text) !== tableHash) {
    throw new Error("The vector's table is not the one that Java has.");
  }
  return rangeCoded(own);
}

/** Hash over everything that the decoder knows, the predictors' state too. */
export function hashOf(decoder: DeltaDecoder | CellDecoder): number {
  if (decoder instanceof DeltaDecoder) {
    return streamHash(decoder.state, decoder.codec.kinds);
  }
  let hash = 0;
  for (const cell of decoder.streams.values()) {
    hash = mix(hash, cell.live === 0 ? 0 : streamHash(cell.state, decoder.codec.codec.kinds, cell.hash()));
  }
  return hash;
}

/**
 * Feeds a vector to a decoder, for tests; the first difference in words, or null. `anyError`: of a frame with several
 * faults any may be noticed first.
 */
export function replayVector(
  vector: Vector,
  decoder: DeltaDecoder | CellDecoder,
  anyError = false,
): string | null {
  for (const [number, frame] of vector.frames.entries()) {
    const difference = replayFrame(vector, frame, decoder, anyError);
    if (difference !== null) {
      return `${vector.name}, frame ${number}: ${difference}`;
    }
  }
  return null;
}

function replayFrame(
  vector: Vector,
  { isKeyframe, bytes, after, error, streamHash, stateHash, rows, ahead }: VectorFrame,
  decoder: DeltaDecoder | CellDecoder,
  anyError: boolean,
): string | null {
  const refused = after === null ? null : decoder.decode(after, 0, after.length, true);
  if (refused !== null) {
    return `the keyframe before it is answered ${refused}`;
  }
  const answer = decoder.decode(bytes, 0, bytes.length, isKeyframe);
  if (answer !== error && !(anyError && answer !== null && error !== null)) {
    return `answers ${answer}, not ${error}`;
  }
  if (error !== null) {
    return null;
  }
  if (rows !== null && JSON.stringify(dump(decoder)) !== JSON.stringify(rows)) {
    return `${JSON.stringify(dump(decoder))}, not ${JSON.stringify(rows)}`;
  }
  const expected = ahead && rows!.map((row) => lookAhead(vector, decoder, row));
  if (JSON.stringify(expected) !== JSON.stringify(ahead)) {
    return `expects ${JSON.stringify(expected)}, not ${JSON.stringify(ahead)}`;
  }
  if (stateHash !== null && decoder.stateHash() !== stateHash) {
    return "the rows differ";
  }
  return hashOf(decoder) === streamHash ? null : "the predictor's state differs";
}

function dump(decoder: DeltaDecoder | CellDecoder): number[][] {
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

function lookAhead(
  { schema }: Vector,
  decoder: DeltaDecoder | CellDecoder,
  row: readonly number[],
): number[] {
  const { fields } = schema.entities[row[1]!]!;
  return TICKS_AHEAD.flatMap((ticks) => fields.map((_, field) => decoder.predicted(row[0]!, field, ticks)));
}
