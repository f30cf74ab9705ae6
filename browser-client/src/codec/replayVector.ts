import { type BackEnd, rangeCoded } from "./backEnd";
import { BitReader } from "./bitReader";
import { parseTable, tableHash as tableHashOf } from "./coderTable";
import { DeltaDecoder } from "./deltaDecoder";
import { FREE } from "./entityRows";
import type { FrameError } from "./frameError";
import { GENERIC_TABLE } from "./genericTable";
import type { GameSchema } from "./schema";
import { streamHash } from "./streamHash";

/** One frame of a golden vector: what arrives, and what the decoder must answer or know afterwards. */
export interface VectorFrame {
  readonly keyframe: boolean;
  /** Base64. */
  readonly bytes: string;
  readonly error: FrameError | null;
  readonly stateHash: number;
  readonly streamHash: number;
  /** Slot, kind, generation, values; of small rooms only. */
  readonly rows: readonly (readonly number[])[] | null;
}

/** One stream as the Java codec wrote it. */
export interface Vector {
  readonly name: string;
  readonly codec: "bits" | "range";
  /** The room's own table; without one the generic one. */
  readonly table: string | null;
  readonly tableHash: number | null;
  readonly schema: GameSchema;
  readonly frames: readonly VectorFrame[];
}

/** The vectors in a file. In quotes, because the names are the file's and not ours. */
export function parseVectors(json: string): readonly Vector[] {
  const vectors = JSON.parse(json) as readonly Record<string, unknown>[];
  return vectors.map((vector) => ({
    name: vector["name"] as string,
    codec: vector["codec"] as Vector["codec"],
    table: (vector["table"] ?? null) as string | null,
    tableHash: (vector["tableHash"] ?? null) as number | null,
    schema: vector["schema"] as GameSchema,
    frames: (vector["frames"] as readonly Record<string, unknown>[]).map(
      (frame) =>
        ({
          keyframe: frame["keyframe"],
          bytes: frame["bytes"],
          error: frame["error"] ?? null,
          stateHash: frame["stateHash"],
          streamHash: frame["streamHash"],
          rows: frame["rows"] ?? null,
        }) as VectorFrame,
    ),
  }));
}

/** A decoder such as the vector was written for. */
export function decoderOf(vector: Vector): DeltaDecoder {
  return new DeltaDecoder(vector.schema, 1, backEndOf(vector));
}

/** The back end that the vector was written with. */
export function backEndOf({ codec, table, tableHash }: Vector): BackEnd {
  if (codec === "bits") {
    return (contexts) => new BitReader(contexts);
  }
  const text = table ?? GENERIC_TABLE;
  const own = parseTable(text);
  if (own === null || (tableHash !== null && tableHashOf(text) !== tableHash)) {
    throw new Error("The vector's table is not the one that Java has.");
  }
  return rangeCoded(own);
}

/** Feeds a vector to a decoder, for tests; the first difference in words, or null. */
export function replayVector(vector: Vector, decoder: DeltaDecoder): string | null {
  for (const [number, frame] of vector.frames.entries()) {
    const bytes = Uint8Array.from(atob(frame.bytes), (character) => character.charCodeAt(0));
    const where = `${vector.name}, frame ${number}`;
    const error = decoder.decode(bytes, 0, bytes.length, frame.keyframe);
    if (error !== frame.error) {
      return `${where}: answers ${error}, not ${frame.error}`;
    }
    if (error !== null) {
      continue;
    }
    const rows = JSON.stringify(dump(decoder));
    if (frame.rows !== null && rows !== JSON.stringify(frame.rows)) {
      return `${where}: ${rows}, not ${JSON.stringify(frame.rows)}`;
    }
    if (decoder.stateHash() !== frame.stateHash) {
      return `${where}: the rows differ`;
    }
    if (streamHash(decoder.state, decoder.codec.kinds) !== frame.streamHash) {
      return `${where}: the predictor's state differs`;
    }
  }
  return null;
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
