import { EntityRows, FREE, mix } from "./entityRows";
import type { KindLayout } from "./kindLayout";
import { LaunchMemory } from "./launchMemory";
import type { GameSchema } from "./schema";

/** The rows of the last frame and, per entity, the predictor's state; twin of StreamState.java. */
export class StreamState {
  readonly rows: EntityRows;
  readonly axes: number;
  readonly turns: number;
  readonly positions: Int32Array;
  readonly velocities: Int32Array;
  readonly turnRates: Int32Array;
  readonly histories: Uint8Array;
  readonly activities: Uint8Array;
  readonly steered: Uint8Array;
  /** Ticks from frame to frame. */
  readonly ticks: number;
  readonly lastSpawned: readonly Int32Array[];
  readonly launches: readonly LaunchMemory[];
  frame = 0;

  constructor(schema: GameSchema, kinds: readonly KindLayout[], ticks: number) {
    const capacity = schema.maxEntities;
    this.ticks = ticks;
    this.rows = new EntityRows(schema);
    this.axes = Math.max(0, ...kinds.map((kind) => kind.linear.length));
    this.turns = Math.max(0, ...kinds.map((kind) => kind.angles.length));
    this.positions = new Int32Array(capacity * this.axes);
    this.velocities = new Int32Array(capacity * this.axes);
    this.turnRates = new Int32Array(capacity * this.turns);
    this.histories = new Uint8Array(capacity * (this.axes + this.turns));
    this.activities = new Uint8Array(capacity);
    this.steered = new Uint8Array(capacity);
    this.lastSpawned = kinds.map((kind) => new Int32Array(kind.fieldCount));
    this.launches = kinds.map((kind) => new LaunchMemory(kind.models));
  }

  /** The predictor of a new entity: at rest in the middle of its cell, without a past, expected to move. */
  rest(slot: number, kind: KindLayout): void {
    for (let axis = 0; axis < kind.linear.length; axis++) {
      this.centre(slot, axis, kind);
      this.velocities[slot * this.axes + axis] = 0;
    }
    const tracks = this.axes + this.turns;
    this.turnRates.fill(0, slot * this.turns, (slot + 1) * this.turns);
    this.histories.fill(0, slot * tracks, (slot + 1) * tracks);
    this.activities[slot] = 1;
    this.steered[slot] = 0;
  }

  centre(slot: number, axis: number, kind: KindLayout): void {
    const subBits = kind.subBits[axis]!;
    const value = this.rows.values[slot * this.rows.stride + kind.linear[axis]!]!;
    this.positions[slot * this.axes + axis] = (value << subBits) + ((1 << subBits) >> 1);
  }

  /** Hash over everything that both ends share, for tests. */
  hash(kinds: readonly KindLayout[]): number {
    let hash = mix(this.rows.hash(), this.frame);
    for (let slot = 0; slot < this.rows.end; slot++) {
      if (this.rows.kinds[slot] === FREE) {
        continue;
      }
      const kind = kinds[this.rows.kinds[slot]!]!;
      const tracks = slot * (this.axes + this.turns);
      hash = mix(hash, this.rows.generations[slot]!);
      hash = mix(hash, (this.activities[slot]! << 1) | (kind.ballistic ? this.steered[slot]! : 0));
      for (let axis = 0; axis < kind.linear.length; axis++) {
        hash = mix(hash, this.positions[slot * this.axes + axis]!);
        hash = mix(hash, this.velocities[slot * this.axes + axis]!);
        hash = mix(hash, this.histories[tracks + axis]!);
      }
      for (let angle = 0; angle < kind.angles.length; angle++) {
        hash = mix(hash, this.turnRates[slot * this.turns + angle]!);
        hash = mix(hash, this.histories[tracks + this.axes + angle]!);
      }
    }
    for (const [kind, memory] of this.launches.entries()) {
      for (const values of [this.lastSpawned[kind]!, memory.speeds, memory.classes, memory.reaches]) {
        for (const value of values) {
          hash = mix(hash, value);
        }
      }
    }
    return hash;
  }
}
