import { type EntitySchema, type FieldSchema, levelsOf } from "../codec/schema";
import { type FieldValue, fieldValue } from "../protocol/fields";

/** One kind of entity, its fields sorted by how they are drawn. The numbers are indices into `fields`. */
export interface KindFields {
  readonly name: string;
  /** Whether only its owner sees it. */
  readonly ownerOnly: boolean;
  readonly fields: readonly FieldSchema[];
  readonly ownerFields: readonly FieldSchema[];
  readonly linear: readonly number[];
  readonly angles: readonly number[];
  /** Those that step. */
  readonly others: readonly number[];
  readonly levels: readonly number[];
}

export function kindFields(kind: EntitySchema): KindFields {
  const those = (isWanted: (field: FieldSchema) => boolean): number[] =>
    [...kind.fields.keys()].filter((i) => isWanted(kind.fields[i]!));
  return {
    name: kind.name,
    ownerOnly: kind.ownerOnly === true,
    fields: kind.fields,
    ownerFields: kind.ownerFields,
    linear: those((field) => field.kind === "linear"),
    angles: those((field) => field.kind === "angle"),
    others: those((field) => field.kind !== "linear" && field.kind !== "angle"),
    levels: kind.fields.map(levelsOf),
  };
}

/** What the exact value of an owner field means to a page. */
export function ownerValue(kind: KindFields, index: number, raw: number): FieldValue {
  return fieldValue(kind.ownerFields[index]!, raw);
}
