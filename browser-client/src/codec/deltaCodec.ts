import { Contexts } from "./contexts";
import { FREE } from "./entityRows";
import type { FrameReader } from "./frameReader";
import { lastLength } from "./history";
import { KeyframeSyntax } from "./keyframeSyntax";
import { type KindLayout, kindLayout } from "./kindLayout";
import { keep, predict } from "./motion";
import * as orders from "./orders";
import { bitsFor, type GameSchema, roomKinds } from "./schema";
import { SpawnSyntax } from "./spawnSyntax";
import type { StreamState } from "./streamState";
import { UpdateSyntax } from "./updateSyntax";

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
  private readonly updateSyntax: UpdateSyntax;
  private readonly keyframeSyntax: KeyframeSyntax;
  private readonly despawnCount: number;
  private readonly despawnGap: number;
  private readonly spawnCount: number;
  private readonly spawnGap: number;
  private readonly idleRun: number;

  constructor(schema: GameSchema) {
    const { contexts } = this;
    const kinds = roomKinds(schema);
    this.capacity = kinds.length === 0 ? 0 : schema.maxEntities;
    // Contexts are numbered in the order of these lines.
    this.despawnCount = contexts.unsigned("room", "despawn count", orders.DESPAWN_COUNT);
    this.despawnGap = contexts.unsigned("room", "despawn gap", orders.DESPAWN_GAP);
    this.spawnCount = contexts.unsigned("room", "spawn count", orders.SPAWN_COUNT);
    this.spawnGap = contexts.unsigned("room", "spawn gap", orders.SPAWN_GAP);
    this.idleRun = contexts.unsigned("room", "idle run", orders.IDLE_RUN);
    const kindBits = bitsFor(Math.max(1, kinds.length));
    const kindTree = contexts.bits("room", "kind", 1 << kindBits);
    this.kinds = kinds.map((kind) => kindLayout(kind, schema.maxEntities, contexts));
    this.spawnSyntax = new SpawnSyntax(this.kinds, kindTree, kindBits);
    const widest = Math.max(0, ...this.kinds.map((kind) => kind.fieldCount));
    this.updateSyntax = new UpdateSyntax(this.spawnSyntax, widest);
    this.keyframeSyntax = new KeyframeSyntax(contexts, this.kinds, this.spawnSyntax, this.capacity);
  }

  /** The next frame of a stream. */
  step(state: StreamState, reader: FrameReader): void {
    state.frame = (state.frame + 1) & 0xff;
    this.despawns(state, reader);
    if (reader.error === null) {
      this.updates(state, reader);
    }
    if (reader.error === null) {
      this.spawns(state, reader);
    }
  }

  /** The whole state of a stream. */
  keyframe(state: StreamState, reader: FrameReader): void {
    this.keyframeSyntax.keyframe(state, reader);
  }

  private despawns({ rows }: StreamState, reader: FrameReader): void {
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
      previous = slot;
    }
  }

  private updates(state: StreamState, reader: FrameReader): void {
    const { kinds } = this;
    const { rows, activities } = state;
    const { end } = rows;
    const runs = reader.usesRuns;
    let run = NO_RUN;
    for (let slot = 0; slot < end; slot++) {
      const number = rows.kinds[slot]!;
      if (number === FREE) {
        continue;
      }
      const kind = kinds[number]!;
      predict(state, slot, kind);
      let changed: boolean;
      if (runs && activities[slot] === 0) {
        if (run === NO_RUN) {
          run = reader.unsigned(this.idleRun);
        }
        changed = run === 0;
        run--;
      } else {
        changed = reader.bit(kind.changed + changedContext(state, slot, kind)) !== 0;
      }
      if (changed) {
        this.updateSyntax.update(state, slot, kind, reader);
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

  private spawns(state: StreamState, reader: FrameReader): void {
    const { rows } = state;
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
      const kind = this.spawnSyntax.beginning(rows, slot, state.frame, state.lastSpawned, reader);
      if (kind === null) {
        return;
      }
      this.spawnSyntax.moving(state, slot, kind, reader);
      if (reader.error !== null) {
        return;
      }
      previous = slot;
    }
  }
}

/** Activity, whether an axis and whether an angle was off the last time, whether it is steered. */
function changedContext(state: StreamState, slot: number, kind: KindLayout): number {
  const { histories, axes, turns } = state;
  const tracks = slot * (axes + turns);
  let moved = 0;
  for (let axis = 0; axis < kind.linear.length; axis++) {
    moved |= lastLength(histories[tracks + axis]!);
  }
  let turned = 0;
  for (let angle = 0; angle < kind.angles.length; angle++) {
    turned |= lastLength(histories[tracks + axes + angle]!);
  }
  const steered = kind.ballistic ? state.steered[slot]! * 16 : 0;
  return steered + state.activities[slot]! + (moved === 0 ? 0 : 4) + (turned === 0 ? 0 : 8);
}
