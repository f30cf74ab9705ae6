import type { EntityRows } from "../../src/codec/entityRows";
import type { EntitySchema, GameSchema } from "../../src/codec/schema";
import type { OwnedEntity } from "../../src/protocol/snapshotReader";
import { Snapshot } from "../../src/state/snapshotBuffer";

/** All that is known of the room after one snapshot; never changed. */
export interface Moment {
  readonly tick: number;
  readonly rows: Snapshot;
  readonly owned: readonly OwnedEntity[];
}

/** Copies what a decoder has just decoded. */
export function momentOf(tick: number, rows: EntityRows, owned: Iterable<OwnedEntity>): Moment {
  const copy = new Snapshot();
  copy.copy(tick, rows);
  return { tick, rows: copy, owned: [...owned] };
}

/** One entity on display. Times are of the display's clock, in milliseconds. */
export interface Tracked {
  readonly id: number;
  readonly kind: number;
  readonly generation: number;
  /** Raw values: the fields that everybody sees, then the owner's; NaN where we are not told. */
  readonly raw: Float64Array;
  /** When each of them changed last; never, if it is as it was at first. */
  readonly changedMillis: Float64Array;
  readonly bornMillis: number;
  isMine: boolean;
  seen: number;
}

/** The room on display: what changed when, from one moment to the next. Knows no clock and no page. */
export class WorldModel {
  tick = 0;
  /** By kind, in the order of the schema; each ascending by id. Replaced where one has come or gone. */
  readonly kinds: readonly Tracked[][];
  private readonly schema: readonly EntitySchema[];
  private readonly byId = new Map<number, Tracked>();
  private taken = 0;

  constructor(schema: GameSchema) {
    this.schema = schema.entities;
    this.kinds = schema.entities.map(() => []);
  }

  get count(): number {
    return this.byId.size;
  }

  /** Shows another moment. */
  take({ tick, rows, owned }: Moment, nowMillis: number): void {
    this.tick = tick;
    this.taken++;
    const changedKinds = new Set<number>();
    for (let slot = 0; slot < rows.end; slot++) {
      const kind = rows.kinds[slot]!;
      if (kind < 0) continue;
      const entity = this.entity(slot, kind, rows.generations[slot]!, nowMillis, changedKinds);
      entity.isMine = false;
      const { length } = this.schema[kind]!.fields;
      for (let field = 0; field < length; field++) set(entity, field, rows.value(slot, field), nowMillis);
    }
    for (const { slot, kind, generation, values, row } of owned) {
      const entity = this.entity(slot, kind, generation, nowMillis, changedKinds);
      entity.isMine = true;
      row?.forEach((value, field) => {
        set(entity, field, value, nowMillis);
      });
      const first = this.schema[kind]!.fields.length;
      values.forEach((value, field) => {
        set(entity, first + field, value, nowMillis);
      });
    }
    for (const [id, entity] of this.byId) {
      if (entity.seen !== this.taken) {
        this.byId.delete(id);
        changedKinds.add(entity.kind);
      }
    }
    for (const kind of changedKinds) {
      const living = this.kinds[kind]!;
      living.length = 0;
      for (const entity of this.byId.values()) if (entity.kind === kind) living.push(entity);
      living.sort((a, b) => a.id - b.id);
    }
  }

  private entity(
    id: number,
    kind: number,
    generation: number,
    nowMillis: number,
    changedKinds: Set<number>,
  ): Tracked {
    const known = this.byId.get(id);
    if (known?.kind === kind && known.generation === generation) {
      known.seen = this.taken;
      return known;
    }
    const { fields, ownerFields } = this.schema[kind]!;
    const count = fields.length + ownerFields.length;
    const entity: Tracked = {
      id,
      kind,
      generation,
      raw: new Float64Array(count).fill(Number.NaN),
      changedMillis: new Float64Array(count).fill(Number.NEGATIVE_INFINITY),
      bornMillis: nowMillis,
      isMine: false,
      seen: this.taken,
    };
    if (known !== undefined) changedKinds.add(known.kind);
    changedKinds.add(kind);
    this.byId.set(id, entity);
    return entity;
  }
}

function set({ raw, changedMillis }: Tracked, field: number, value: number, nowMillis: number): void {
  if (raw[field] !== value) {
    if (!Number.isNaN(raw[field]!)) changedMillis[field] = nowMillis;
    raw[field] = value;
  }
}
