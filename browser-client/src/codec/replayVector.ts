import type { BackEnd } from "./backEnd";
import { genericTable, parseTable } from "./coderTable";
import { DeltaDecoder } from "./deltaDecoder";
import { FREE } from "./entityRows";
import type { FrameError } from "./frameError";
import type { GameSchema } from "./schema";

/** One frame of a golden vector: what arrives, and what the decoder must answer or know afterwards. */
export interface VectorFrame {
  readonly keyframe: boolean;
  /** Base64. */
  readonly bytes: string;
  readonly error?: FrameError;
  readonly stateHash?: number;
  readonly streamHash?: number;
  /** Slot, kind, generation, values; of small rooms only. */
  readonly rows?: readonly (readonly number[])[];
}

/** One stream as the Java codec wrote it. */
export interface Vector {
  readonly name: string;
  readonly codec: "bits" | "range";
  /** The room's own table; without one the generic one. */
  readonly table?: string;
  readonly tableHash?: number;
  readonly schema: GameSchema;
  readonly frames: readonly VectorFrame[];
}

/** A decoder such as the vector was written for. */
export function decoderOf(vector: Vector): DeltaDecoder {
  return new DeltaDecoder(vector.schema, 1, backEndOf(vector));
}

function backEndOf({ codec, table, tableHash }: Vector): BackEnd {
  if (codec === "bits") {
    return { codec };
  }
  const generic = genericTable();
  const own = table === undefined ? generic : parseTable(table, generic);
  if (own === null || (tableHash !== undefined && own.hash !== tableHash)) {
    throw new Error("The vector's table is not the one that Java has.");
  }
  return { codec, table: own };
}

/** Feeds a vector to a decoder, for tests; the first difference in words, or null. */
export function replayVector(vector: Vector, decoder: DeltaDecoder): string | null {
  for (const [number, frame] of vector.frames.entries()) {
    const bytes = Uint8Array.from(atob(frame.bytes), (character) => character.charCodeAt(0));
    const where = `${vector.name}, frame ${number}`;
    const error = decoder.decode(bytes, 0, bytes.length, frame.keyframe);
    if (error !== (frame.error ?? null)) {
      return `${where}: answers ${error}, not ${frame.error ?? null}`;
    }
    if (error !== null) {
      continue;
    }
    const rows = JSON.stringify(dump(decoder));
    if (frame.rows !== undefined && rows !== JSON.stringify(frame.rows)) {
      return `${where}: ${rows}, not ${JSON.stringify(frame.rows)}`;
    }
    if (decoder.stateHash() !== frame.stateHash) {
      return `${where}: the rows differ`;
    }
    if (decoder.streamHash() !== frame.streamHash) {
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
