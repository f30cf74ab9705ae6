import type { Contexts } from "./contexts";
import type { FrameReader } from "./frameReader";
import { HISTORY_BITS, lastSign } from "./history";
import { type KindLayout, NONE } from "./kindLayout";
import type { LaunchMemory } from "./launchMemory";
import { MAX_VELOCITY } from "./motion";
import * as orders from "./orders";
import { rawValue, type SpawnSyntax } from "./spawnSyntax";
import type { StreamState } from "./streamState";

/** The whole state of a stream, predictor included; the reading half of KeyframeSyntax.java. */
export class KeyframeSyntax {
  private readonly kinds: readonly KindLayout[];
  private readonly spawns: SpawnSyntax;
  private readonly capacity: number;
  private readonly lastKeyed: readonly Int32Array[];
  private readonly liveCount: number;
  private readonly liveGap: number;
  private readonly steered: number;
  private readonly launched: number;
  private readonly resting: number;
  private readonly calm: number;
  private readonly still: number;
  private readonly velocity: number;
  private readonly turnRate: number;
  private readonly remembered: number;
  private readonly speed: number;
  private readonly reach: number;

  constructor(contexts: Contexts, kinds: readonly KindLayout[], spawns: SpawnSyntax, capacity: number) {
    this.kinds = kinds;
    this.spawns = spawns;
    this.capacity = capacity;
    this.lastKeyed = kinds.map((kind) => new Int32Array(kind.fieldCount));
    // Contexts are numbered in the order of these lines.
    this.liveCount = contexts.unsigned("key", "live count", orders.LIVE_COUNT);
    this.liveGap = contexts.unsigned("key", "live gap", orders.LIVE_GAP);
    this.steered = contexts.bits("key", "is steered", 1);
    this.launched = contexts.bits("key", "launched", 1);
    this.resting = contexts.bits("key", "resting", 1);
    this.calm = contexts.bits("key", "calm", 1);
    this.still = contexts.bits("key", "still", 1);
    this.velocity = contexts.signed("key", "velocity", orders.KEY_VELOCITY);
    this.turnRate = contexts.signed("key", "turn rate", orders.KEY_TURN_RATE);
    this.remembered = contexts.bits("key", "remembered", 1);
    this.speed = contexts.unsigned("key", "speed", orders.KEY_VELOCITY);
    this.reach = contexts.signed("key", "reach", orders.KEY_VELOCITY);
  }

  keyframe(state: StreamState, reader: FrameReader): void {
    const { kinds } = this;
    state.rows.clear();
    state.frame = reader.raw(8);
    for (let i = 0; i < kinds.length; i++) {
      this.lastKeyed[i]!.fill(0);
      rawValues(state.lastSpawned[i]!, 0, kinds[i]!, kinds[i]!.others, reader);
      rawValues(state.lastSpawned[i]!, 0, kinds[i]!, kinds[i]!.flags, reader);
      this.launches(state.launches[i]!, kinds[i]!, reader);
    }
    const count = reader.unsigned(this.liveCount);
    if (reader.error !== null || count > this.capacity) {
      reader.fail("COUNT");
      return;
    }
    let previous = -1;
    for (let i = 0; i < count && reader.error === null; i++) {
      previous = this.entity(state, previous, reader);
    }
  }

  private entity(state: StreamState, previous: number, reader: FrameReader): number {
    const { rows } = state;
    const slot = previous + 1 + reader.unsigned(this.liveGap);
    if (reader.error !== null || slot >= this.capacity) {
      reader.fail("SLOT");
      return slot;
    }
    const generation = reader.raw(8);
    const kind = this.spawns.beginning(rows, slot, generation, this.lastKeyed, reader);
    if (kind !== null) {
      rawValues(rows.values, slot * rows.stride, kind, kind.angles, reader);
      rawValues(rows.values, slot * rows.stride, kind, kind.linear, reader);
      state.rest(slot, kind);
      this.predictor(state, slot, kind, reader);
    }
    return slot;
  }

  private launches(memory: LaunchMemory, kind: KindLayout, reader: FrameReader): void {
    if (!kind.ballistic && kind.owner === NONE) {
      return;
    }
    for (let model = 0; model < kind.models; model++) {
      if (reader.bit(this.remembered) === 0) {
        memory.forget(model);
        continue;
      }
      memory.speeds[model] = reader.unsigned(this.speed);
      memory.classes[model] = reader.raw(3);
      memory.reaches[model] = reader.signed(this.reach, 0);
      if (!memory.isValid(model)) {
        reader.fail("VALUE");
        return;
      }
    }
  }

  private predictor(state: StreamState, slot: number, kind: KindLayout, reader: FrameReader): void {
    const { rows, positions, velocities, histories } = state;
    const tracks = slot * (state.axes + state.turns);
    state.activities[slot] = reader.raw(2);
    if (kind.ballistic) {
      state.steered[slot] = reader.bit(this.steered);
    }
    const launched = kind.ballistic && state.steered[slot] === 0 && reader.bit(this.launched) !== 0;
    for (let axis = 0; axis < kind.linear.length; axis++) {
      // Whoever flies as the last launch of its kind did, along its heading, has a known velocity.
      const isFlight = launched && axis < 2;
      if (!isFlight && reader.bit(this.resting) !== 0) {
        continue;
      }
      const at = slot * state.axes + axis;
      const subBits = kind.subBits[axis]!;
      const cell = rows.values[slot * rows.stride + kind.linear[axis]!]! << subBits;
      positions[at] = cell + reader.raw(subBits);
      velocities[at] = isFlight
        ? this.spawns.launchVelocity(state, slot, kind, axis)
        : this.rate(MAX_VELOCITY, this.velocity, reader);
      histories[tracks + axis] = this.history(reader);
    }
    for (let angle = 0; angle < kind.angles.length; angle++) {
      const half = kind.levels[kind.angles[angle]!]! << 7;
      state.turnRates[slot * state.turns + angle] = this.rate(half, this.turnRate, reader);
      histories[tracks + state.axes + angle] = this.history(reader);
    }
  }

  private rate(bound: number, context: number, reader: FrameReader): number {
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

  private history(reader: FrameReader): number {
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

function rawValues(
  values: Int32Array,
  row: number,
  kind: KindLayout,
  fields: Int32Array,
  reader: FrameReader,
): void {
  for (const field of fields) {
    rawValue(values, row, kind, field, reader);
  }
}
