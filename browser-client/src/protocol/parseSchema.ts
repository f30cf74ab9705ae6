import type {
  CellGrid,
  EntitySchema,
  EventSchema,
  FieldKind,
  FieldSchema,
  GameSchema,
} from "../codec/schema";
import { isCount, isObject, isText } from "./json";

const MAX_BITS = 24;
const MAX_SIDE = 1024; // of a grid of cells
const kindsOfRows: readonly unknown[] = ["scalar", "linear", "angle", "flag", "enum", "reference"];
const kindsOfNumbers: readonly unknown[] = [...kindsOfRows, "stepped", "exact"];
const allKinds: readonly unknown[] = [...kindsOfNumbers, "text"];

/** The schema in a `welcome`, or null if anything about it is wrong: every later reader relies on it. */
export function parseSchema(json: unknown): GameSchema | null {
  if (!isObject(json)) {
    return null;
  }
  const { game, tickRateHz, maxEntities } = json;
  const cells = json["cells"] === undefined ? undefined : parseGrid(json["cells"]);
  const entities = list(json["entities"], parseEntity);
  const input = list(json["input"], (field) => parseField(field, kindsOfRows));
  const events = list(json["events"], parseEvent);
  return isText(game) &&
    isCount(tickRateHz) &&
    tickRateHz > 0 &&
    isCount(maxEntities) &&
    maxEntities >= 1 &&
    maxEntities <= 65_535 &&
    cells !== null &&
    entities &&
    input &&
    events &&
    entities.every(({ ownerOnly }, i) => ownerOnly || !entities[i - 1]?.ownerOnly)
    ? { game, tickRateHz, maxEntities, cells, entities, input, events }
    : null;
}

function parseGrid(json: unknown): CellGrid | null {
  if (!isObject(json)) {
    return null;
  }
  const { columns, rows } = json;
  return isSide(columns) && isSide(rows) ? { columns, rows } : null;
}

function isSide(value: unknown): value is number {
  return isCount(value) && value >= 1 && value <= MAX_SIDE;
}

function parseEntity(json: unknown): EntitySchema | null {
  if (!isObject(json) || !isText(json["name"])) {
    return null;
  }
  const fields = list(json["fields"], (field) => parseField(field, kindsOfRows));
  const ownerFields = list(json["ownerFields"], (field) => parseField(field, kindsOfNumbers));
  const ballistic = json["ballistic"] === true;
  const ownerOnly = json["ownerOnly"] === true;
  return fields && ownerFields && !(ballistic && ownerOnly)
    ? { name: json["name"], fields, ownerFields, ballistic, ownerOnly }
    : null;
}

function parseEvent(json: unknown): EventSchema | null {
  if (!isObject(json) || !isText(json["name"])) {
    return null;
  }
  const fields = list(json["fields"], (field) => parseField(field, allKinds));
  return fields && { name: json["name"], fields };
}

function parseField(json: unknown, kinds: readonly unknown[]): FieldSchema | null {
  if (!isObject(json)) {
    return null;
  }
  const { name, kind, min = 0, max = 0, step = 0, symbols = [] } = json;
  if (
    !isText(name) ||
    !kinds.includes(kind) ||
    !Number.isFinite(min) ||
    !Number.isFinite(max) ||
    !Number.isFinite(step) ||
    !Array.isArray(symbols) ||
    !symbols.every(isText)
  ) {
    return null;
  }
  const field = {
    name,
    kind: kind as FieldKind,
    min: min as number,
    max: max as number,
    step: step as number,
    symbols,
  };
  return isUsable(field) ? field : null;
}

function isUsable({ kind, min, max, step, symbols }: Required<FieldSchema>): boolean {
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
    case "flag":
    case "reference":
    case "exact":
    case "text":
      return true;
  }
}

function list<T>(json: unknown, parse: (item: unknown) => T | null): T[] | null {
  if (!Array.isArray(json)) {
    return null;
  }
  const items: T[] = [];
  for (const item of json) {
    const parsed = parse(item);
    if (parsed === null) {
      return null;
    }
    items.push(parsed);
  }
  return items;
}
