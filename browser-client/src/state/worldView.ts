import type { FieldSchema } from "../codec/schema";
import { fieldValue } from "../protocol/fields";
import type { PredictionSource } from "./ownEntities";

type Row = Record<string, unknown> & { id: number };

interface Known {
  readonly generation: number;
  readonly raw: number[];
  readonly row: Row;
}

interface KindCache {
  tick: number;
  rows: Row[]; // ascending
  known: ReadonlyMap<number, Known>;
}

/**
 * The newest known state as prediction rules read it: on the grid of the wire, not interpolated; of what only we see, as
 * it is. Lists and objects stay the same while nothing about them changes, so that a rule may ask for the walls in every
 * replayed step.
 */
export class WorldView {
  replaying = false;
  private readonly source: PredictionSource;
  private readonly caches = new Map<string, KindCache>();

  constructor(source: PredictionSource) {
    this.source = source;
  }

  entities(name: string): readonly Row[] {
    let cache = this.caches.get(name);
    if (cache === undefined) {
      cache = { tick: -1, rows: [], known: new Map() };
      this.caches.set(name, cache);
    }
    const newest = this.source.buffer.at(0);
    if (newest !== null && newest.tick !== cache.tick) {
      cache.tick = newest.tick;
      this.refresh(cache, name);
    }
    return cache.rows;
  }

  private refresh(cache: KindCache, name: string): void {
    const newest = this.source.buffer.at(0)!;
    const number = this.source.kinds.findIndex((kind) => kind.name === name);
    const kind = this.source.kinds[number];
    if (kind === undefined) {
      return;
    }
    const known = new Map<number, Known>();
    const note = (id: number, generation: number): Known => {
      const before = cache.known.get(id);
      const now = before?.generation === generation ? before : { generation, raw: [], row: { id } };
      known.set(id, now);
      return now;
    };
    for (const { slot, kind: owned, generation, row, values } of kind.ownerOnly
      ? this.source.owned.values()
      : []) {
      if (owned === number && row !== null) {
        const hidden = note(slot, generation);
        update(hidden, 0, kind.fields, row);
        update(hidden, kind.fields.length, kind.ownerFields, values);
      }
    }
    for (let slot = 0; slot < newest.end; slot++) {
      if (newest.kinds[slot] === number) {
        const seen = note(slot, newest.generations[slot]!);
        update(seen, 0, kind.fields, newest.values, slot * newest.stride);
      }
    }
    cache.known = known;
    const rows = Array.from(known.values(), ({ row }) => row);
    if (rows.length !== cache.rows.length || rows.some((row, i) => row !== cache.rows[i])) {
      cache.rows = rows;
    }
  }
}

/** Takes over the raw values from `at` on; `first` is the number of the first field among all of the kind. */
function update(
  { raw, row }: Known,
  first: number,
  fields: readonly FieldSchema[],
  values: ArrayLike<number>,
  at = 0,
): void {
  for (const [i, field] of fields.entries()) {
    const value = values[at + i]!;
    if (raw[first + i] !== value) {
      raw[first + i] = value;
      row[field.name] = fieldValue(field, value);
    }
  }
}
