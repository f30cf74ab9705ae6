import type { FieldSchema } from "../codec/schema";
import { fieldValue } from "../protocol/fields";
import type { OwnedEntity } from "../protocol/snapshotReader";
import type { KindFields } from "./kindFields";
import type { SnapshotBuffer } from "./snapshotBuffer";

type Row = Record<string, unknown> & { id: number };

interface Known {
  readonly generation: number;
  readonly raw: number[];
  readonly row: Row;
  tick: number; // of the newest state with it
}

interface KindCache {
  tick: number;
  rows: Row[];
  known: Map<number, Known>;
}

/**
 * The newest known state as prediction rules read it: on the grid of the wire, not interpolated; of what only we see, as
 * it is. Lists and objects stay
 * the same while nothing about them changes, so that a rule may ask for the walls in every replayed step.
 */
export class WorldView {
  replaying = false;
  private readonly kinds: readonly KindFields[];
  private readonly buffer: SnapshotBuffer;
  private readonly owned: ReadonlyMap<number, OwnedEntity>;
  private readonly caches = new Map<string, KindCache>();

  constructor(kinds: readonly KindFields[], buffer: SnapshotBuffer, owned: ReadonlyMap<number, OwnedEntity>) {
    this.kinds = kinds;
    this.buffer = buffer;
    this.owned = owned;
  }

  entities(name: string): readonly Row[] {
    let cache = this.caches.get(name);
    if (cache === undefined) {
      cache = { tick: -1, rows: [], known: new Map() };
      this.caches.set(name, cache);
    }
    const newest = this.buffer.at(0);
    if (newest !== null && newest.tick !== cache.tick) {
      cache.tick = newest.tick;
      this.refresh(cache, name);
    }
    return cache.rows;
  }

  private refresh(cache: KindCache, name: string): void {
    const newest = this.buffer.at(0)!;
    const number = this.kinds.findIndex((kind) => kind.name === name);
    const kind = this.kinds[number];
    if (kind === undefined) {
      return;
    }
    const before = cache.rows;
    let count = 0;
    let isSameList = true;
    const noted = (known: Known): void => {
      known.tick = cache.tick;
      isSameList &&= before[count++] === known.row;
    };
    if (kind.ownerOnly) {
      for (const entity of this.owned.values()) {
        if (entity.kind === number && entity.row !== null) {
          const known = knownIn(cache, entity.slot, entity.generation);
          update(known, 0, kind.fields, entity.row);
          update(known, kind.fields.length, kind.ownerFields, entity.values);
          noted(known);
        }
      }
    }
    for (let slot = 0; slot < newest.end; slot++) {
      if (newest.kinds[slot] === number) {
        const known = knownIn(cache, slot, newest.generations[slot]!);
        const row = slot * newest.stride;
        update(known, 0, kind.fields, newest.values, row);
        noted(known);
      }
    }
    if (isSameList && count === before.length) {
      return;
    }
    const rows: Row[] = [];
    for (const [slot, known] of cache.known) {
      if (known.tick === cache.tick) {
        rows.push(known.row);
      } else {
        cache.known.delete(slot);
      }
    }
    cache.rows = rows.sort((a, b) => a.id - b.id);
  }
}

function knownIn(cache: KindCache, slot: number, generation: number): Known {
  let known = cache.known.get(slot);
  if (known === undefined || known.generation !== generation) {
    known = { generation, raw: [], row: { id: slot }, tick: 0 };
    cache.known.set(slot, known);
  }
  return known;
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
