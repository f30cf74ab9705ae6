import type { Contexts } from "./contexts";
import { UNKNOWN_LAUNCH } from "./launchMemory";
import { subBitsOf, teleportOf } from "./motion";
import { bitsFor, type EntitySchema, type FieldKind, levelsOf } from "./schema";

export const NONE = -1;

/** Contexts of a residual, by the history of its field and of its partner. */
export const RESIDUALS = 48;
const TURNS = 24;
const MAX_MODELS = 16;

/** One field of a kind; its share of KindLayout.java, which explains the members. */
export interface FieldLayout {
  /** Its place in a row. */
  readonly place: number;
  readonly kind: FieldKind;
  readonly levels: number;
  readonly bits: number;
  readonly subBits: number;
  /** Greatest position, in sub-units. */
  readonly last: number;
  readonly teleport: number;
  /** First context of its residual, its turn, its difference or its symbol. */
  context: number;
  /** Context of whether it changed, where it neither moves nor turns. */
  changed: number;
  /** What it was off by, of the entity being read. */
  residual: number;
}

/** One kind of entity as the codec walks it; twin of KindLayout.java. */
export class KindLayout {
  readonly fields: readonly FieldLayout[];
  readonly linear: readonly FieldLayout[];
  readonly angles: readonly FieldLayout[];
  readonly others: readonly FieldLayout[];
  readonly flags: readonly FieldLayout[];
  readonly ballistic: boolean;
  readonly model: number;
  readonly models: number;
  readonly owner: number;
  readonly changed: number;
  readonly turned: number;
  readonly relaunched: number;
  readonly othersChanged: number;
  readonly flagsChanged: number;
  readonly flagBits: number;
  readonly alike: number;
  readonly launchVelocity: number;
  readonly launchWhole: number;
  readonly launchAge: number;
  readonly near: number;
  readonly nearBy: number;
  readonly aimed: number;
  readonly aimedBy: number;

  constructor({ name, fields, ballistic }: EntitySchema, maxEntities: number, contexts: Contexts) {
    const kinds = fields.map((field) => field.kind);
    this.fields = fields.map((field, place) => {
      const levels = field.kind === "reference" ? maxEntities + 1 : levelsOf(field);
      const bits = bitsFor(levels);
      const subBits = subBitsOf(bits);
      return {
        place,
        kind: field.kind,
        levels,
        bits,
        subBits,
        last: (levels << subBits) - 1,
        teleport: teleportOf(levels),
        context: 0,
        changed: 0,
        residual: 0,
      };
    });
    const fieldsOf = (...wanted: FieldKind[]): readonly FieldLayout[] =>
      this.fields.filter(({ kind }) => wanted.includes(kind));
    this.linear = fieldsOf("linear");
    this.angles = fieldsOf("angle");
    this.others = fieldsOf("scalar", "enum", "reference");
    this.flags = fieldsOf("flag");
    const isPlaced = this.linear.length >= 2;
    this.ballistic = ballistic && isPlaced;
    this.model = kinds.indexOf("enum");
    this.models = this.model === NONE ? 1 : Math.min(MAX_MODELS, this.fields[this.model]!.levels);
    this.owner = isPlaced ? kinds.indexOf("reference") : NONE;
    // Contexts are numbered in the order of these lines.
    const nameOf = ({ place }: FieldLayout): string => `${name}.${fields[place]!.name}`;
    this.changed = contexts.bits(name, "changed", this.ballistic ? 32 : 16);
    this.turned = contexts.bits(name, "turned", 2);
    this.relaunched = contexts.bits(name, "relaunched");
    for (const [axis, field] of this.linear.entries()) {
      const isFirst = axis % 2 === 0;
      const second = isFirst ? "" : "second ";
      field.context = contexts.signed(nameOf(field), `${second}residual`, RESIDUALS);
      if (this.ballistic) {
        contexts.signed(nameOf(field), `${second}steered`, RESIDUALS);
      }
    }
    for (const field of this.angles) {
      field.context = contexts.signed(nameOf(field), "turn", TURNS);
    }
    this.othersChanged = contexts.bits(name, "others changed");
    this.flagsChanged = contexts.bits(name, "flags changed");
    this.flagBits = contexts.bits(name, "flag", this.flags.length);
    for (const field of this.others) {
      field.changed = contexts.bits(nameOf(field), "changed field");
      if (field.kind === "scalar") {
        field.context = contexts.signed(nameOf(field), "scalar");
      } else if (field.kind === "enum") {
        field.context = contexts.bits(nameOf(field), "symbol", 1 << field.bits);
      }
    }
    this.alike = contexts.bits(name, "alike", this.others.length + 1);
    this.launchVelocity = contexts.signed(name, "launch velocity", UNKNOWN_LAUNCH + 1);
    this.launchWhole = contexts.bits(name, "launch whole");
    this.launchAge = contexts.bits(name, "launch age", 4);
    this.near = contexts.bits(name, "near");
    this.nearBy = contexts.signed(name, "near by");
    this.aimed = contexts.bits(name, "aimed");
    this.aimedBy = contexts.signed(name, "aimed by");
  }
}
