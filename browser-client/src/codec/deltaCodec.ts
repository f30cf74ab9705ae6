import { Contexts } from "./contexts";
import { slots } from "./elements";
import { FREE } from "./entityRows";
import type { FrameReader } from "./frameReader";
import { KeyframeSyntax } from "./keyframeSyntax";
import { KindLayout } from "./kindLayout";
import { keep, predict } from "./motion";
import * as orders from "./orders";
import { bitsFor, type GameSchema } from "./schema";
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
  private readonly spawnSyntax: SpawnSyntax;
  private readonly keyframeSyntax: KeyframeSyntax;
  private readonly despawned: readonly [count: number, gap: number];
  private readonly spawned: readonly [count: number, gap: number];
  private readonly idleRun: number;

  constructor(schema: GameSchema) {
    const { contexts } = this;
    this.capacity = schema.entities.length === 0 ? 0 : schema.maxEntities;
    // Contexts are numbered in the order of these lines.
    const owner = "room";
    this.despawned = [
      contexts.unsigned(owner, "despawn count", orders.DESPAWN_COUNT),
      contexts.unsigned(owner, "despawn gap", orders.DESPAWN_GAP),
    ];
    this.spawned = [
      contexts.unsigned(owner, "spawn count", orders.SPAWN_COUNT),
      contexts.unsigned(owner, "spawn gap", orders.SPAWN_GAP),
    ];
    this.idleRun = contexts.unsigned(owner, "idle run", orders.IDLE_RUN);
    const kindBits = bitsFor(Math.max(1, schema.entities.length));
    const kindTree = contexts.bits(owner, "kind", 1 << kindBits);
    this.kinds = schema.entities.map((kind) => new KindLayout(kind, schema.maxEntities, contexts));
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

  private updates(state: StreamState, reader: FrameReader): void {
    const { kinds } = this;
    const { rows, activities, steered } = state;
    const { end } = rows;
    predict(state, kinds);
    const runs = reader.usesRuns;
    let run = NO_RUN;
    for (let slot = 0; slot < end; slot++) {
      const number = rows.kinds[slot]!;
      if (number === FREE) {
        continue;
      }
      const kind = kinds[number]!;
      let changed: boolean;
      if (runs && activities[slot] === 0) {
        if (run === NO_RUN) {
          run = reader.unsigned(this.idleRun);
        }
        changed = run === 0;
        run--;
      } else {
        changed =
          reader.bit(kind.changed + activities[slot]! + (kind.ballistic ? steered[slot]! * 16 : 0)) !== 0;
      }
      if (changed) {
        if (update(state, slot, kind, reader)) {
          this.spawnSyntax.relaunch(state, slot, kind, reader);
        }
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

  private readonly spawn = (state: StreamState, slot: number, reader: FrameReader): void => {
    const kind = this.spawnSyntax.beginning(state.rows, slot, state.frame, state.lastSpawned, reader);
    if (kind !== null) {
      this.spawnSyntax.moving(state, slot, kind, reader);
    }
  };
}

function despawn({ rows }: StreamState, slot: number): void {
  rows.despawn(slot);
}
