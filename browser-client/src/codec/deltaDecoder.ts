import { type BackEnd, readerOf } from "./backEnd";
import { Contexts } from "./contexts";
import { type EntityRows, FREE } from "./entityRows";
import type { FrameError } from "./frameError";
import type { FrameReader } from "./frameReader";
import { HISTORY_BITS, lastLength, lastSign, lengthBeforeLast, lengthOf } from "./history";
import { type KindLayout, kindLayout, NONE } from "./kindLayout";
import { along, type LaunchMemory } from "./launchMemory";
import { bounded, correct, keep, MAX_VELOCITY, predict, valueAhead } from "./motion";
import * as orders from "./orders";
import { bitsFor, type GameSchema, roomKinds } from "./schema";
import { cosine, sine } from "./sine";
import { StreamState } from "./streamState";

const NO_RUN = -1;
const MAX_REACH = 1 << 15;

/**
 * The reading end of one stream; the decoding half of DeltaCodec.java, line by line. The bytes may be anything: they
 * end in a valid frame or in one `FrameError`. Allocates nothing after construction.
 */
export class DeltaDecoder {
  /** Of the last frame, slots ascending: the first `despawnedCount` entries count. */
  readonly despawned: Uint16Array;
  /** Of the last frame, slots ascending: the first `spawnedCount` entries count. */
  readonly spawned: Uint16Array;
  private readonly kinds: readonly KindLayout[];
  private readonly state: StreamState;
  private readonly reader: FrameReader;
  private readonly capacity: number;
  private readonly kindBits: number;
  private readonly residuals: Int32Array;
  private readonly lastKeyed: readonly Int32Array[];
  private readonly oldKinds: Int16Array;
  private readonly oldGenerations: Uint8Array;
  private readonly despawnCount: number;
  private readonly despawnGap: number;
  private readonly spawnCount: number;
  private readonly spawnGap: number;
  private readonly idleRun: number;
  private readonly kindTree: number;
  private readonly liveCount: number;
  private readonly liveGap: number;
  private readonly isSteered: number;
  private readonly isLaunched: number;
  private readonly resting: number;
  private readonly calm: number;
  private readonly still: number;
  private readonly keyVelocity: number;
  private readonly keyTurnRate: number;
  private readonly remembered: number;
  private readonly keySpeed: number;
  private readonly keyReach: number;
  private inStream = false;
  // Of the entity being read: unit vector of its heading in 1/16384, flight per tick, and where its owner launches from.
  private readonly heading = new Int32Array(2);
  private readonly flightVelocity = new Int32Array(2);
  private readonly flightFraction = new Int32Array(2);
  private readonly origin = new Int32Array(2);
  private age = 0;

  /** `ticksPerFrame`: ticks from one frame to the next, 1 to 64. */
  constructor(schema: GameSchema, ticksPerFrame = 1, backEnd: BackEnd = { codec: "bits" }) {
    const contexts = new Contexts();
    const kinds = roomKinds(schema);
    this.capacity = kinds.length === 0 ? 0 : schema.maxEntities;
    this.kindBits = bitsFor(Math.max(1, kinds.length));
    // Contexts are numbered in the order of these lines.
    this.despawnCount = contexts.unsigned("room", "despawn count", orders.DESPAWN_COUNT);
    this.despawnGap = contexts.unsigned("room", "despawn gap", orders.DESPAWN_GAP);
    this.spawnCount = contexts.unsigned("room", "spawn count", orders.SPAWN_COUNT);
    this.spawnGap = contexts.unsigned("room", "spawn gap", orders.SPAWN_GAP);
    this.idleRun = contexts.unsigned("room", "idle run", orders.IDLE_RUN);
    this.kindTree = contexts.bits("room", "kind", 1 << this.kindBits);
    this.kinds = kinds.map((kind) => kindLayout(kind, schema.maxEntities, contexts));
    this.liveCount = contexts.unsigned("key", "live count", orders.LIVE_COUNT);
    this.liveGap = contexts.unsigned("key", "live gap", orders.LIVE_GAP);
    this.isSteered = contexts.bits("key", "is steered", 1);
    this.isLaunched = contexts.bits("key", "launched", 1);
    this.resting = contexts.bits("key", "resting", 1);
    this.calm = contexts.bits("key", "calm", 1);
    this.still = contexts.bits("key", "still", 1);
    this.keyVelocity = contexts.signed("key", "velocity", orders.KEY_VELOCITY);
    this.keyTurnRate = contexts.signed("key", "turn rate", orders.KEY_TURN_RATE);
    this.remembered = contexts.bits("key", "remembered", 1);
    this.keySpeed = contexts.unsigned("key", "speed", orders.KEY_VELOCITY);
    this.keyReach = contexts.signed("key", "reach", orders.KEY_VELOCITY);
    this.state = new StreamState(schema, this.kinds, ticksPerFrame);
    this.reader = readerOf(backEnd, contexts);
    this.residuals = new Int32Array(this.state.rows.stride);
    this.lastKeyed = this.kinds.map((kind) => new Int32Array(kind.fieldCount));
    this.oldKinds = new Int16Array(schema.maxEntities);
    this.oldGenerations = new Uint8Array(schema.maxEntities);
    this.despawned = this.state.despawned;
    this.spawned = this.state.spawned;
  }

  /** The rows of the last tick; the same object always, to be read only. */
  get rows(): EntityRows {
    return this.state.rows;
  }

  get despawnedCount(): number {
    return this.state.despawnedCount;
  }

  get spawnedCount(): number {
    return this.state.spawnedCount;
  }

  /**
   * Applies one frame; null when the rows are those of the new tick. After an error the rows mean nothing, and every
   * delta is refused until a keyframe.
   *
   * A keyframe reports as despawned and spawned what differs from the rows before it: an entity that lived through the
   * gap is in neither list.
   */
  decode(source: Uint8Array, offset: number, length: number, keyframe: boolean): FrameError | null {
    if (!keyframe && !this.inStream) {
      return "NO_KEYFRAME";
    }
    this.reader.begin(source, offset, length);
    if (keyframe) {
      this.keyframe();
    } else {
      this.step();
    }
    const error = this.reader.finish();
    this.inStream = error === null;
    return error;
  }

  /** The predicted quantised value `ticks` ahead (0 to 64) of a linear field or angle; of any other field, its value. */
  predicted(slot: number, field: number, ticks: number): number {
    return valueAhead(this.state, slot, this.kinds[this.state.rows.kinds[slot]!]!, field, ticks);
  }

  /** Hash of the rows, as the server's frames carry it. Signed. */
  stateHash(): number {
    return this.state.rows.hash();
  }

  /** Hash over the predictor's state too, for tests. */
  streamHash(): number {
    return this.state.hash(this.kinds);
  }

  private step(): void {
    this.state.frame = (this.state.frame + 1) & 0xff;
    this.despawns();
    if (this.reader.error === null) {
      this.updates();
    }
    if (this.reader.error === null) {
      this.spawns();
    }
  }

  private despawns(): void {
    const { state, reader } = this;
    const rows = state.rows;
    const count = reader.unsigned(this.despawnCount);
    if (count > rows.live) {
      reader.fail("COUNT");
      return;
    }
    let previous = -1;
    for (let i = 0; i < count; i++) {
      const slot = previous + 1 + reader.unsigned(this.despawnGap);
      if (reader.error !== null || slot >= rows.end || rows.kinds[slot] === FREE) {
        reader.fail("SLOT");
        return;
      }
      rows.despawn(slot);
      state.despawned[i] = slot;
      previous = slot;
    }
    state.despawnedCount = count;
  }

  private updates(): void {
    const { state, reader, kinds } = this;
    const rows = state.rows;
    const end = rows.end;
    for (let slot = 0; slot < end; slot++) {
      const number = rows.kinds[slot]!;
      if (number !== FREE) {
        predict(state, slot, kinds[number]!);
      }
    }
    const runs = reader.usesRuns;
    let run = NO_RUN;
    for (let slot = 0; slot < end; slot++) {
      const number = rows.kinds[slot]!;
      if (number === FREE) {
        continue;
      }
      const kind = kinds[number]!;
      let changed: boolean;
      if (runs && state.activities[slot] === 0) {
        if (run === NO_RUN) {
          run = reader.unsigned(this.idleRun);
        }
        changed = run === 0;
        run--;
      } else {
        changed = reader.bit(kind.changed + this.changedContext(slot, kind)) !== 0;
      }
      if (changed) {
        this.update(slot, kind);
        if (reader.error !== null) {
          return;
        }
      } else {
        keep(state, slot, kind);
      }
    }
    if (run > 0) {
      reader.fail("COUNT");
    }
  }

  private changedContext(slot: number, kind: KindLayout): number {
    const { histories, axes, turns, activities } = this.state;
    const tracks = slot * (axes + turns);
    let moved = 0;
    for (let axis = 0; axis < kind.linear.length; axis++) {
      moved |= lastLength(histories[tracks + axis]!);
    }
    let turned = 0;
    for (let angle = 0; angle < kind.angles.length; angle++) {
      turned |= lastLength(histories[tracks + axes + angle]!);
    }
    const steered = kind.ballistic ? this.state.steered[slot]! * 16 : 0;
    return steered + activities[slot]! + (moved === 0 ? 0 : 4) + (turned === 0 ? 0 : 8);
  }

  private update(slot: number, kind: KindLayout): void {
    const { state, reader, residuals } = this;
    const values = state.rows.values;
    const row = slot * state.rows.stride;
    const tracks = slot * (state.axes + state.turns);
    const relaunched = kind.ballistic && this.relaunched(slot, kind);
    let moved = 0;
    for (let axis = 0; axis < kind.linear.length; axis++) {
      const field = kind.linear[axis]!;
      const history = state.histories[tracks + axis]!;
      const context = kind.residuals[axis]! + this.linearContext(slot, axis, kind, history);
      const residual = reader.signed(context, lastSign(history));
      const value = values[row + field]! + residual;
      if (value < 0 || value >= kind.levels[field]!) {
        reader.fail("VALUE");
        return;
      }
      values[row + field] = value;
      residuals[axis] = residual;
      moved |= residual;
    }
    for (let angle = 0; angle < kind.angles.length; angle++) {
      const field = kind.angles[angle]!;
      const levels = kind.levels[field]!;
      const history = state.histories[tracks + state.axes + angle]!;
      const context =
        kind.turns[angle]! + Math.min(5, lastLength(history)) * 4 + Math.min(3, lengthBeforeLast(history));
      const residual = reader.signed(context, lastSign(history));
      if (residual < -(levels >> 1) || residual >= levels >> 1) {
        reader.fail("VALUE");
        return;
      }
      values[row + field] = (values[row + field]! + residual) & (levels - 1);
      residuals[kind.linear.length + angle] = residual;
      moved |= residual;
    }
    this.others(row, kind, moved !== 0);
    correct(state, slot, kind, residuals);
    if (relaunched) {
      this.turnTo(row, kind);
      this.flight(slot, kind);
      this.fly(slot, kind);
    }
  }

  private linearContext(slot: number, axis: number, kind: KindLayout, history: number): number {
    const state = this.state;
    const other = axis ^ 1;
    let length = 0;
    if (other < axis) {
      length = lengthOf(this.residuals[other]!);
    } else if (other < kind.linear.length) {
      length = lastLength(state.histories[slot * (state.axes + state.turns) + other]!);
    }
    return (
      (kind.ballistic ? state.steered[slot]! * orders.RESIDUAL.length : 0) +
      Math.min(5, lastLength(history)) * 8 +
      Math.min(3, lengthBeforeLast(history)) * 2 +
      (length >= 3 ? 1 : 0)
    );
  }

  /** Whether a new launch follows; otherwise the flight goes on, or changes between straight and steered. */
  private relaunched(slot: number, kind: KindLayout): boolean {
    const { state, reader } = this;
    const steered = state.steered[slot]!;
    if (reader.bit(kind.turned + steered) === 0) {
      return false;
    }
    if (reader.bit(kind.relaunched) !== 0) {
      return true;
    }
    state.steered[slot] = 1 - steered;
    return false;
  }

  private others(row: number, kind: KindLayout, moved: boolean): void {
    const { reader } = this;
    const values = this.state.rows.values;
    const { others, flags } = kind;
    if (others.length + flags.length === 0 || (moved && reader.bit(kind.othersChanged) === 0)) {
      return;
    }
    for (let i = 0; i < others.length; i++) {
      const field = others[i]!;
      if (reader.bit(kind.otherChanged[i]!) !== 0) {
        const value = this.other(kind, i, field, values[row + field]!);
        if (value < 0 || value >= kind.levels[field]!) {
          reader.fail("VALUE");
          return;
        }
        values[row + field] = value;
      }
    }
    if (flags.length > 0 && reader.bit(kind.flagsChanged) !== 0) {
      for (let i = 0; i < flags.length; i++) {
        const at = row + flags[i]!;
        values[at] = values[at]! ^ reader.bit(kind.flagBits + i);
      }
    }
  }

  private other(kind: KindLayout, index: number, field: number, value: number): number {
    const context = kind.otherValues[index]!;
    if (kind.kinds[field] === "scalar") {
      return value + this.reader.signed(context, 0);
    }
    return kind.kinds[field] === "enum"
      ? this.tree(context, kind.bits[field]!)
      : this.reader.raw(kind.bits[field]!);
  }

  private tree(first: number, bits: number): number {
    let node = 1;
    for (let bit = 0; bit < bits; bit++) {
      node = (node << 1) | this.reader.bit(first + node);
    }
    return node - (1 << bits);
  }

  private spawns(): void {
    const { state, reader } = this;
    const rows = state.rows;
    const count = reader.unsigned(this.spawnCount);
    if (count > this.capacity - rows.live) {
      reader.fail("COUNT");
      return;
    }
    let previous = -1;
    for (let i = 0; i < count; i++) {
      const slot = previous + 1 + reader.unsigned(this.spawnGap);
      if (reader.error !== null || slot >= this.capacity || rows.kinds[slot] !== FREE) {
        reader.fail("SLOT");
        return;
      }
      const kind = this.beginning(slot, state.frame, state.lastSpawned);
      if (kind === null) {
        return;
      }
      this.moving(slot, kind);
      if (reader.error !== null) {
        return;
      }
      state.spawned[i] = slot;
      previous = slot;
    }
    state.spawnedCount = count;
  }

  /** The kind and every field that does not move; null after a fault. */
  private beginning(slot: number, generation: number, lastOfKind: readonly Int32Array[]): KindLayout | null {
    const { reader, kinds } = this;
    const rows = this.state.rows;
    const number = this.tree(this.kindTree, this.kindBits);
    if (number >= kinds.length) {
      reader.fail("KIND");
      return null;
    }
    const kind = kinds[number]!;
    const row = slot * rows.stride;
    const last = lastOfKind[number]!;
    rows.spawn(slot, number, generation);
    for (let i = 0; i < kind.others.length; i++) {
      const field = kind.others[i]!;
      let value = last[field]!;
      if (reader.bit(kind.alike + i) === 0) {
        const bits = kind.bits[field]!;
        value = kind.kinds[field] === "enum" ? this.tree(kind.otherValues[i]!, bits) : reader.raw(bits);
        if (value >= kind.levels[field]!) {
          reader.fail("VALUE");
          return null;
        }
      }
      rows.values[row + field] = value;
      last[field] = value;
    }
    if (kind.flags.length > 0) {
      const alike = reader.bit(kind.alike + kind.others.length) !== 0;
      for (const field of kind.flags) {
        const value = alike ? last[field]! : reader.raw(1);
        rows.values[row + field] = value;
        last[field] = value;
      }
    }
    return reader.error === null ? kind : null;
  }

  /** Angles, flight and positions of a new entity, as far as possible from those of its owner. */
  private moving(slot: number, kind: KindLayout): void {
    const { state } = this;
    const values = state.rows.values;
    const row = slot * state.rows.stride;
    const owner = this.ownerOf(row, kind);
    for (let i = 0; i < kind.angles.length; i++) {
      if (i > 0 || owner < 0 || !this.aimed(row, owner, kind)) {
        this.rawValue(values, row, kind, kind.angles[i]!);
      }
    }
    this.turnTo(row, kind);
    this.age = 0;
    if (kind.ballistic) {
      this.flight(slot, kind);
    }
    const first = owner >= 0 && this.near(slot, owner, kind) ? 2 : 0;
    for (let axis = first; axis < kind.linear.length; axis++) {
      this.rawValue(values, row, kind, kind.linear[axis]!);
    }
    state.rest(slot, kind);
    if (kind.ballistic) {
      this.fly(slot, kind);
    }
  }

  private turnTo(row: number, kind: KindLayout): void {
    const field = kind.angles.length === 0 ? NONE : kind.angles[0]!;
    const angle = field === NONE ? 0 : this.state.rows.values[row + field]!;
    this.heading[0] = field === NONE ? 0 : cosine(angle, kind.bits[field]!);
    this.heading[1] = field === NONE ? 0 : sine(angle, kind.bits[field]!);
  }

  /** The live entity with a position that the row refers to, or -1. */
  private ownerOf(row: number, kind: KindLayout): number {
    const rows = this.state.rows;
    const owner = kind.owner === NONE ? -1 : rows.values[row + kind.owner]! - 1;
    const placed =
      owner >= 0 &&
      owner * rows.stride !== row &&
      rows.kinds[owner]! !== FREE &&
      this.kinds[rows.kinds[owner]!]!.linear.length >= 2;
    return placed ? owner : -1;
  }

  private aimed(row: number, owner: number, kind: KindLayout): boolean {
    const { reader } = this;
    const rows = this.state.rows;
    const ownerKind = this.kinds[rows.kinds[owner]!]!;
    const field = kind.angles[0]!;
    const levels = kind.levels[field]!;
    if (ownerKind.angles.length === 0 || ownerKind.levels[ownerKind.angles[0]!] !== levels) {
      return false;
    }
    if (reader.bit(kind.aimed) === 0) {
      return false;
    }
    const from = rows.values[owner * rows.stride + ownerKind.angles[0]!]!;
    rows.values[row + field] = (from + reader.signed(kind.aimedBy, 0)) & (levels - 1);
    return true;
  }

  /** Velocity and fraction of the first two axes; the heading is known, the position may not be. */
  private flight(slot: number, kind: KindLayout): void {
    const { state, reader, heading, flightVelocity } = this;
    const memory = state.launches[state.rows.kinds[slot]!]!;
    const model = this.modelOf(slot, kind);
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
      flightVelocity[axis] = velocity;
      greatest = Math.max(greatest, Math.abs(off));
    }
    memory.classes[model] = orders.launchClass(greatest);
    if (greatest > 0 && kind.angles.length > 0) {
      memory.learnSpeed(model, flightVelocity[0]!, flightVelocity[1]!, heading[0]!, heading[1]!);
    }
    const whole = reader.bit(kind.launchWhole) !== 0;
    this.age = whole ? this.tree(kind.launchAge, 2) : 0;
    for (let axis = 0; axis < 2; axis++) {
      const subBits = kind.subBits[axis]!;
      this.flightFraction[axis] = whole
        ? (this.age * flightVelocity[axis]!) & ((1 << subBits) - 1)
        : reader.raw(subBits);
    }
  }

  private modelOf(slot: number, kind: KindLayout): number {
    const rows = this.state.rows;
    return kind.model === NONE ? 0 : Math.min(kind.models - 1, rows.values[slot * rows.stride + kind.model]!);
  }

  /** The first two axes relative to where the owner's launches come from; false if they are not told so. */
  private near(slot: number, owner: number, kind: KindLayout): boolean {
    const { state, reader, heading, origin, flightVelocity } = this;
    if (reader.bit(kind.near) === 0) {
      return false;
    }
    const rows = state.rows;
    const row = slot * rows.stride;
    const memory = state.launches[rows.kinds[slot]!]!;
    const model = this.modelOf(slot, kind);
    const ownerLinear = this.kinds[rows.kinds[owner]!]!.linear;
    for (let axis = 0; axis < 2; axis++) {
      const field = kind.linear[axis]!;
      const last = kind.levels[field]! - 1;
      const flown = kind.ballistic ? (this.age * flightVelocity[axis]!) >> kind.subBits[axis]! : 0;
      origin[axis] = rows.values[owner * rows.stride + ownerLinear[axis]!]! + flown;
      const reach = along(memory.reaches[model]!, heading[axis]!);
      const expected = Math.min(last, Math.max(0, origin[axis]! + reach));
      const value = expected + reader.signed(kind.nearBy, 0);
      if (value < 0 || value > last) {
        reader.fail("VALUE");
        return true;
      }
      rows.values[row + field] = value;
    }
    const x = rows.values[row + kind.linear[0]!]! - origin[0]!;
    const y = rows.values[row + kind.linear[1]!]! - origin[1]!;
    if (Math.max(Math.abs(x), Math.abs(y)) < MAX_REACH) {
      memory.reaches[model] = (x * heading[0]! + y * heading[1]!) >> 14;
    }
    return true;
  }

  private fly(slot: number, kind: KindLayout): void {
    const { state } = this;
    for (let axis = 0; axis < 2; axis++) {
      const cell = state.rows.values[slot * state.rows.stride + kind.linear[axis]!]! << kind.subBits[axis]!;
      const at = slot * state.axes + axis;
      state.positions[at] = cell + this.flightFraction[axis]!;
      state.velocities[at] = this.flightVelocity[axis]! * state.ticks;
      state.histories[slot * (state.axes + state.turns) + axis] = 0;
    }
    state.steered[slot] = 0;
  }

  private rawValue(values: Int32Array, row: number, kind: KindLayout, field: number): void {
    const value = this.reader.raw(kind.bits[field]!);
    if (value >= kind.levels[field]!) {
      this.reader.fail("VALUE");
      return;
    }
    values[row + field] = value;
  }

  private rawValues(values: Int32Array, row: number, kind: KindLayout, fields: Int32Array): void {
    for (const field of fields) {
      this.rawValue(values, row, kind, field);
    }
  }

  private keyframe(): void {
    const { state, reader, kinds } = this;
    const rows = state.rows;
    this.oldKinds.set(rows.kinds);
    this.oldGenerations.set(rows.generations);
    rows.clear();
    state.frame = reader.raw(8);
    for (let i = 0; i < kinds.length; i++) {
      this.lastKeyed[i]!.fill(0);
      this.rawValues(state.lastSpawned[i]!, 0, kinds[i]!, kinds[i]!.others);
      this.rawValues(state.lastSpawned[i]!, 0, kinds[i]!, kinds[i]!.flags);
      this.launches(state.launches[i]!, kinds[i]!);
    }
    const count = reader.unsigned(this.liveCount);
    if (reader.error !== null || count > this.capacity) {
      reader.fail("COUNT");
      return;
    }
    let previous = -1;
    for (let i = 0; i < count; i++) {
      const slot = previous + 1 + reader.unsigned(this.liveGap);
      if (reader.error !== null || slot >= this.capacity) {
        reader.fail("SLOT");
        return;
      }
      const generation = reader.raw(8);
      const kind = this.beginning(slot, generation, this.lastKeyed);
      if (kind === null) {
        return;
      }
      this.rawValues(rows.values, slot * rows.stride, kind, kind.angles);
      this.rawValues(rows.values, slot * rows.stride, kind, kind.linear);
      state.rest(slot, kind);
      this.predictor(slot, kind);
      if (reader.error !== null) {
        return;
      }
      previous = slot;
    }
    this.compareWithOld();
  }

  private compareWithOld(): void {
    const { state, oldKinds, oldGenerations } = this;
    const { kinds, generations } = state.rows;
    state.despawnedCount = 0;
    state.spawnedCount = 0;
    for (let slot = 0; slot < kinds.length; slot++) {
      if (
        kinds[slot] === oldKinds[slot] &&
        (kinds[slot] === FREE || generations[slot] === oldGenerations[slot])
      ) {
        continue;
      }
      if (oldKinds[slot] !== FREE) {
        state.despawned[state.despawnedCount++] = slot;
      }
      if (kinds[slot] !== FREE) {
        state.spawned[state.spawnedCount++] = slot;
      }
    }
  }

  private predictor(slot: number, kind: KindLayout): void {
    const { state, reader } = this;
    const tracks = slot * (state.axes + state.turns);
    state.activities[slot] = reader.raw(2);
    if (kind.ballistic) {
      state.steered[slot] = reader.bit(this.isSteered);
    }
    const launched = kind.ballistic && state.steered[slot] === 0 && reader.bit(this.isLaunched) !== 0;
    if (launched) {
      this.turnTo(slot * state.rows.stride, kind);
    }
    for (let axis = 0; axis < kind.linear.length; axis++) {
      const isFlight = launched && axis < 2;
      if (!isFlight && reader.bit(this.resting) !== 0) {
        continue;
      }
      const at = slot * state.axes + axis;
      const subBits = kind.subBits[axis]!;
      const cell = state.rows.values[slot * state.rows.stride + kind.linear[axis]!]! << subBits;
      state.positions[at] = cell + reader.raw(subBits);
      state.velocities[at] = isFlight
        ? this.launchVelocity(slot, kind, axis)
        : this.rate(MAX_VELOCITY, this.keyVelocity);
      state.histories[tracks + axis] = this.history();
    }
    for (let angle = 0; angle < kind.angles.length; angle++) {
      const half = kind.levels[kind.angles[angle]!]! << 7;
      state.turnRates[slot * state.turns + angle] = this.rate(half, this.keyTurnRate);
      state.histories[tracks + state.axes + angle] = this.history();
    }
  }

  private launchVelocity(slot: number, kind: KindLayout, axis: number): number {
    const { state } = this;
    const speed = state.launches[state.rows.kinds[slot]!]!.speeds[this.modelOf(slot, kind)]!;
    return bounded(along(speed, this.heading[axis]!), (MAX_VELOCITY / state.ticks) | 0) * state.ticks;
  }

  private launches(memory: LaunchMemory, kind: KindLayout): void {
    const { reader } = this;
    if (!kind.ballistic && kind.owner === NONE) {
      return;
    }
    for (let model = 0; model < kind.models; model++) {
      if (reader.bit(this.remembered) === 0) {
        memory.forget(model);
        continue;
      }
      memory.speeds[model] = reader.unsigned(this.keySpeed);
      memory.classes[model] = reader.raw(3);
      memory.reaches[model] = reader.signed(this.keyReach, 0);
      if (!memory.isValid(model)) {
        reader.fail("VALUE");
        return;
      }
    }
  }

  private rate(bound: number, context: number): number {
    const { reader } = this;
    if (reader.bit(this.still) !== 0) {
      return 0;
    }
    const rate = reader.signed(context, 0);
    if (rate < -bound || rate > bound) {
      reader.fail("VALUE");
      return 0;
    }
    return rate;
  }

  private history(): number {
    const { reader } = this;
    if (reader.bit(this.calm) !== 0) {
      return 0;
    }
    const history = reader.raw(HISTORY_BITS);
    if (lastSign(history) > 2) {
      reader.fail("VALUE");
      return 0;
    }
    return history;
  }
}
