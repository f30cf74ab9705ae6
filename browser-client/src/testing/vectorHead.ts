import { tableHash } from "../codec/coderTable";
import { CONTEXTS_VERSION } from "../codec/contexts";
import { GENERIC_TABLE } from "../codec/genericTable";
import type { Vector } from "../codec/replayVector";
import type { FieldSchema, GameSchema } from "../codec/schema";

/** Whether a vector is of the format that this client speaks; what differs in words, or null. */
export function checkHead(vector: Vector): string | null {
  if (vector.contexts !== CONTEXTS_VERSION) {
    return `${vector.name}: contexts of version ${vector.contexts}, not ${CONTEXTS_VERSION}`;
  }
  if (vector.fingerprint !== fingerprintOf(vector.schema)) {
    return `${vector.name}: schema ${fingerprintOf(vector.schema)}, not ${vector.fingerprint}`;
  }
  const hash = vector.codec === "bits" ? null : tableHash(vector.table ?? GENERIC_TABLE);
  return vector.tableHash === hash ? null : `${vector.name}: table ${hash}, not ${vector.tableHash}`;
}

/** As GameSchema.java has it: a checksum of the text that Java makes of its records. */
function fingerprintOf(schema: GameSchema): number {
  const { game, tickRateHz, maxEntities, cells = { columns: 0, rows: 0 }, entities, input, events } = schema;
  const kinds = entities.map(
    ({ name, fields, ownerFields, ballistic, ownerOnly = false }) =>
      `EntitySpec[name=${name}, fields=${fieldsOf(fields)}, ownerFields=${fieldsOf(ownerFields)}, ` +
      `ballistic=${ballistic}, ownerOnly=${ownerOnly}]`,
  );
  const facts = events.map(({ name, fields }) => `EventSpec[name=${name}, fields=${fieldsOf(fields)}]`);
  const text =
    `GameSchema[game=${game}, tickRateHz=${tickRateHz}, maxEntities=${maxEntities}, ` +
    `cells=CellGrid[columns=${cells.columns}, rows=${cells.rows}], ` +
    `entities=[${kinds.join(", ")}], input=${fieldsOf(input)}, events=[${facts.join(", ")}]]`;
  return crc32c(new TextEncoder().encode(text));
}

function fieldsOf(fields: readonly FieldSchema[]): string {
  const all = fields.map(
    ({ name, kind, min = 0, max = 0, step = 0, symbols = [] }) =>
      `FieldSpec[name=${name}, kind=${kind.toUpperCase()}, min=${double(min)}, max=${double(max)}, ` +
      `step=${double(step)}, symbols=[${symbols.join(", ")}]]`,
  );
  return `[${all.join(", ")}]`;
}

/** As Java writes a double. */
function double(value: number): string {
  const size = Math.abs(value);
  const [digits = "", exponent = ""] = value.toExponential().split("e");
  const isPlain = size === 0 || (size >= 1e-3 && size < 1e7);
  const text = isPlain ? String(value) : digits;
  return `${text.includes(".") ? text : `${text}.0`}${isPlain ? "" : `E${Number(exponent)}`}`;
}

function crc32c(bytes: Iterable<number>): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
    }
  }
  return ~crc;
}
