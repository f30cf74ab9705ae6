import { Contexts } from "./contexts";
import { slots } from "./elements";
import { FREE } from "./entityRows";
import type { FrameReader } from "./frameReader";
import { KeyframeSyntax } from "./keyframeSyntax";
import { KindLayout } from "./kindLayout";
import { keep, predictOne } from "./motion";
import { bitsFor, type GameSchema, roomKinds } from "./schema";
import { SpawnSyntax } from "./spawnSyntax";
import type { StreamState } from "./streamState";
import { update } from "./updateSyntax";

const NO_RUN = -1;

/**
 * The syntax of frames, read; the reading half of DeltaCodec.java, line by line. Holds nothing of a stream: `state` may
 * be another one for each call. After a failed read that state is worthless.
 */
export class DeltaCodec {
  readonly kinds: readonly KindLayout[];
  readonly contexts = new Contexts();
  private readonly capacity: number;
  readonly keyframeSyntax: KeyframeSyntax;
  readonly despawned: readonly [count: number, gap: number];
  readonly spawned: readonly [count: number, gap: number];
  private readonly spawnSyntax: SpawnSyntax;
  private readonly idleRun: number;

  constructor(schema: GameSchema) {
    const { contexts } = this;
    const kinds = roomKinds(schema);
    this.capacity = kinds.length === 0 ? 0 : schema.maxEntities;
    // Contexts are numbered in the order of these lines.
    const owner = "room";
    const role = schema.cells === undefined ? "" : "cell ";
    this.despawned = [
      contexts.unsigned(owner, `${role}despawn count`),
      contexts.unsigned(owner, `${role}despawn gap`),
    ];
    this.spawned = [
      contexts.unsigned(owner, `${role}spawn count`),
      contexts.unsigned(owner, `${role}spawn gap`),
    ];
    this.idleRun = contexts.unsigned(owner, `${role}idle run`);
    const kindBits = bitsFor(Math.max(1, kinds.length));
    const kindTree = contexts.bits(owner, "kind", 1 << kindBits);
    this.kinds = kinds.map((kind) => new KindLayout(kind, schema.maxEntities, contexts));
    this.spawnSyntax = new SpawnSyntax(this.kinds, kindTree, kindBits);
    this.keyframeSyntax = new KeyframeSyntax(contexts, this.kinds, this.spawnSyntax, this.capacity);
  }

  /** The next frame of a stream. */
  step(state: StreamState, reader: FrameReader): void {
    state.frame = (state.frame + 1) & 0xff;
    const { rows } = state;
    slots(reader, state, this.despawned, rows.live, rows.end, false, despawn);
    this.updates(state, reader);
    slots(reader, state, this.spawned, this.capacity - rows.live, this.capacity, true, this.spawn);
  }

  /** The whole state of a stream. */
  keyframe(state: StreamState, reader: FrameReader): void {
    this.keyframeSyntax.keyframe(state, reader);
  }

  /** What became of everything that was there before. */
  updates(state: StreamState, reader: FrameReader): void {
    const { kinds } = this;
    const { rows, activities, ids, resting } = state;
    const end = ids === null ? rows.end : ids.length;
    const runs = reader.usesRuns;
    let run = NO_RUN;
    for (let i = 0; i < end; i++) {
      const slot = ids === null ? i : ids[i]!;
      const number = slot < 0 ? FREE : rows.kinds[slot]!;
      if (number === FREE) {
        continue;
      }
      const kind = kinds[number]!;
      if (resting[slot] === 0) {
        predictOne(state, slot, kind); // nobody's update asks for the row of another
      }
      if (runs && (activities[slot]! & 3) === 0) {
        if (run === NO_RUN) {
          run = reader.unsigned(this.idleRun);
        }
        this.settle(state, slot, kind, run === 0, reader);
        run--;
      } else {
        this.update(state, slot, kind, reader);
      }
      if (reader.error !== null) {
        return;
      }
    }
    if (run > 0) {
      reader.fail("COUNT");
    }
  }

  /** What became of one entity whose prediction is in its row. */
  update(state: StreamState, slot: number, kind: KindLayout, reader: FrameReader): void {
    const steered = kind.ballistic ? state.steered[slot]! * 16 : 0;
    const changed = reader.bit(kind.changed + state.activities[slot]! + steered) !== 0;
    this.settle(state, slot, kind, changed, reader);
  }

  private settle(
    state: StreamState,
    slot: number,
    kind: KindLayout,
    changed: boolean,
    reader: FrameReader,
  ): void {
    if (changed) {
      state.resting[slot] = 0;
      if (update(state, slot, kind, reader)) {
        this.spawnSyntax.relaunch(state, slot, kind, reader);
      }
    } else if (state.resting[slot] === 0) {
      keep(state, slot, kind);
    }
  }

  /** A new entity in a free slot. */
  spawnAs(state: StreamState, slot: number, generation: number, reader: FrameReader): void {
    const kind = this.spawnSyntax.beginning(state.rows, slot, generation, state.lastSpawned, reader);
    if (kind !== null) {
      this.spawnSyntax.moving(state, slot, kind, reader);
    }
  }

  private readonly spawn = (state: StreamState, slot: number, reader: FrameReader): void => {
    this.spawnAs(state, slot, state.frame, reader);
  };
}

function despawn({ rows }: StreamState, slot: number): void {
  rows.despawn(slot);
}
