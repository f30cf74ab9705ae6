import type { EntitySchema } from "../codec/schema";
import type { OwnedEntity } from "../protocol/snapshotReader";
import type { InputHistory } from "./inputHistory";
import { PredictedEntity, type Rule, type Run } from "./prediction";
import type { Snapshot, SnapshotBuffer } from "./snapshotBuffer";
import { WorldView } from "./worldView";

/** What prediction reads of a room; kept by the replica. */
export interface PredictionSource {
  readonly kinds: readonly EntitySchema[];
  readonly rules: ReadonlyMap<string, Rule>;
  readonly inputs: InputHistory;
  readonly buffer: SnapshotBuffer;
  readonly owned: ReadonlyMap<number, OwnedEntity>;
  readonly tickSeconds: number;
}

/** How a game that predicts makes its own entities. */
export type PredictionFactory = (source: PredictionSource) => OwnEntities;

/** Those of our entities whose kind has a rule, by slot. */
export class OwnEntities {
  readonly predicted = new Map<number, PredictedEntity>();
  private readonly generations = new Map<number, number>(); // of the newest one in each slot
  private readonly source: PredictionSource;
  private readonly run: Run;

  constructor(source: PredictionSource) {
    this.source = source;
    this.run = { tickSeconds: source.tickSeconds, world: new WorldView(source) };
  }

  clear(): void {
    this.predicted.clear();
  }

  /** Whether what an older snapshot holds was predicted and has ended: it is not shown again where others see it. */
  isGone(slot: number, older: Snapshot, newest: Snapshot): boolean {
    return this.generations.get(slot) === older.generations[slot] && !newest.isSameEntity(older, slot);
  }

  /** A snapshot is in the buffer; answers how many predictions it contradicted. */
  reconcile(fraction: number): number {
    const { kinds, rules, inputs, buffer, owned } = this.source;
    let corrections = 0;
    for (const [slot, entity] of this.predicted) {
      const now = owned.get(slot);
      if (now === undefined || !entity.isOf(now)) {
        this.predicted.delete(slot);
      }
    }
    for (const [slot, entity] of owned) {
      const kind = kinds[entity.kind]!;
      const rule = rules.get(kind.name);
      if (rule === undefined) {
        continue;
      }
      let predicted = this.predicted.get(slot);
      if (predicted === undefined) {
        predicted = new PredictedEntity(entity, kind, rule);
        this.predicted.set(slot, predicted);
        this.generations.set(slot, entity.generation);
      }
      corrections += Number(predicted.reconcile(entity, inputs, fraction, this.run, buffer));
    }
    return corrections;
  }

  /** An input was made. */
  step(): void {
    for (const entity of this.predicted.values()) {
      entity.step(this.source.inputs, this.run);
    }
  }

  settle(elapsedMillis: number): void {
    for (const entity of this.predicted.values()) {
      entity.settle(elapsedMillis);
    }
  }
}
