import type { EntityRows } from "../codec/entityRows";

const CAPACITY = 32;

/** The rows of one tick, copied. An entity is the same in two snapshots if kind and generation of its slot are equal. */
export class Snapshot {
  tick = 0;
  /** One past the greatest live slot. */
  end = 0;
  stride = 0;
  kinds = new Int16Array(0);
  generations = new Uint8Array(0);
  values = new Int32Array(0);

  copy(tick: number, rows: EntityRows): void {
    const { end, stride } = rows;
    if (this.kinds.length < end) {
      const capacity = Math.min(rows.kinds.length, end * 2);
      this.kinds = new Int16Array(capacity);
      this.generations = new Uint8Array(capacity);
      this.values = new Int32Array(capacity * stride);
    }
    this.tick = tick;
    this.end = end;
    this.stride = stride;
    for (let slot = 0; slot < end; slot++) {
      this.kinds[slot] = rows.kinds[slot]!;
      this.generations[slot] = rows.generations[slot]!;
    }
    for (let at = 0; at < end * stride; at++) {
      this.values[at] = rows.values[at]!;
    }
  }

  /** Index into the schema's entities, -1 where the slot is free. */
  kind(slot: number): number {
    return slot < this.end ? this.kinds[slot]! : -1;
  }

  value(slot: number, field: number): number {
    return this.values[slot * this.stride + field]!;
  }

  isSameEntity(other: Snapshot, slot: number): boolean {
    return (
      slot < this.end &&
      slot < other.end &&
      this.kinds[slot] === other.kinds[slot] &&
      this.generations[slot] === other.generations[slot]
    );
  }
}

/** The last 32 snapshots; `at(0)` is the newest. Allocates only until it has seen the room at its fullest. */
export class SnapshotBuffer {
  length = 0;
  private readonly ring = Array.from({ length: CAPACITY }, () => new Snapshot());
  private newest = 0;

  clear(): void {
    this.length = 0;
  }

  push(tick: number, rows: EntityRows): void {
    this.newest = (this.newest + 1) % CAPACITY;
    this.ring[this.newest]!.copy(tick, rows);
    this.length = Math.min(CAPACITY, this.length + 1);
  }

  /** The snapshot `back` before the newest, null if it is not kept. */
  at(back: number): Snapshot | null {
    return back >= 0 && back < this.length ? this.ring[(this.newest - back + CAPACITY) % CAPACITY]! : null;
  }

  /** How far back the newest snapshot at or before `tick` lies; the oldest one if all are later, -1 if there is none. */
  backOf(tick: number): number {
    for (let back = 0; back < this.length; back++) {
      if (this.at(back)!.tick <= tick) {
        return back;
      }
    }
    return this.length - 1;
  }
}
