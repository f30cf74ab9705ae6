import { dequantise, type EntitySchema, levelsOf } from "../codec/schema";
import { type Fields, fieldValue, writeFields } from "../protocol/fields";
import type { SnapshotDecoder } from "../protocol/snapshotDecoder";
import type { OwnedEntity } from "../protocol/snapshotReader";
import { angleBetween, carriedMillis, linearBetween, velocity } from "./interpolation";
import type { OwnEntities } from "./ownEntities";
import type { Snapshot, SnapshotBuffer } from "./snapshotBuffer";

const CURVED_FROM_MILLIS = 30; // time between snapshots from which straight lines show
const BLEND_MILLIS = 80; // in which the picture returns from an extrapolation that was wrong

/** One object that a page draws, and what was last drawn with it. */
interface Drawn {
  readonly object: Fields;
  readonly kindNumber: number;
  generation: number;
  frame: number; // of the newest picture with it
  frameBefore: number;
  /** By field: what the object shows, raw if the field steps; NaN if it is not known. */
  readonly shown: Float64Array;
  readonly last: Float64Array; // by field, if it is linear: as drawn
  readonly moved: Float64Array; // by how much in the frame before
  readonly debt: Float64Array; // what the extrapolation was off by
}

/** Where in the buffer the drawn moment lies. */
interface Moment {
  readonly back: number;
  readonly at: Snapshot;
  readonly after: Snapshot | null;
  readonly share: number;
  readonly ticksBeyond: number;
}

/**
 * Makes the picture: for each kind an array of objects, interpolated, our own predicted. The arrays and objects are used
 * again, an object only after its entity was gone for a whole picture.
 */
export class ViewBuilder {
  /** Pictures for which no snapshot had come in time. */
  underruns = 0;
  isUnderrun = false;
  readonly view: Record<string, Fields[]> = {};

  private readonly kinds: readonly EntitySchema[];
  private readonly lists: readonly Fields[][];
  private readonly free: readonly Drawn[][];
  private readonly drawn = new Map<number, Drawn>(); // by id
  private readonly buffer: SnapshotBuffer;
  private readonly decoder: SnapshotDecoder;
  private readonly own: OwnEntities | undefined;
  private readonly owned: ReadonlyMap<number, OwnedEntity>;
  private readonly tickMillis: number;
  private readonly released: Drawn[] = []; // free from the next picture on
  private frame = 0;
  private blendLeftMillis = 0;

  constructor(
    kinds: readonly EntitySchema[],
    source: {
      buffer: SnapshotBuffer;
      decoder: SnapshotDecoder;
      owned: ReadonlyMap<number, OwnedEntity>;
      own: OwnEntities | undefined;
    },
    tickMillis: number,
  ) {
    this.kinds = kinds;
    this.lists = kinds.map(() => []);
    this.free = kinds.map(() => []);
    for (const [i, kind] of kinds.entries()) {
      this.view[kind.name] = this.lists[i]!;
    }
    this.buffer = source.buffer;
    this.decoder = source.decoder;
    this.owned = source.owned;
    this.own = source.own;
    this.tickMillis = tickMillis;
  }

  /**
   * @param tick to be drawn, with its fraction
   * @param inputFraction elapsed part of the present input tick
   * @param intervalMillis usual time between snapshots
   * @param canPredict whether the decoder's state is that of the newest snapshot
   */
  draw(
    tick: number,
    elapsedMillis: number,
    inputFraction: number,
    intervalMillis: number,
    canPredict: boolean,
  ): void {
    this.frame++;
    for (let drawn = this.released.pop(); drawn !== undefined; drawn = this.released.pop()) {
      this.free[drawn.kindNumber]!.push(drawn);
    }
    for (const list of this.lists) {
      list.length = 0;
    }
    const moment = this.moment(tick);
    if (moment !== null) {
      this.noteUnderrun(moment, elapsedMillis);
      this.drawOthers(moment, intervalMillis >= CURVED_FROM_MILLIS, canPredict);
      this.drawHidden();
      this.drawOwn(inputFraction);
    }
    this.sweep();
  }

  private moment(tick: number): Moment | null {
    const back = this.buffer.backOf(tick);
    const at = this.buffer.at(back);
    if (at === null) {
      return null;
    }
    const after = this.buffer.at(back - 1);
    const beyond = Math.max(0, tick - at.tick);
    return {
      back,
      at,
      after,
      share: after === null ? 0 : Math.min(1, beyond / (after.tick - at.tick)),
      ticksBeyond: after === null ? carriedMillis(beyond * this.tickMillis) / this.tickMillis : beyond,
    };
  }

  private noteUnderrun({ after, ticksBeyond }: Moment, elapsedMillis: number): void {
    const was = this.isUnderrun;
    this.isUnderrun = after === null && ticksBeyond > 0;
    this.underruns += Number(this.isUnderrun);
    this.blendLeftMillis = Math.max(0, this.blendLeftMillis - elapsedMillis);
    if (was && !this.isUnderrun) {
      this.blendLeftMillis = BLEND_MILLIS;
    }
  }

  private drawOthers(moment: Moment, isCurved: boolean, canPredict: boolean): void {
    const { at } = moment;
    const newest = this.buffer.at(0)!;
    for (let slot = 0; slot < at.end; slot++) {
      const number = at.kinds[slot]!;
      if (number < 0 || this.own?.predicted.has(slot) || this.own?.isGone(slot, at, newest)) {
        continue;
      }
      const drawn = this.drawnFor(slot, number, at.generations[slot]!);
      const kind = this.kinds[number]!;
      const goesOn = moment.after?.isSameEntity(at, slot) === true;
      const { fields } = kind;
      for (let i = 0; i < fields.length; i++) {
        const field = fields[i]!;
        const isLinear = field.kind === "linear";
        const moves = isLinear || field.kind === "angle";
        let value = at.value(slot, i);
        if (moves) {
          value = dequantise(
            field,
            this.moving(moment, slot, i, levelsOf(field), isLinear, goesOn, isCurved, canPredict),
          );
          if (isLinear) {
            // Takes back, over 80 ms, the jump with which the first picture after an underrun would begin.
            const { debt, last, moved } = drawn;
            const wasDrawn = drawn.frameBefore === this.frame - 1;
            if (this.blendLeftMillis === BLEND_MILLIS) {
              debt[i] = wasDrawn ? last[i]! + moved[i]! - value : 0;
            }
            value += (debt[i]! * this.blendLeftMillis) / BLEND_MILLIS;
            moved[i] = wasDrawn ? value - last[i]! : 0;
            last[i] = value;
          }
        }
        if (drawn.shown[i] !== value) {
          drawn.shown[i] = value;
          drawn.object[field.name] = moves ? value : fieldValue(field, value);
        }
      }
      this.addOwnerFields(drawn, slot, kind);
    }
  }

  /** The quantised value of a field that moves. */
  private moving(
    { back, at, after, share, ticksBeyond }: Moment,
    slot: number,
    field: number,
    levels: number,
    isLinear: boolean,
    goesOn: boolean,
    isCurved: boolean,
    canPredict: boolean,
  ): number {
    const { buffer, decoder } = this;
    const value = at.value(slot, field);
    if (goesOn) {
      return isLinear
        ? linearBetween(buffer, back, slot, field, share, levels, isCurved)
        : angleBetween(value, after!.value(slot, field), share, levels);
    }
    if (after === null && canPredict) {
      const whole = Math.floor(ticksBeyond);
      const from = decoder.predicted(slot, field, whole);
      const to = decoder.predicted(slot, field, whole + 1);
      const part = ticksBeyond - whole;
      return isLinear ? from + (to - from) * part : angleBetween(from, to, part, levels);
    }
    // It is about to vanish, or nothing predicts it: it goes straight on.
    const speed = isLinear ? velocity(buffer, back, slot, field) : Number.NaN;
    return Number.isNaN(speed) ? value : Math.min(levels - 1, Math.max(0, value + speed * ticksBeyond));
  }

  /** What only we see is drawn as it is: all of it steps. */
  private drawHidden(): void {
    for (const { slot, kind: number, generation, row, values } of this.owned.values()) {
      if (row !== null && !this.own?.predicted.has(slot)) {
        const { object } = this.drawnFor(slot, number, generation);
        writeFields(object, this.kinds[number]!.fields, row);
        writeFields(object, this.kinds[number]!.ownerFields, values);
        object["mine"] = true;
      }
    }
  }

  private drawOwn(inputFraction: number): void {
    for (const entity of this.own?.predicted.values() ?? []) {
      const drawn = this.drawnFor(entity.slot, entity.kindNumber, entity.generation);
      drawn.shown.fill(Number.NaN);
      entity.draw(inputFraction, drawn.object);
      drawn.object["mine"] = true;
    }
  }

  private addOwnerFields(drawn: Drawn, slot: number, kind: EntitySchema): void {
    const owned = this.owned.get(slot);
    const isMine = owned?.kind === drawn.kindNumber && owned.generation === drawn.generation;
    drawn.object["mine"] = isMine;
    if (!isMine) {
      return;
    }
    for (const [i, own] of kind.ownerFields.entries()) {
      // What everybody sees is drawn where everybody sees it.
      if (!kind.fields.some((field) => field.name === own.name)) {
        drawn.object[own.name] = fieldValue(own, owned.values[i]!);
      }
    }
  }

  private drawnFor(id: number, kindNumber: number, generation: number): Drawn {
    let drawn = this.drawn.get(id);
    if (drawn === undefined || drawn.kindNumber !== kindNumber || drawn.generation !== generation) {
      if (drawn !== undefined) {
        this.released.push(drawn);
      }
      drawn = this.free[kindNumber]!.pop() ?? this.create(kindNumber);
      drawn.generation = generation;
      drawn.debt.fill(0);
      drawn.object["id"] = id;
      drawn.frame = 0;
      this.drawn.set(id, drawn);
    }
    drawn.frameBefore = drawn.frame;
    drawn.frame = this.frame;
    this.lists[kindNumber]!.push(drawn.object);
    return drawn;
  }

  private create(kindNumber: number): Drawn {
    const kind = this.kinds[kindNumber]!;
    const object: Fields = { id: 0, mine: false };
    for (const { name } of kind.fields) {
      object[name] = 0;
    }
    const { length } = kind.fields;
    return {
      object,
      kindNumber,
      generation: 0,
      frame: 0,
      frameBefore: 0,
      shown: new Float64Array(length).fill(Number.NaN),
      last: new Float64Array(length),
      moved: new Float64Array(length),
      debt: new Float64Array(length),
    };
  }

  private sweep(): void {
    this.drawn.forEach((drawn, id) => {
      if (drawn.frame !== this.frame) {
        this.drawn.delete(id);
        this.released.push(drawn);
      }
    });
  }
}
