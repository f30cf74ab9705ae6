import { BitReader } from "./bitReader";
import { Contexts } from "./contexts";
import { type EntityRows, FREE } from "./entityRows";
import type { FrameError } from "./frameError";
import { HISTORY_BITS, lastLength, lastSign, lengthBeforeLast, lengthOf } from "./history";
import { type KindLayout, kindLayout } from "./kindLayout";
import { correct, keep, MAX_VELOCITY, predict, valueAhead } from "./motion";
import { bitsFor, type GameSchema } from "./schema";
import { StreamState } from "./streamState";

const NO_RUN = -1;

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
  private readonly reader: BitReader;
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
  private readonly liveCount: number;
  private readonly liveGap: number;
  private readonly kindTree: number;
  private readonly resting: number;
  private readonly calm: number;
  private readonly still: number;
  private readonly keyVelocity: number;
  private readonly keyTurnRate: number;
  private inStream = false;

  constructor(schema: GameSchema) {
    const contexts = new Contexts();
    this.capacity = schema.entities.length === 0 ? 0 : schema.maxEntities;
    this.kindBits = bitsFor(Math.max(1, schema.entities.length));
    this.despawnCount = contexts.unsigned(0);
    this.despawnGap = contexts.unsigned(4);
    this.spawnCount = contexts.unsigned(0);
    this.spawnGap = contexts.unsigned(2);
    this.idleRun = contexts.unsigned(3);
    this.liveCount = contexts.unsigned(5);
    this.liveGap = contexts.unsigned(0);
    this.kindTree = contexts.bits(1 << this.kindBits);
    this.resting = contexts.bits(1);
    this.calm = contexts.bits(1);
    this.still = contexts.bits(1);
    this.keyVelocity = contexts.signed(8);
    this.keyTurnRate = contexts.signed(6);
    this.kinds = schema.entities.map((kind) => kindLayout(kind, schema.maxEntities, contexts));
    this.state = new StreamState(schema, this.kinds);
    this.reader = new BitReader(contexts);
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
    return activities[slot]! + (moved === 0 ? 0 : 4) + (turned === 0 ? 0 : 8);
  }

  private update(slot: number, kind: KindLayout): void {
    const { state, reader, residuals } = this;
    const values = state.rows.values;
    const row = slot * state.rows.stride;
    const tracks = slot * (state.axes + state.turns);
    const relaunched = kind.ballistic && this.flight(slot, kind);
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
        kind.turns[angle]! + Math.min(3, lastLength(history)) * 4 + Math.min(3, lengthBeforeLast(history));
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
      this.launch(slot, kind);
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
      Math.min(5, lastLength(history)) * 8 +
      Math.min(3, lengthBeforeLast(history)) * 2 +
      (length >= 3 ? 1 : 0)
    );
  }

  /** Whether a new launch follows; otherwise the flight goes on, or changes between straight and steered. */
  private flight(slot: number, kind: KindLayout): boolean {
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

  private launch(slot: number, kind: KindLayout): void {
    const { state, reader } = this;
    for (let axis = 0; axis < 2; axis++) {
      const subBits = kind.subBits[axis]!;
      const fraction = reader.raw(subBits);
      const velocity = reader.signed(kind.launchVelocity, 0);
      if (Math.abs(velocity) > MAX_VELOCITY) {
        reader.fail("VALUE");
        return;
      }
      const cell = state.rows.values[slot * state.rows.stride + kind.linear[axis]!]! << subBits;
      state.positions[slot * state.axes + axis] = cell + fraction;
      state.velocities[slot * state.axes + axis] = velocity;
      state.histories[slot * (state.axes + state.turns) + axis] = 0;
    }
    state.steered[slot] = 0;
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
      const kind = this.entity(slot, state.frame, state.lastSpawned);
      if (kind === null) {
        return;
      }
      state.rest(slot, kind);
      if (kind.ballistic) {
        this.launch(slot, kind);
      }
      state.spawned[i] = slot;
      previous = slot;
    }
    state.spawnedCount = count;
  }

  /** A whole row; null after a fault. */
  private entity(slot: number, generation: number, lastOfKind: readonly Int32Array[]): KindLayout | null {
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
    this.rawValues(rows.values, row, kind, kind.angles);
    this.rawValues(rows.values, row, kind, kind.linear);
    return reader.error === null ? kind : null;
  }

  private rawValues(values: Int32Array, row: number, kind: KindLayout, fields: Int32Array): void {
    for (const field of fields) {
      const value = this.reader.raw(kind.bits[field]!);
      if (value >= kind.levels[field]!) {
        this.reader.fail("VALUE");
        return;
      }
      values[row + field] = value;
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
      const kind = this.entity(slot, generation, this.lastKeyed);
      if (kind === null) {
        return;
      }
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
      state.steered[slot] = reader.raw(1);
    }
    for (let axis = 0; axis < kind.linear.length; axis++) {
      if (reader.bit(this.resting) !== 0) {
        continue;
      }
      const at = slot * state.axes + axis;
      const subBits = kind.subBits[axis]!;
      const cell = state.rows.values[slot * state.rows.stride + kind.linear[axis]!]! << subBits;
      state.positions[at] = cell + reader.raw(subBits);
      state.velocities[at] = this.rate(MAX_VELOCITY, this.keyVelocity);
      state.histories[tracks + axis] = this.history();
    }
    for (let angle = 0; angle < kind.angles.length; angle++) {
      const half = kind.levels[kind.angles[angle]!]! << 7;
      state.turnRates[slot * state.turns + angle] = this.rate(half, this.keyTurnRate);
      state.histories[tracks + state.axes + angle] = this.history();
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
