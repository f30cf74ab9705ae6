import type { Contexts } from "./contexts";
import { rawValues, slots } from "./elements";
import type { FrameReader } from "./frameReader";
import { activityAfter, HISTORY_BITS, lastLength, lastSign } from "./history";
import { type KindLayout, NONE } from "./kindLayout";
import { UNKNOWN_LAUNCH } from "./launchMemory";
import { bounded, MAX_VELOCITY } from "./motion";
import type { SpawnSyntax } from "./spawnSyntax";
import type { StreamState } from "./streamState";

/** The whole state of a stream, predictor included; the reading half of KeyframeSyntax.java. */
export class KeyframeSyntax {
  private readonly kinds: readonly KindLayout[];
  private readonly spawns: SpawnSyntax;
  private readonly capacity: number;
  private readonly lastKeyed: readonly Int32Array[];
  readonly live: readonly [count: number, gap: number];
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
    this.lastKeyed = kinds.map((kind) => new Int32Array(kind.fields.length));
    // Contexts are numbered in the order of these lines.
    const owner = "key";
    this.live = [contexts.unsigned(owner, "live count"), contexts.unsigned(owner, "live gap")];
    this.steered = contexts.bits(owner, "is steered");
    this.launched = contexts.bits(owner, "launched");
    this.resting = contexts.bits(owner, "resting");
    this.calm = contexts.bits(owner, "calm");
    this.still = contexts.bits(owner, "still");
    this.velocity = contexts.signed(owner, "velocity");
    this.turnRate = contexts.signed(owner, "turn rate");
    this.remembered = contexts.bits(owner, "remembered");
    this.speed = contexts.unsigned(owner, "speed");
    this.reach = contexts.signed(owner, "reach");
  }

  keyframe(state: StreamState, reader: FrameReader): void {
    state.rows.clear();
    state.frame = reader.raw(8);
    this.memory(state, reader);
    slots(reader, state, this.live, this.capacity, this.capacity, true, this.entity);
  }

  /** What is remembered of spawns and launches. */
  memory(state: StreamState, reader: FrameReader): void {
    this.beginRecords();
    for (let i = 0; i < this.kinds.length; i++) {
      const kind = this.kinds[i]!;
      rawValues(reader, kind.others, state.lastSpawned[i]!, 0, 0);
      rawValues(reader, kind.flags, state.lastSpawned[i]!, 0, 0);
      if (kind.ballistic || kind.owner !== NONE) {
        for (const memory of state.launches[i]!) {
          const isKnown = reader.bit(this.remembered) !== 0;
          memory.speed = isKnown ? reader.unsigned(this.speed) : 0;
          memory.launchClass = isKnown ? reader.raw(3) : UNKNOWN_LAUNCH;
          memory.reach = isKnown ? reader.signed(this.reach, 0) : 0;
          if (!memory.isValid()) {
            reader.fail("VALUE");
          }
        }
      }
    }
  }

  /** Entities that follow are alike to each other, not to what came before. */
  beginRecords(): void {
    for (const last of this.lastKeyed) {
      last.fill(0);
    }
  }

  /** One entity with its predictor's state, into a free slot. */
  readonly entity = (state: StreamState, slot: number, reader: FrameReader): void => {
    const { rows } = state;
    const kind = this.spawns.beginning(rows, slot, reader.raw(8), this.lastKeyed, reader);
    if (kind !== null) {
      rawValues(reader, kind.angles, rows.values, slot * rows.stride, 0);
      rawValues(reader, kind.linear, rows.values, slot * rows.stride, 0);
      state.rest(slot, kind);
      this.predictor(state, slot, kind, reader);
    }
  };

  private predictor(state: StreamState, slot: number, kind: KindLayout, reader: FrameReader): void {
    const { rows, positions, velocities, histories, axes, turns } = state;
    const tracks = slot * (axes + turns);
    const activity = reader.raw(2);
    let launched = false;
    let moved = 0;
    let turned = 0;
    if (kind.ballistic) {
      state.steered[slot] = reader.bit(this.steered);
      launched = state.steered[slot] === 0 && reader.bit(this.launched) !== 0;
    }
    for (let axis = 0; axis < kind.linear.length; axis++) {
      // Whoever flies as the last launch of its kind did, along its heading, has a known velocity.
      const isFlight = launched && axis < 2;
      if (isFlight || reader.bit(this.resting) === 0) {
        const { place, subBits } = kind.linear[axis]!;
        const at = slot * axes + axis;
        positions[at] = (rows.values[slot * rows.stride + place]! << subBits) + reader.raw(subBits);
        velocities[at] = isFlight
          ? this.spawns.launchVelocity(state, slot, kind, axis)
          : this.rate(MAX_VELOCITY, this.velocity, reader);
        const history = this.history(reader);
        histories[tracks + axis] = history;
        moved |= lastLength(history);
      }
    }
    for (let angle = 0; angle < kind.angles.length; angle++) {
      const half = kind.angles[angle]!.levels << 7;
      state.turnRates[slot * turns + angle] = this.rate(half, this.turnRate, reader);
      const history = this.history(reader);
      histories[tracks + axes + angle] = history;
      turned |= lastLength(history);
    }
    state.activities[slot] = activityAfter(activity, moved, turned);
  }

  private rate(bound: number, context: number, reader: FrameReader): number {
    const rate = reader.bit(this.still) === 0 ? reader.signed(context, 0) : 0;
    if (rate !== bounded(rate, bound)) {
      reader.fail("VALUE");
    }
    return rate;
  }

  private history(reader: FrameReader): number {
    const history = reader.bit(this.calm) === 0 ? reader.raw(HISTORY_BITS) : 0;
    if (lastSign(history) > 2) {
      reader.fail("VALUE");
    }
    return history;
  }
}
