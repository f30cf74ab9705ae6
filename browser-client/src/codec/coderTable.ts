import { CONTEXTS_VERSION, type Context, type Contexts } from "./contexts";
import { GENERIC_TABLE } from "./genericTable";

export const SIGNED_NODES = 28;
export const UNSIGNED_NODES = 25;

const ONE = 1 << 15;
const EVEN = 64;
const SIDES = 72;
const SILENT = 255; // a node about which a table says nothing
const LAST_CODE = 136; // greater bytes: so many nodes are silent
const HEADER = /^rookery-table 1 contexts=(\d{1,9})(?: game=\S+ tickRateHz=\d+ rows=-?\d+ generic=(-?\d+))?$/;

/** Trained probabilities of the range coder; twin of CoderTable.java. */
export interface CoderTable {
  /** CRC-32C of its text, as `welcome` names it. */
  readonly hash: number;
  /** By name of the contexts: a code for each node. */
  readonly codes: ReadonlyMap<string, Uint8Array>;
  /** What lies beneath a game's table and says what it does not. */
  readonly generic: CoderTable | null;
}

/** The table of games that have none of their own. */
export function genericTable(): CoderTable {
  return parseTable(GENERIC_TABLE, null)!;
}

/** The table in a text, or null if it is none, is for another version of the codec, or lies over another generic one. */
export function parseTable(text: string, generic: CoderTable | null): CoderTable | null {
  const [head, ...lines] = text.split("\n");
  const header = HEADER.exec(head!);
  const under = header?.[2] === undefined ? null : generic;
  if (
    header === null ||
    Number(header[1]) !== CONTEXTS_VERSION ||
    (header[2] !== undefined && Number(header[2]) !== under?.hash)
  ) {
    return null;
  }
  const codes = new Map<string, Uint8Array>();
  for (const line of lines) {
    const space = line.indexOf(" ");
    if (space > 0) {
      const own = unpack(line.slice(0, space));
      if (own === null) {
        return null;
      }
      codes.set(line.slice(space + 1), own);
    } else if (line !== "") {
      return null;
    }
  }
  return { hash: crc32c(new TextEncoder().encode(text)), codes, generic: under };
}

function unpack(base64: string): Uint8Array | null {
  let packed: string;
  try {
    packed = atob(base64);
  } catch {
    return null;
  }
  const codes: number[] = [];
  for (let i = 0; i < packed.length; i++) {
    const code = packed.charCodeAt(i);
    if (code > LAST_CODE) {
      codes.push(...new Array<number>(code - LAST_CODE).fill(SILENT));
    } else {
      codes.push(code);
    }
  }
  return Uint8Array.from(codes);
}

/** Signed, as Java has it. */
function crc32c(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
    }
  }
  return ~crc;
}

/** Of a one at every node of these contexts, in 1/32768. */
export function probabilitiesOf(table: CoderTable, contexts: Contexts): Uint16Array {
  const probabilities: number[] = [];
  const fill = (series: readonly Context[], nodes: number): void => {
    for (const { owner, element, index } of series) {
      const known: Uint8Array[] = [];
      for (let layer: CoderTable | null = table; layer !== null; layer = layer.generic) {
        for (const name of [`${owner}: ${element}`, element]) {
          const codes = layer.codes.get(name);
          if (codes !== undefined) {
            known.push(codes);
          }
        }
      }
      for (let i = index * nodes; i < (index + 1) * nodes; i++) {
        probabilities.push(probability(known.find((codes) => (codes[i] ?? SILENT) !== SILENT)?.[i] ?? EVEN));
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
