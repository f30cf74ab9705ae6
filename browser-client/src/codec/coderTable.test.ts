import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTable, tableHash } from "./coderTable";
import { parseVectors } from "./replayVector";

const VECTORS = fileURLToPath(
  new URL("../../../shared-protocol/src/test/resources/vectors/delta/table-range.json", import.meta.url),
);
const vector = parseVectors(readFileSync(VECTORS, "utf8"))[0]!;
const own = vector.table!;

describe("a table", () => {
  it("has the hash that Java gives it", () => {
    expect(tableHash(own)).toBe(vector.tableHash);
  });

  it("says what it knows of each node, and nothing of those that it passes over", () => {
    expect([...parseTable("header\nAYoC a\n/w== b c\n")!].slice(0, 2)).toEqual([
      // biome-ignore lint/suspicious/noSparseArray: a hole is a node of which the table says nothing
      ["a", [1, , , 2]],
      ["b c", new Array(255 - 136)],
    ]);
  });

  it.each([
    ["with a line that is none", `${own}AA==\n`],
    ["with a line of no base64", `${own}A!== changed\n`],
  ])("%s is none", (_, text) => {
    expect(parseTable(text)).toBeNull();
  });

  it("damaged anywhere has another hash, and is read or refused", () => {
    fc.assert(
      fc.property(fc.nat(own.length - 1), fc.integer({ min: 1, max: 0x7e }), (at, code) => {
        const damaged = own.slice(0, at) + String.fromCharCode(code) + own.slice(at + 1);
        fc.pre(damaged !== own);
        expect(tableHash(damaged)).not.toBe(vector.tableHash);
        parseTable(damaged);
      }),
      { numRuns: 500 },
    );
  });
});
