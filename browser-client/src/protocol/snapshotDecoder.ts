import type { BackEnd } from "../codec/backEnd";
import type { EntityRows } from "../codec/entityRows";
import type { GameSchema } from "../codec/schema";

/** What turns the bodies of frames into rows: the codec's `DeltaDecoder`, or a test's plain one. */
export interface SnapshotDecoder {
  readonly rows: EntityRows;
  /** Null when the rows are those of the new tick; otherwise they mean nothing until a keyframe. */
  decode(source: Uint8Array, offset: number, length: number, keyframe: boolean): string | null;
  /** The quantised value of a linear field or an angle, `ticks` (0 to 64) after the newest rows. */
  predicted(slot: number, field: number, ticks: number): number;
  stateHash(): number;
}

/** Makes the decoder of a schema; tests bring a simpler one. */
export type DecoderFactory = (schema: GameSchema, backEnd: BackEnd) => SnapshotDecoder;
