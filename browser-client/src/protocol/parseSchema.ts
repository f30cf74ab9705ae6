import type {
  CellGrid,
  EntitySchema,
  EventSchema,
  FieldKind,
  FieldSchema,
  GameSchema,
} from "../codec/schema";
import { type Guard, isCount, isFlag, isNumber, isText, like, listOf, optional } from "./json";

const MAX_BITS = 24;
const MAX_ENTITIES = 65_535;
const MAX_SIDE = 1024; // of a grid of cells
const kindsOfRows = ["scalar", "linear", "angle", "flag", "enum", "reference"];
const kindsOfNumbers = [...kindsOfRows, "stepped", "exact"];
const allKinds = [...kindsOfNumbers, "text"];

const isField = like<FieldSchema>({
  name: isText,
  kind: isText as Guard<FieldKind>,
  min: optional(isNumber),
  max: optional(isNumber),
  step: optional(isNumber),
  symbols: optional(listOf(isText)),
});
const isEntity = like<EntitySchema>({
  name: isText,
  fields: listOf(fieldOf(kindsOfRows)),
  ownerFields: listOf(fieldOf(kindsOfNumbers)),
  ballistic: isFlag,
  ownerOnly: optional(isFlag),
});
const isEvent = like<EventSchema>({ name: isText, fields: listOf(fieldOf(allKinds)) });
const isGrid = like<CellGrid>({ columns: isSide, rows: isSide });
const isSchema = like<GameSchema>({
  game: isText,
  tickRateHz: isPositive,
  maxEntities: isPositive,
  cells: optional(isGrid),
  entities: listOf(isEntity),
  input: listOf(fieldOf(kindsOfRows)),
  events: listOf(isEvent),
});

/** The schema in a `welcome`, or null if anything about it is wrong: every later reader relies on it. */
export function parseSchema(json: unknown): GameSchema | null {
  return isSchema(json) && json.maxEntities <= MAX_ENTITIES && json.entities.every(isInPlace) ? json : null;
}

/** Kinds that only owners see come last, and fly nowhere. */
function isInPlace(
  { ballistic, ownerOnly }: EntitySchema,
  place: number,
  all: readonly EntitySchema[],
): boolean {
  return ownerOnly === true ? !ballistic : all[place - 1]?.ownerOnly !== true;
}

function isSide(value: unknown): value is number {
  return isPositive(value) && value <= MAX_SIDE;
}

/** A whole number from 1. */
export function isPositive(value: unknown): value is number {
  return isCount(value) && value > 0;
}

function fieldOf(kinds: readonly string[]): Guard<FieldSchema> {
  return (value): value is FieldSchema => isField(value) && kinds.includes(value.kind) && isUsable(value);
}

function isUsable({ kind, min = 0, max = 0, step = 0, symbols = [] }: FieldSchema): boolean {
  switch (kind) {
    case "scalar":
    case "linear":
      return step > 0 && max > min && (max - min) / step < 2 ** MAX_BITS;
    case "angle":
      return Number.isInteger(step) && step >= 1 && step <= 16;
    case "enum":
      return symbols.length >= 1 && symbols.length <= 256;
    case "stepped":
      return step > 0;
    default:
      return true;
  }
}
