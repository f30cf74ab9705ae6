import { fieldValue } from "../protocol/fields";
import type { KindFields } from "./kindFields";
import type { SnapshotBuffer } from "./snapshotBuffer";

type Row = Record<string, unknown> & { id: number };

interface Known {
  generation: number;
  readonly raw: Int32Array;
  readonly row: Row;
}

interface KindCache {
  tick: number;
  rows: Row[];
  known: Map<number, Known>;
}

/**
 * The newest known state as prediction rules read it: on the grid of the wire, not interpolated. Lists and objects stay
 * the same while nothing about them changes, so that a rule may ask for the walls in every replayed step.
 */
export class WorldView {
  replaying = false;
  private readonly kinds: readonly KindFields[];
  private readonly buffer: SnapshotBuffer;
  private readonly caches = new Map<string, KindCache>();

  constructor(kinds: readonly KindFields[], buffer: SnapshotBuffer) {
    this.kinds = kinds;
    this.buffer = buffer;
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
    let count = 0;
    let isSameList = true;
    for (let slot = 0; slot < newest.end; slot++) {
      if (newest.kinds[slot] !== number) {
        continue;
      }
      const generation = newest.generations[slot]!;
      let known = cache.known.get(slot);
      if (known === undefined || known.generation !== generation) {
        known = { generation, raw: new Int32Array(kind.fields.length).fill(-1), row: { id: slot } };
        cache.known.set(slot, known);
      }
      for (const [i, field] of kind.fields.entries()) {
        const raw = newest.value(slot, i);
        if (known.raw[i] !== raw) {
          known.raw[i] = raw;
          known.row[field.name] = fieldValue(field, raw);
        }
      }
      isSameList &&= cache.rows[count] === known.row;
      count++;
    }
    if (isSameList && count === cache.rows.length) {
      return;
    }
    const rows: Row[] = [];
    for (const [slot, known] of cache.known) {
      if (newest.kind(slot) === number && newest.generations[slot] === known.generation) {
        rows.push(known.row);
      } else {
        cache.known.delete(slot);
      }
    }
    cache.rows = rows.sort((a, b) => a.id - b.id);
  }
}
