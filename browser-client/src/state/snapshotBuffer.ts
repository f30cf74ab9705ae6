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
    this.kinds.set(rows.kinds.subarray(0, end));
    this.generations.set(rows.generations.subarray(0, end));
    this.values.set(rows.values.subarray(0, end * stride));
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
  private readonly all = Array.from({ length: CAPACITY }, () => new Snapshot()); // the newest first

  clear(): void {
    this.length = 0;
  }

  push(tick: number, rows: EntityRows): void {
    const oldest = this.all.pop()!;
    oldest.copy(tick, rows);
    this.all.unshift(oldest);
    this.length = Math.min(CAPACITY, this.length + 1);
  }

  /** The snapshot `back` before the newest, null if it is not kept. */
  at(back: number): Snapshot | null {
    return back >= 0 && back < this.length ? this.all[back]! : null;
  }

  /** How far back the newest snapshot at or before `tick` lies; the oldest one if all are later, -1 if there is none. */
  backOf(tick: number): number {
    const back = this.all.findIndex((snapshot) => snapshot.tick <= tick);
    return back < 0 ? this.length - 1 : Math.min(back, this.length - 1);
  }
}
