import type { Contexts } from "./contexts";
import { subBitsOf, teleportOf } from "./motion";
import { AIM, LAUNCH, REACH, RESIDUAL, SCALAR, SECOND_RESIDUAL, STEERED, TURN } from "./orders";
import { bitsFor, type EntitySchema, type FieldKind, levelsOf } from "./schema";

export const NONE = -1;

const MAX_MODELS = 16;

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
  readonly model: number;
  readonly models: number;
  readonly owner: number;
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
  readonly launchWhole: number;
  readonly launchAge: number;
  readonly near: number;
  readonly nearBy: number;
  readonly aimed: number;
  readonly aimedBy: number;
}

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
  const ballistic = entity.ballistic && linear.length >= 2;
  const model = kinds.indexOf("enum");
  // Contexts are numbered in the order of these lines.
  const name = entity.name;
  const nameOf = (field: number): string => `${name}.${fields[field]!.name}`;
  const changed = contexts.bits(name, "changed", ballistic ? 32 : 16);
  const turned = contexts.bits(name, "turned", 2);
  const relaunched = contexts.bits(name, "relaunched", 1);
  const residuals = linear.map((field, axis) => {
    const owner = nameOf(field);
    const first =
      axis % 2 === 0
        ? contexts.signed(owner, "residual", ...RESIDUAL)
        : contexts.signed(owner, "second residual", ...SECOND_RESIDUAL);
    if (ballistic) {
      contexts.signed(owner, axis % 2 === 0 ? "steered" : "second steered", ...STEERED);
    }
    return first;
  });
  const turns = angles.map((field) => contexts.signed(nameOf(field), "turn", ...TURN));
  const othersChanged = contexts.bits(name, "others changed", 1);
  const flagsChanged = contexts.bits(name, "flags changed", 1);
  const flagBits = contexts.bits(name, "flag", flags.length);
  const otherChanged = new Int32Array(others.length);
  const otherValues = new Int32Array(others.length);
  others.forEach((field, i) => {
    const owner = nameOf(field);
    otherChanged[i] = contexts.bits(owner, "changed field", 1);
    if (kinds[field] === "scalar") {
      otherValues[i] = contexts.signed(owner, "scalar", SCALAR);
    } else if (kinds[field] === "enum") {
      otherValues[i] = contexts.bits(owner, "symbol", 1 << bits[field]!);
    }
  });
  return {
    fieldCount: fields.length,
    ballistic,
    kinds,
    levels,
    bits,
    linear,
    angles,
    others,
    flags,
    subBits: linear.map((field) => subBitsOf(bits[field]!)),
    teleports: linear.map((field) => teleportOf(levels[field]!)),
    model,
    models: model === NONE ? 1 : Math.min(MAX_MODELS, levels[model]!),
    owner: linear.length >= 2 ? kinds.indexOf("reference") : NONE,
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
    alike: contexts.bits(name, "alike", others.length + 1),
    launchVelocity: contexts.signed(name, "launch velocity", ...LAUNCH),
    launchWhole: contexts.bits(name, "launch whole", 1),
    launchAge: contexts.bits(name, "launch age", 4),
    near: contexts.bits(name, "near", 1),
    nearBy: contexts.signed(name, "near by", REACH),
    aimed: contexts.bits(name, "aimed", 1),
    aimedBy: contexts.signed(name, "aimed by", AIM),
  };
}
