import type { Context, Contexts } from "./contexts";

export const SIGNED_NODES = 28;
export const UNSIGNED_NODES = 25;

const ONE = 1 << 15;
const EVEN = 64;
const SIDES = 72;

/** Trained probabilities of the range coder by name of the contexts; twin of CoderTable.java. */
export type CoderTable = ReadonlyMap<string, Uint8Array>;

/** A line for each name: the codes in base64, a space, the name. */
export function parseTable(text: string): CoderTable {
  const table = new Map<string, Uint8Array>();
  for (const line of text.split("\n")) {
    const space = line.indexOf(" ");
    if (space >= 0) {
      const codes = Uint8Array.from(atob(line.slice(0, space)), (character) => character.charCodeAt(0));
      table.set(line.slice(space + 1), codes);
    }
  }
  return table;
}

/** Of a one at every node of these contexts, in 1/32768. */
export function probabilitiesOf(table: CoderTable, contexts: Contexts): Uint16Array {
  const probabilities: number[] = [];
  const fill = (series: readonly Context[], nodes: number): void => {
    for (const { owner, element, index } of series) {
      const codes = table.get(`${owner}: ${element}`) ?? table.get(element);
      for (let i = index * nodes; i < (index + 1) * nodes; i++) {
        probabilities.push(probability(codes?.[i] ?? EVEN));
      }
    }
  };
  fill(contexts.bitContexts, 1);
  fill(contexts.unsignedContexts, UNSIGNED_NODES);
  fill(contexts.signedContexts, SIGNED_NODES);
  return Uint16Array.from(probabilities);
}

function probability(code: number): number {
  return code < SIDES ? lesser(code) : ONE - lesser(code - SIDES);
}

function lesser(code: number): number {
  const capped = Math.min(EVEN, code);
  return (8 + (capped & 7)) << ((capped >> 3) + 3);
}
