import { checked, otherValue, rawValues, tree } from "./elements";
import { type EntityRows, FREE } from "./entityRows";
import type { FrameReader } from "./frameReader";
import { type KindLayout, NONE } from "./kindLayout";
import { along, launchClass } from "./launchMemory";
import { bounded, clamped, MAX_VELOCITY } from "./motion";
import { cosine, sine } from "./sine";
import type { StreamState } from "./streamState";

const MAX_REACH = 1 << 15;

/**
 * A whole row, and how a new entity flies; the reading half of SpawnSyntax.java. Positions and headings may be told
 * relative to the entity that a row refers to, and a flight relative to its heading.
 */
export class SpawnSyntax {
  private readonly kinds: readonly KindLayout[];
  private readonly kindTree: number;
  private readonly kindBits: number;
  // Of the entity being read: unit vector of its heading in 1/16384, flight per tick, fractions of its position.
  private readonly heading = new Int32Array(2);
  private readonly velocities = new Int32Array(2);
  private readonly fractions = new Int32Array(2);
  private age = 0;

  constructor(kinds: readonly KindLayout[], kindTree: number, kindBits: number) {
    this.kinds = kinds;
    this.kindTree = kindTree;
    this.kindBits = kindBits;
  }

  /** The kind and every field that does not move, into a free slot; null after a fault. */
  beginning(
    rows: EntityRows,
    slot: number,
    generation: number,
    lastOfKind: readonly Int32Array[],
    reader: FrameReader,
  ): KindLayout | null {
    const number = tree(reader, this.kindTree, this.kindBits);
    const kind = this.kinds[number];
    if (kind === undefined) {
      reader.fail("KIND");
      return null;
    }
    const { others, flags, alike } = kind;
    const row = slot * rows.stride;
    const last = lastOfKind[number]!;
    rows.spawn(slot, number, generation);
    for (let i = 0; i < others.length; i++) {
      const { place } = others[i]!;
      if (reader.bit(alike + i) === 0) {
        last[place] = otherValue(reader, others[i]!);
      }
      rows.values[row + place] = last[place]!;
    }
    const isAlike = flags.length === 0 || reader.bit(alike + others.length) !== 0;
    for (const { place } of flags) {
      if (!isAlike) {
        last[place] = reader.raw(1);
      }
      rows.values[row + place] = last[place]!;
    }
    return reader.error === null ? kind : null;
  }

  /** Angles, flight and positions of a new entity, as far as possible from those of its owner. */
  moving(state: StreamState, slot: number, kind: KindLayout, reader: FrameReader): void {
    const { rows } = state;
    const row = slot * rows.stride;
    const owner = this.ownerOf(state, slot, kind);
    const isAimed = owner >= 0 && kind.angles.length > 0 && this.aimed(rows, row, owner, kind, reader);
    rawValues(reader, kind.angles, rows.values, row, isAimed ? 1 : 0);
    this.turnTo(rows.values, row, kind);
    this.age = 0;
    if (kind.ballistic) {
      this.flight(state, slot, kind, reader);
    }
    const isNear = owner >= 0 && this.near(state, slot, owner, kind, reader);
    rawValues(reader, kind.linear, rows.values, row, isNear ? 2 : 0);
    state.rest(slot, kind);
    if (kind.ballistic) {
      this.fly(state, slot, kind);
    }
  }

  /** A new flight of a live entity, whose row is up to date. */
  relaunch(state: StreamState, slot: number, kind: KindLayout, reader: FrameReader): void {
    this.turnTo(state.rows.values, slot * state.rows.stride, kind);
    this.flight(state, slot, kind, reader);
    this.fly(state, slot, kind);
  }

  /** Velocity per frame of a live entity that flies as the last launch of its kind did. */
  launchVelocity(state: StreamState, slot: number, kind: KindLayout, axis: number): number {
    this.turnTo(state.rows.values, slot * state.rows.stride, kind);
    return this.expected(state, slot, kind, axis) * state.ticks;
  }

  private turnTo(values: Int32Array, row: number, kind: KindLayout): void {
    const field = kind.angles[0];
    this.heading.fill(0);
    if (field !== undefined) {
      this.heading[0] = cosine(values[row + field.place]!, field.bits);
      this.heading[1] = sine(values[row + field.place]!, field.bits);
    }
  }

  /** The live entity with a position that the row refers to, or -1. */
  private ownerOf(state: StreamState, slot: number, kind: KindLayout): number {
    const { kinds, values, stride } = state.rows;
    const owner = kind.owner === NONE ? -1 : values[slot * stride + kind.owner]! - 1;
    const placed =
      owner >= 0 &&
      owner !== slot &&
      kinds[owner] !== FREE &&
      state.holds(owner) &&
      this.kinds[kinds[owner]!]!.linear.length >= 2;
    return placed ? owner : -1;
  }

  /** The first angle relative to the owner's first; false where it has none, or is not told so. */
  private aimed(
    { kinds, values, stride }: EntityRows,
    row: number,
    owner: number,
    kind: KindLayout,
    reader: FrameReader,
  ): boolean {
    const from = this.kinds[kinds[owner]!]!.angles[0];
    const { place, levels } = kind.angles[0]!;
    if (from?.levels !== levels || reader.bit(kind.aimed) === 0) {
      return false;
    }
    const off = reader.signed(kind.aimedBy, 0);
    values[row + place] = (values[owner * stride + from.place]! + off) & (levels - 1);
    return true;
  }

  /** Velocity and fraction of the first two axes; the heading is known, the position may not be. */
  private flight(state: StreamState, slot: number, kind: KindLayout, reader: FrameReader): void {
    const { heading, velocities, fractions } = this;
    const memory = state.launchOf(slot, kind);
    const context = kind.launchVelocity + memory.launchClass;
    let greatest = 0;
    for (let axis = 0; axis < 2; axis++) {
      const off = reader.signed(context, 0);
      const velocity = this.expected(state, slot, kind, axis) + off;
      if (velocity !== bounded(velocity, fastest(state))) {
        reader.fail("VALUE");
      }
      velocities[axis] = velocity;
      greatest = Math.max(greatest, Math.abs(off));
    }
    memory.launchClass = launchClass(greatest);
    if (greatest > 0 && kind.angles.length > 0) {
      memory.learnSpeed(velocities[0]!, velocities[1]!, heading[0]!, heading[1]!);
    }
    const whole = reader.bit(kind.launchWhole) !== 0;
    this.age = whole ? tree(reader, kind.launchAge, 2) : 0;
    for (let axis = 0; axis < 2; axis++) {
      const { subBits } = kind.linear[axis]!;
      fractions[axis] = whole ? (this.age * velocities[axis]!) & ((1 << subBits) - 1) : reader.raw(subBits);
    }
  }

  /** Velocity per tick of a launch as the last one was. */
  private expected(state: StreamState, slot: number, kind: KindLayout, axis: number): number {
    return bounded(along(state.launchOf(slot, kind).speed, this.heading[axis]!), fastest(state));
  }

  /** The first two axes relative to where the owner's launches come from; false if they are not told so. */
  private near(
    state: StreamState,
    slot: number,
    owner: number,
    kind: KindLayout,
    reader: FrameReader,
  ): boolean {
    if (reader.bit(kind.near) === 0) {
      return false;
    }
    const { heading } = this;
    const { kinds, values, stride } = state.rows;
    const memory = state.launchOf(slot, kind);
    const ownerLinear = this.kinds[kinds[owner]!]!.linear;
    let distance = 0;
    let reach = 0;
    for (let axis = 0; axis < 2; axis++) {
      const field = kind.linear[axis]!;
      const flown = kind.ballistic ? (this.age * this.velocities[axis]!) >> field.subBits : 0;
      const from = values[owner * stride + ownerLinear[axis]!.place]! + flown;
      const expected = clamped(from + along(memory.reach, heading[axis]!), field.levels - 1);
      const value = checked(reader, field, expected + reader.signed(kind.nearBy, 0));
      values[slot * stride + field.place] = value;
      distance = Math.max(distance, Math.abs(value - from));
      reach += (value - from) * heading[axis]!;
    }
    if (distance < MAX_REACH) {
      memory.reach = reach >> 14;
    }
    return true;
  }

  private fly(state: StreamState, slot: number, kind: KindLayout): void {
    const { rows, axes } = state;
    for (let axis = 0; axis < 2; axis++) {
      const { place, subBits } = kind.linear[axis]!;
      const cell = rows.values[slot * rows.stride + place]! << subBits;
      state.positions[slot * axes + axis] = cell + this.fractions[axis]!;
      state.velocities[slot * axes + axis] = this.velocities[axis]! * state.ticks;
      state.histories[slot * (axes + state.turns) + axis] = 0;
    }
    state.steered[slot] = 0;
  }
}

/** Bound of a velocity per tick. */
function fastest({ ticks }: StreamState): number {
  return (MAX_VELOCITY / ticks) | 0;
}
