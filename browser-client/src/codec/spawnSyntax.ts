import { type EntityRows, FREE } from "./entityRows";
import type { FrameReader } from "./frameReader";
import { type KindLayout, NONE } from "./kindLayout";
import { along } from "./launchMemory";
import { bounded, MAX_VELOCITY } from "./motion";
import { launchClass } from "./orders";
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
  // Of the entity being read: unit vector of its heading in 1/16384, flight per tick, and where its owner launches from.
  private readonly heading = new Int32Array(2);
  private readonly velocities = new Int32Array(2);
  private readonly fractions = new Int32Array(2);
  private readonly origin = new Int32Array(2);
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
    if (number >= this.kinds.length) {
      reader.fail("KIND");
      return null;
    }
    const kind = this.kinds[number]!;
    const row = slot * rows.stride;
    const last = lastOfKind[number]!;
    rows.spawn(slot, number, generation);
    const { values } = rows;
    for (let i = 0; i < kind.others.length; i++) {
      const field = kind.others[i]!;
      let value = last[field]!;
      if (reader.bit(kind.alike + i) === 0) {
        const bits = kind.bits[field]!;
        value = kind.kinds[field] === "enum" ? tree(reader, kind.otherValues[i]!, bits) : reader.raw(bits);
        if (value >= kind.levels[field]!) {
          reader.fail("VALUE");
          return null;
        }
      }
      values[row + field] = value;
      last[field] = value;
    }
    if (kind.flags.length > 0) {
      const alike = reader.bit(kind.alike + kind.others.length) !== 0;
      for (const field of kind.flags) {
        const value = alike ? last[field]! : reader.raw(1);
        values[row + field] = value;
        last[field] = value;
      }
    }
    return reader.error === null ? kind : null;
  }

  /** Angles, flight and positions of a new entity, as far as possible from those of its owner. */
  moving(state: StreamState, slot: number, kind: KindLayout, reader: FrameReader): void {
    const { rows } = state;
    const row = slot * rows.stride;
    const owner = this.ownerOf(rows, row, kind);
    for (let i = 0; i < kind.angles.length; i++) {
      if (i > 0 || owner < 0 || !this.aimed(rows, row, owner, kind, reader)) {
        rawValue(rows.values, row, kind, kind.angles[i]!, reader);
      }
    }
    this.turnTo(rows.values, row, kind);
    this.age = 0;
    if (kind.ballistic) {
      this.flight(state, slot, kind, reader);
    }
    const first = owner >= 0 && this.near(state, slot, owner, kind, reader) ? 2 : 0;
    for (let axis = first; axis < kind.linear.length; axis++) {
      rawValue(rows.values, row, kind, kind.linear[axis]!, reader);
    }
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
    const { rows } = state;
    const row = slot * rows.stride;
    this.turnTo(rows.values, row, kind);
    const speed = state.launches[rows.kinds[slot]!]!.speeds[modelOf(rows.values, row, kind)]!;
    return bounded(along(speed, this.heading[axis]!), (MAX_VELOCITY / state.ticks) | 0) * state.ticks;
  }

  private turnTo(values: Int32Array, row: number, kind: KindLayout): void {
    const field = kind.angles.length === 0 ? NONE : kind.angles[0]!;
    this.heading[0] = field === NONE ? 0 : cosine(values[row + field]!, kind.bits[field]!);
    this.heading[1] = field === NONE ? 0 : sine(values[row + field]!, kind.bits[field]!);
  }

  /** The live entity with a position that the row refers to, or -1. */
  private ownerOf(rows: EntityRows, row: number, kind: KindLayout): number {
    const owner = kind.owner === NONE ? -1 : rows.values[row + kind.owner]! - 1;
    const placed =
      owner >= 0 &&
      owner * rows.stride !== row &&
      rows.kinds[owner]! !== FREE &&
      this.kinds[rows.kinds[owner]!]!.linear.length >= 2;
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
    const ownerKind = this.kinds[kinds[owner]!]!;
    const field = kind.angles[0]!;
    const levels = kind.levels[field]!;
    if (ownerKind.angles.length === 0 || ownerKind.levels[ownerKind.angles[0]!] !== levels) {
      return false;
    }
    if (reader.bit(kind.aimed) === 0) {
      return false;
    }
    const from = values[owner * stride + ownerKind.angles[0]!]!;
    values[row + field] = (from + reader.signed(kind.aimedBy, 0)) & (levels - 1);
    return true;
  }

  /** Velocity and fraction of the first two axes; the heading is known, the position may not be. */
  private flight(state: StreamState, slot: number, kind: KindLayout, reader: FrameReader): void {
    const { heading, velocities } = this;
    const memory = state.launches[state.rows.kinds[slot]!]!;
    const model = modelOf(state.rows.values, slot * state.rows.stride, kind);
    const context = kind.launchVelocity + memory.classes[model]!;
    const fastest = (MAX_VELOCITY / state.ticks) | 0;
    let greatest = 0;
    for (let axis = 0; axis < 2; axis++) {
      const expected = bounded(along(memory.speeds[model]!, heading[axis]!), fastest);
      const off = reader.signed(context, 0);
      const velocity = expected + off;
      if (velocity !== bounded(velocity, fastest)) {
        reader.fail("VALUE");
        return;
      }
      velocities[axis] = velocity;
      greatest = Math.max(greatest, Math.abs(off));
    }
    memory.classes[model] = launchClass(greatest);
    if (greatest > 0 && kind.angles.length > 0) {
      memory.learnSpeed(model, velocities[0]!, velocities[1]!, heading[0]!, heading[1]!);
    }
    const whole = reader.bit(kind.launchWhole) !== 0;
    this.age = whole ? tree(reader, kind.launchAge, 2) : 0;
    for (let axis = 0; axis < 2; axis++) {
      const subBits = kind.subBits[axis]!;
      this.fractions[axis] = whole
        ? (this.age * velocities[axis]!) & ((1 << subBits) - 1)
        : reader.raw(subBits);
    }
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
    const { heading, origin, velocities } = this;
    const { kinds, values, stride } = state.rows;
    const row = slot * stride;
    const memory = state.launches[kinds[slot]!]!;
    const model = modelOf(values, row, kind);
    const ownerLinear = this.kinds[kinds[owner]!]!.linear;
    for (let axis = 0; axis < 2; axis++) {
      const field = kind.linear[axis]!;
      const last = kind.levels[field]! - 1;
      const flown = kind.ballistic ? (this.age * velocities[axis]!) >> kind.subBits[axis]! : 0;
      origin[axis] = values[owner * stride + ownerLinear[axis]!]! + flown;
      const reach = along(memory.reaches[model]!, heading[axis]!);
      const expected = Math.min(last, Math.max(0, origin[axis]! + reach));
      const value = expected + reader.signed(kind.nearBy, 0);
      if (value < 0 || value > last) {
        reader.fail("VALUE");
        return true;
      }
      values[row + field] = value;
    }
    const x = values[row + kind.linear[0]!]! - origin[0]!;
    const y = values[row + kind.linear[1]!]! - origin[1]!;
    if (Math.max(Math.abs(x), Math.abs(y)) < MAX_REACH) {
      memory.reaches[model] = (x * heading[0]! + y * heading[1]!) >> 14;
    }
    return true;
  }

  private fly(state: StreamState, slot: number, kind: KindLayout): void {
    for (let axis = 0; axis < 2; axis++) {
      const cell = state.rows.values[slot * state.rows.stride + kind.linear[axis]!]! << kind.subBits[axis]!;
      const at = slot * state.axes + axis;
      state.positions[at] = cell + this.fractions[axis]!;
      state.velocities[at] = this.velocities[axis]! * state.ticks;
      state.histories[slot * (state.axes + state.turns) + axis] = 0;
    }
    state.steered[slot] = 0;
  }
}

/** A symbol of `bits` bits, the most significant first, each in the context of those before it. */
export function tree(reader: FrameReader, first: number, bits: number): number {
  let node = 1;
  for (let bit = 0; bit < bits; bit++) {
    node = (node << 1) | reader.bit(first + node);
  }
  return node - (1 << bits);
}

/** One field by itself. */
export function rawValue(
  values: Int32Array,
  row: number,
  kind: KindLayout,
  field: number,
  reader: FrameReader,
): void {
  const value = reader.raw(kind.bits[field]!);
  if (value >= kind.levels[field]!) {
    reader.fail("VALUE");
    return;
  }
  values[row + field] = value;
}

/** The row's index among what is remembered of launches and spawns. */
function modelOf(values: Int32Array, row: number, kind: KindLayout): number {
  return kind.model === NONE ? 0 : Math.min(kind.models - 1, values[row + kind.model]!);
}
