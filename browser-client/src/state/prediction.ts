import type { EntitySchema } from "../codec/schema";
import { type Fields, type FieldValue, writeFields } from "../protocol/fields";
import type { OwnedEntity } from "../protocol/snapshotReader";
import type { InputHistory } from "./inputHistory";
import type { SnapshotBuffer } from "./snapshotBuffer";
import type { WorldView } from "./worldView";

const HISTORY = 64; // as many inputs as may be pending
const ERROR_MILLIS = 100; // time constant with which the picture takes a correction back
const SNAP = 64; // world units beyond which a correction is shown at once

/** A rule as the prediction calls it; types are the public surface's business. */
export type Rule = (me: Fields, input: Fields, tickSeconds: number, world: WorldView) => void;

/** What running a rule takes. */
export interface Run {
  readonly tickSeconds: number;
  readonly world: WorldView;
}

/** One of our own entities, ahead of the server by the pending inputs. */
export class PredictedEntity {
  readonly slot: number;
  readonly kindNumber: number;
  readonly generation: number;
  /** The state after the newest input: owner fields exact, the others as last received. */
  readonly me: Fields;
  private readonly kind: EntitySchema;
  private readonly rule: Rule;
  private readonly smooth: readonly string[];
  /** Owner fields by sequence. */
  readonly history = new Map<number, readonly FieldValue[]>();
  private now: readonly number[] = []; // smooth fields after the newest input
  private next: readonly number[] = []; // and a tick later, if the input stays
  /** What the picture still owes, by smooth field. */
  error: number[];

  constructor(owned: OwnedEntity, kind: EntitySchema, rule: Rule) {
    this.slot = owned.slot;
    this.kindNumber = owned.kind;
    this.generation = owned.generation;
    this.kind = kind;
    this.rule = rule;
    this.me = { id: owned.slot };
    this.smooth = kind.fields.filter((field) => field.kind === "linear").map(({ name }) => name);
    this.error = this.smooth.map(() => 0);
  }

  isOf(owned: OwnedEntity): boolean {
    return owned.kind === this.kindNumber && owned.generation === this.generation;
  }

  /**
   * Starts from the server's state and runs the pending inputs again. `fraction` of the present tick has elapsed.
   * Answers whether the server's state is not what was predicted for it.
   */
  reconcile(
    owned: OwnedEntity,
    inputs: InputHistory,
    fraction: number,
    run: Run,
    buffer: SnapshotBuffer,
  ): boolean {
    const { kind, me, history } = this;
    const isNew = history.size === 0;
    const drawn = this.placed(fraction);
    const { values, stride } = buffer.at(0)!;
    writeFields(me, kind.fields, owned.row ?? values, owned.row === null ? this.slot * stride : 0);
    writeFields(me, kind.ownerFields, owned.values);
    const predicted = history.get(inputs.acknowledged);
    const isContradicted = this.save().some(
      (value, i) =>
        predicted !== undefined &&
        predicted[i] !== value &&
        !(Number.isNaN(value) && Number.isNaN(predicted[i])),
    );
    this.remember(inputs.acknowledged);
    run.world.replaying = true;
    for (let sequence = inputs.acknowledged + 1; sequence <= inputs.newest; sequence++) {
      this.apply(inputs.at(sequence), run);
      this.remember(sequence);
    }
    this.lookAhead(inputs, run);
    if (!isNew) {
      this.owe(drawn, fraction);
    }
    return isContradicted;
  }

  /** One more input. */
  step(inputs: InputHistory, run: Run): void {
    const drawn = this.placed(1);
    this.apply(inputs.at(inputs.newest), run);
    this.remember(inputs.newest);
    this.lookAhead(inputs, run);
    this.owe(drawn, 0);
  }

  /** Writes the fields to be drawn, that part of a tick after the newest input. */
  draw(fraction: number, target: Fields): void {
    for (const name in this.me) {
      target[name] = this.me[name]!;
    }
    for (const [i, value] of this.placed(fraction).entries()) {
      target[this.smooth[i]!] = value + this.error[i]!;
    }
  }

  /** The picture pays back. */
  settle(elapsedMillis: number): void {
    const left = Math.exp(-elapsedMillis / ERROR_MILLIS);
    this.error = this.error.map((error) => error * left);
  }

  private apply(input: Fields, { tickSeconds, world }: Run): void {
    const { me } = this;
    this.rule(me, input, tickSeconds, world);
    for (const { name, kind, step = 1 } of this.kind.ownerFields) {
      if (kind === "stepped") {
        me[name] = Math.floor((me[name] as number) / step + 0.5) * step;
      }
    }
  }

  /** Where the next tick will be if nothing changes, for drawing the present one while it elapses. */
  private lookAhead(inputs: InputHistory, run: Run): void {
    const kept = this.save();
    this.now = this.read();
    run.world.replaying = true;
    if (inputs.newest > 0) {
      this.apply(inputs.at(inputs.newest), run);
    }
    run.world.replaying = false;
    this.next = this.read();
    for (const [i, { name }] of this.kind.ownerFields.entries()) {
      this.me[name] = kept[i]!;
    }
  }

  private remember(sequence: number): void {
    this.history.set(sequence, this.save());
    this.history.delete(sequence - HISTORY);
  }

  /** Adds what just changed in the picture to its debt, so that it stays where it was. */
  private owe(drawn: readonly number[], fraction: number): void {
    const present = this.placed(fraction);
    this.error = this.error.map((error, i) => error + drawn[i]! - present[i]!);
    if (this.error.some((error) => !(Math.abs(error) <= SNAP))) {
      this.error.fill(0);
    }
  }

  private placed(fraction: number): number[] {
    return this.now.map((now, i) => now + (this.next[i]! - now) * fraction);
  }

  private read(): number[] {
    return this.smooth.map((name) => this.me[name] as number);
  }

  private save(): FieldValue[] {
    return this.kind.ownerFields.map(({ name }) => this.me[name]!);
  }
}
