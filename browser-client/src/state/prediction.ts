import { type Fields, type FieldValue, fieldValue } from "../protocol/fields";
import type { OwnedEntity } from "../protocol/snapshotReader";
import type { InputHistory } from "./inputHistory";
import { type KindFields, ownerValue } from "./kindFields";
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
  private readonly kind: KindFields;
  private readonly rule: Rule;
  private readonly smooth: readonly string[];
  private readonly history: FieldValue[][] = Array.from({ length: HISTORY }, () => []);
  private readonly historySequences = new Int32Array(HISTORY).fill(-1);
  private readonly server: FieldValue[] = [];
  private readonly kept: FieldValue[] = [];
  private readonly now: Float64Array; // smooth fields after the newest input
  private readonly next: Float64Array; // and a tick later, if the input stays
  private readonly error: Float64Array; // what the picture still owes
  private readonly drawn: Float64Array;

  constructor(owned: OwnedEntity, kind: KindFields, rule: Rule) {
    this.slot = owned.slot;
    this.kindNumber = owned.kind;
    this.generation = owned.generation;
    this.kind = kind;
    this.rule = rule;
    this.me = { id: owned.slot };
    this.smooth = kind.linear.map((field) => kind.fields[field]!.name);
    this.now = new Float64Array(this.smooth.length);
    this.next = new Float64Array(this.smooth.length);
    this.error = new Float64Array(this.smooth.length);
    this.drawn = new Float64Array(this.smooth.length);
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
    const { kind, me, server } = this;
    const isNew = server.length === 0;
    const newest = buffer.at(0)!;
    this.place(fraction, this.drawn);
    for (const [i, field] of kind.fields.entries()) {
      me[field.name] = fieldValue(field, owned.row?.[i] ?? newest.value(this.slot, i));
    }
    for (const i of kind.ownerFields.keys()) {
      server[i] = ownerValue(kind, i, owned.values[i]!);
    }
    this.restore(server);
    const isContradicted = this.contradicts(inputs.acknowledged);
    this.remember(inputs.acknowledged);
    run.world.replaying = true;
    for (let sequence = inputs.acknowledged + 1; sequence <= inputs.newest; sequence++) {
      this.apply(inputs.at(sequence), run);
      this.remember(sequence);
    }
    this.lookAhead(inputs, run);
    run.world.replaying = false;
    if (!isNew) {
      this.owe(fraction);
    }
    return isContradicted;
  }

  /** One more input. */
  step(inputs: InputHistory, run: Run): void {
    this.place(1, this.drawn);
    this.apply(inputs.at(inputs.newest), run);
    this.remember(inputs.newest);
    run.world.replaying = true;
    this.lookAhead(inputs, run);
    run.world.replaying = false;
    this.owe(0);
  }

  /** Writes the fields to be drawn, that part of a tick after the newest input. */
  draw(fraction: number, target: Fields): void {
    for (const name in this.me) {
      target[name] = this.me[name]!;
    }
    this.place(fraction, this.drawn);
    for (const [i, name] of this.smooth.entries()) {
      target[name] = this.drawn[i]! + this.error[i]!;
    }
  }

  /** The picture pays back. */
  settle(elapsedMillis: number): void {
    const left = Math.exp(-elapsedMillis / ERROR_MILLIS);
    for (let i = 0; i < this.error.length; i++) {
      this.error[i] = this.error[i]! * left;
    }
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
    this.read(this.now);
    this.next.set(this.now);
    if (inputs.newest === 0) {
      return;
    }
    this.save(this.kept);
    this.apply(inputs.at(inputs.newest), run);
    this.read(this.next);
    this.restore(this.kept);
  }

  private contradicts(sequence: number): boolean {
    const predicted = this.history[sequence % HISTORY]!;
    return (
      this.historySequences[sequence % HISTORY] === sequence &&
      this.server.some(
        (value, i) => predicted[i] !== value && !(Number.isNaN(value) && Number.isNaN(predicted[i])),
      )
    );
  }

  private remember(sequence: number): void {
    this.save(this.history[sequence % HISTORY]!);
    this.historySequences[sequence % HISTORY] = sequence;
  }

  /** Adds what just changed in the picture to its debt, so that it stays where it was. */
  private owe(fraction: number): void {
    let isFar = false;
    for (let i = 0; i < this.error.length; i++) {
      const present = this.now[i]! + (this.next[i]! - this.now[i]!) * fraction;
      this.error[i] = this.error[i]! + this.drawn[i]! - present;
      isFar ||= !(Math.abs(this.error[i]!) <= SNAP);
    }
    if (isFar) {
      this.error.fill(0);
    }
  }

  private place(fraction: number, target: Float64Array): void {
    for (let i = 0; i < target.length; i++) {
      target[i] = this.now[i]! + (this.next[i]! - this.now[i]!) * fraction;
    }
  }

  private read(target: Float64Array): void {
    for (const [i, name] of this.smooth.entries()) {
      target[i] = this.me[name] as number;
    }
  }

  private save(target: FieldValue[]): void {
    for (const [i, { name }] of this.kind.ownerFields.entries()) {
      target[i] = this.me[name]!;
    }
  }

  private restore(source: readonly FieldValue[]): void {
    for (const [i, { name }] of this.kind.ownerFields.entries()) {
      this.me[name] = source[i]!;
    }
  }
}
