import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { genericTable, parseTable } from "./coderTable";
import { GENERIC_TABLE } from "./genericTable";
import type { Vector } from "./replayVector";

const VECTORS = fileURLToPath(
  new URL("../../../shared-protocol/src/test/resources/vectors/delta/table-range.json", import.meta.url),
);
const [vector] = JSON.parse(readFileSync(VECTORS, "utf8")) as [Vector];
const own = vector.table!;
const generic = genericTable();

describe("a table", () => {
  it("has the hash that Java gives it", () => {
    expect(parseTable(own, generic)?.hash).toBe(vector.tableHash);
  });

  it.each([
    ["of nothing", ""],
    ["without a header", "AA== changed\n"],
    ["of another format", GENERIC_TABLE.replace("rookery-table 1", "rookery-table 2")],
    ["of other contexts", GENERIC_TABLE.replace("contexts=1", "contexts=2")],
    ["over another generic one", own.replace(/generic=-?\d+/, "generic=1")],
    ["with a line that is none", `${own}AA==\n`],
    ["with a line of no base64", `${own}A!== changed\n`],
  ])("%s is none", (_, text) => {
    expect(parseTable(text, generic)).toBeNull();
  });

  it("of a game needs the generic one beneath it", () => {
    expect(parseTable(own, null)).toBeNull();
  });

  it("damaged anywhere is none, or has another hash", () => {
    fc.assert(
      fc.property(fc.nat(own.length - 1), fc.integer({ min: 1, max: 0x7e }), (at, code) => {
        const damaged = own.slice(0, at) + String.fromCharCode(code) + own.slice(at + 1);
        fc.pre(damaged !== own);
        expect(parseTable(damaged, generic)?.hash).not.toBe(vector.tableHash);
      }),
      { numRuns: 500 },
    );
  });
});
