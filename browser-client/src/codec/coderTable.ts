import type { Contexts } from "./contexts";

export const SIGNED_NODES = 28;
export const UNSIGNED_NODES = 25;

const ONE = 1 << 15;
const EVEN = 64;
const SIDES = 72;
const LAST_CODE = 136; // greater bytes: about so many nodes the table says nothing

/** Codes of trained probabilities by name of the contexts; the flattened form of CoderTable.java. */
export type CoderTable = ReadonlyMap<string, readonly (number | undefined)[]>;

/** The table in a text: a header, then a line for each name. Null if it is none. */
export function parseTable(text: string): CoderTable | null {
  const table = new Map<string, number[]>();
  try {
    for (const line of text.split("\n").slice(1)) {
      const space = line.indexOf(" ");
      const codes: number[] = [];
      for (const character of atob(line.slice(0, space))) {
        const code = character.charCodeAt(0);
        if (code > LAST_CODE) {
          codes.length += code - LAST_CODE;
        } else {
          codes.push(code);
        }
      }
      table.set(line.slice(space + 1), codes);
    }
  } catch {
    return null; // no base64
  }
  return table;
}

/** Tells tables apart: CRC-32C of the text in UTF-8. Signed, as Java has it. */
export function tableHash(text: string): number {
  let crc = -1;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      crc = (crc >>> 1) ^ (crc & 1 && 0x82f63b78);
    }
  }
  return ~crc;
}

/** Of a one at every node of these contexts, in 1/32768. */
export function probabilitiesOf(table: CoderTable, contexts: Contexts): Uint16Array {
  const probabilities: number[] = [];
  for (const [series, nodes] of [
    [contexts.bitContexts, 1],
    [contexts.unsignedContexts, UNSIGNED_NODES],
    [contexts.signedContexts, SIGNED_NODES],
  ] as const) {
    for (const { owner, element, index } of series) {
      const own = table.get(`${owner}: ${element}`);
      const alike = table.get(element);
      for (let i = index * nodes; i < (index + 1) * nodes; i++) {
        probabilities.push(probability(own?.[i] ?? alike?.[i] ?? EVEN));
      }
    }
  }
  return Uint16Array.from(probabilities);
}

function probability(code: number): number {
  const isLikely = code >= SIDES;
  const capped = Math.min(EVEN, isLikely ? code - SIDES : code);
  const lesser = (8 + (capped & 7)) << ((capped >> 3) + 3);
  return isLikely ? ONE - lesser : lesser;
}
