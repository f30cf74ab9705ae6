import { EntityRows } from "../codec/entityRows";
import type { GameSchema } from "../codec/schema";
import type { SnapshotDecoder } from "../protocol/snapshotDecoder";

/** Slot, kind, generation, values. */
export type PlainRow = readonly [slot: number, kind: number, generation: number, ...values: number[]];

/** A body that the plain decoder reads: all rows as JSON, in keyframes and deltas alike. */
export function plainBody(rows: readonly PlainRow[]): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(rows));
}

/** A decoder whose bodies a test can write by hand; it predicts that everything goes on as in the last two frames. */
export class PlainDecoder implements SnapshotDecoder {
  readonly rows: EntityRows;
  private before: Int32Array;
  private inStream = false;

  constructor(schema: GameSchema) {
    this.rows = new EntityRows(schema);
    this.before = this.rows.values.slice();
  }

  decode(source: Uint8Array, offset: number, length: number, keyframe: boolean): string | null {
    if (!keyframe && !this.inStream) {
      return "NO_KEYFRAME";
    }
    this.before = this.rows.values.slice();
    try {
      const text = new TextDecoder().decode(source.subarray(offset, offset + length));
      this.rows.clear();
      for (const [slot, kind, generation, ...values] of JSON.parse(text) as PlainRow[]) {
        this.rows.spawn(slot, kind, generation);
        this.rows.values.set(values, slot * this.rows.stride);
      }
      this.inStream = true;
    } catch {
      this.inStream = false;
    }
    return this.inStream ? null : "VALUE";
  }

  predicted(slot: number, field: number, ticks: number): number {
    const at = slot * this.rows.stride + field;
    return this.rows.values[at]! + (this.rows.values[at]! - this.before[at]!) * ticks;
  }

  stateHash(): number {
    return this.rows.hash();
  }
}
