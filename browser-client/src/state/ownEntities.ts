import type { EntitySchema } from "../codec/schema";
import type { OwnedEntity } from "../protocol/snapshotReader";
import type { InputHistory } from "./inputHistory";
import { PredictedEntity, type Rule, type Run } from "./prediction";
import type { Snapshot, SnapshotBuffer } from "./snapshotBuffer";

/** Those of our entities whose kind has a rule, by slot. */
export class OwnEntities {
  readonly predicted = new Map<number, PredictedEntity>();
  private readonly generations = new Map<number, number>(); // of the newest one in each slot
  private readonly kinds: readonly EntitySchema[];
  private readonly rules: ReadonlyMap<string, Rule>;
  private readonly inputs: InputHistory;
  private readonly run: Run;

  constructor(
    kinds: readonly EntitySchema[],
    rules: ReadonlyMap<string, Rule>,
    inputs: InputHistory,
    run: Run,
  ) {
    this.kinds = kinds;
    this.rules = rules;
    this.inputs = inputs;
    this.run = run;
  }

  clear(): void {
    this.predicted.clear();
  }

  /** Whether what an older snapshot holds was predicted and has ended: it is not shown again where others see it. */
  isGone(slot: number, older: Snapshot, newest: Snapshot): boolean {
    return this.generations.get(slot) === older.generations[slot] && !newest.isSameEntity(older, slot);
  }

  /** A snapshot is in the buffer; answers how many predictions it contradicted. */
  reconcile(owned: ReadonlyMap<number, OwnedEntity>, buffer: SnapshotBuffer, fraction: number): number {
    let corrections = 0;
    for (const [slot, entity] of this.predicted) {
      const now = owned.get(slot);
      if (now === undefined || !entity.isOf(now)) {
        this.predicted.delete(slot);
      }
    }
    for (const [slot, entity] of owned) {
      const kind = this.kinds[entity.kind]!;
      const rule = this.rules.get(kind.name);
      if (rule === undefined) {
        continue;
      }
      let predicted = this.predicted.get(slot);
      if (predicted === undefined) {
        predicted = new PredictedEntity(entity, kind, rule);
        this.predicted.set(slot, predicted);
        this.generations.set(slot, entity.generation);
      }
      corrections += Number(predicted.reconcile(entity, this.inputs, fraction, this.run, buffer));
    }
    return corrections;
  }

  /** An input was made. */
  step(): void {
    for (const entity of this.predicted.values()) {
      entity.step(this.inputs, this.run);
    }
  }

  settle(elapsedMillis: number): void {
    for (const entity of this.predicted.values()) {
      entity.settle(elapsedMillis);
    }
  }
}
