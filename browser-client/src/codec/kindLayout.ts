import type { Contexts } from "./contexts";
import { subBitsOf, teleportOf } from "./motion";
import { bitsFor, type EntitySchema, type FieldKind, levelsOf } from "./schema";

const LINEAR_CONTEXTS = 6 * 4 * 2;
const ANGLE_CONTEXTS = 4 * 4;

/** One kind of entity as the codec walks it; twin of KindLayout.java, which explains the members. */
export interface KindLayout {
  readonly fieldCount: number;
  readonly ballistic: boolean;
  readonly kinds: readonly FieldKind[];
  readonly levels: Int32Array;
  readonly bits: Int32Array;
  readonly linear: Int32Array;
  readonly angles: Int32Array;
  readonly others: Int32Array;
  readonly flags: Int32Array;
  readonly subBits: Int32Array;
  readonly teleports: Int32Array;
  readonly changed: number;
  readonly turned: number;
  readonly relaunched: number;
  readonly residuals: Int32Array;
  readonly turns: Int32Array;
  readonly othersChanged: number;
  readonly flagsChanged: number;
  readonly flagBits: number;
  readonly otherChanged: Int32Array;
  readonly otherValues: Int32Array;
  readonly alike: number;
  readonly launchVelocity: number;
}

/** Contexts are numbered in the order of these lines, which is that of the Java constructor. */
export function kindLayout(entity: EntitySchema, maxEntities: number, contexts: Contexts): KindLayout {
  const fields = entity.fields;
  const kinds = fields.map((field) => field.kind);
  const fieldsOf = (...wanted: FieldKind[]): Int32Array =>
    Int32Array.from([...kinds.keys()].filter((i) => wanted.includes(kinds[i]!)));
  const levels = Int32Array.from(fields, (field) =>
    field.kind === "reference" ? maxEntities + 1 : levelsOf(field),
  );
  const bits = levels.map((count) => bitsFor(count));
  const linear = fieldsOf("linear");
  const angles = fieldsOf("angle");
  const others = fieldsOf("scalar", "enum", "reference");
  const flags = fieldsOf("flag");
  const changed = contexts.bits(4 * 4);
  const turned = contexts.bits(2);
  const relaunched = contexts.bits(1);
  const residuals = linear.map(() => linearContexts(contexts));
  const turns = angles.map(() => angleContexts(contexts));
  const othersChanged = contexts.bits(2);
  const flagsChanged = contexts.bits(1);
  const flagBits = contexts.bits(flags.length);
  const otherChanged = new Int32Array(others.length);
  const otherValues = new Int32Array(others.length);
  others.forEach((field, i) => {
    otherChanged[i] = contexts.bits(1);
    if (kinds[field] === "scalar") {
      otherValues[i] = contexts.signed(2);
    } else if (kinds[field] === "enum") {
      otherValues[i] = contexts.bits(1 << bits[field]!);
    }
  });
  return {
    fieldCount: fields.length,
    ballistic: entity.ballistic && linear.length >= 2,
    kinds,
    levels,
    bits,
    linear,
    angles,
    others,
    flags,
    subBits: linear.map((field) => subBitsOf(bits[field]!)),
    teleports: linear.map((field) => teleportOf(levels[field]!)),
    changed,
    turned,
    relaunched,
    residuals,
    turns,
    othersChanged,
    flagsChanged,
    flagBits,
    otherChanged,
    otherValues,
    alike: contexts.bits(others.length + 1),
    launchVelocity: contexts.signed(8),
  };
}

function linearContexts(contexts: Contexts): number {
  const first = contexts.signed(0);
  for (let i = 1; i < LINEAR_CONTEXTS; i++) {
    contexts.signed(Math.max(0, (i >> 3) - 1));
  }
  return first;
}

function angleContexts(contexts: Contexts): number {
  const first = contexts.signed(0);
  for (let i = 1; i < ANGLE_CONTEXTS; i++) {
    contexts.signed(Math.max(0, (i >> 2) - 1));
  }
  return first;
}
