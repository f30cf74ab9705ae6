import { EntityRows } from "./entityRows";
import { type FieldLayout, type KindLayout, NONE } from "./kindLayout";
import { LaunchMemory } from "./launchMemory";
import type { GameSchema } from "./schema";

/**
 * The rows of the last frame and, per entity, the predictor's state; twin of StreamState.java. The streams of a room with
 * interest cells share all of it but what they remember of spawns and launches; each has a list of its own entities.
 */
export class StreamState {
  readonly rows: EntityRows;
  readonly axes: number;
  readonly turns: number;
  readonly positions: Int32Array;
  readonly velocities: Int32Array;
  readonly turnRates: Int32Array;
  readonly histories: Uint8Array;
  /** Activity, + 4 if an axis was off the last time, + 8 if an angle was. */
  readonly activities: Uint8Array;
  readonly steered: Uint8Array;
  /** Where nothing moves and nothing is remembered of moves, so that a prediction changes nothing: 1. */
  readonly resting: Uint8Array;
  /** Ticks from frame to frame. */
  readonly ticks: number;
  lastSpawned: readonly Int32Array[];
  /** By kind, then by value of its first enum. */
  launches: readonly (readonly LaunchMemory[])[];
  frame = 0;
  /** Of a cell: by slot, the id of the entity or `NONE`. Null where the slot is the id. */
  ids: number[] | null = null;
  /** By id, the number of the stream that has it or `NONE`; all 0 without cells. */
  readonly homes: Int32Array;
  number = 0;

  constructor(schema: GameSchema, kinds: readonly KindLayout[], ticks: number) {
    const capacity = schema.maxEntities;
    this.ticks = ticks;
    this.rows = new EntityRows(schema);
    this.homes = new Int32Array(capacity);
    this.axes = Math.max(0, ...kinds.map((kind) => kind.linear.length));
    this.turns = Math.max(0, ...kinds.map((kind) => kind.angles.length));
    this.positions = new Int32Array(capacity * this.axes);
    this.velocities = new Int32Array(capacity * this.axes);
    this.turnRates = new Int32Array(capacity * this.turns);
    this.histories = new Uint8Array(capacity * (this.axes + this.turns));
    this.activities = new Uint8Array(capacity);
    this.steered = new Uint8Array(capacity);
    this.resting = new Uint8Array(capacity);
    this.lastSpawned = kinds.map((kind) => new Int32Array(kind.fields.length));
    this.launches = kinds.map((kind) => Array.from({ length: kind.models }, () => new LaunchMemory()));
  }

  /** The predictor of a new entity: at rest in the middle of its cell, without a past, expected to move. */
  rest(slot: number, kind: KindLayout): void {
    const { axes, turns } = this;
    for (let axis = 0; axis < kind.linear.length; axis++) {
      this.centre(slot, axis, kind.linear[axis]!);
    }
    this.turnRates.fill(0, slot * turns, (slot + 1) * turns);
    this.histories.fill(0, slot * (axes + turns), (slot + 1) * (axes + turns));
    this.activities[slot] = 1;
    this.steered[slot] = 0;
    this.resting[slot] = 0;
  }

  /** Whether an entity is one of this stream. */
  holds(id: number): boolean {
    return this.homes[id] === this.number;
  }

  /** Puts an axis to rest in the middle of its cell. */
  centre(slot: number, axis: number, { place, subBits }: FieldLayout): void {
    const { values, stride } = this.rows;
    const at = slot * this.axes + axis;
    this.positions[at] = (values[slot * stride + place]! << subBits) + ((1 << subBits) >> 1);
    this.velocities[at] = 0;
  }

  /** What is remembered of the launches that this entity's row is one of. */
  launchOf(slot: number, { model, models }: KindLayout): LaunchMemory {
    const { kinds, values, stride } = this.rows;
    const place = model === NONE ? 0 : Math.min(models - 1, values[slot * stride + model]!);
    return this.launches[kinds[slot]!]![place]!;
  }
}
