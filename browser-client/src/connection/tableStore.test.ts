import { describe, expect, it } from "vitest";
import { tableHash } from "../codec/coderTable";
import { CONTEXTS_VERSION } from "../codec/contexts";
import type { TableOffer } from "../protocol/protocol";
import { MapStorage } from "../testing/manualPlatform";
import { TableStore } from "./tableStore";

/** A small table, another one for each number. */
function tableText(number: number): string {
  return `rookery-table 1 contexts=1\nAA== changed ${number}\n`;
}

function offer(hash: number, text?: string, version: number = CONTEXTS_VERSION): TableOffer {
  return { hash, version, text };
}

const own = tableText(0);
const ownHash = tableHash(own);

describe("the tables of a page", () => {
  it("grow by those that are sent, and keep them over visits", () => {
    const storage = new MapStorage();
    const tables = new TableStore(storage, "test");
    expect(tables.backEnd(offer(ownHash, own))).not.toBeNull();
    expect(tables.hashes).toContain(ownHash);
    const later = new TableStore(storage, "test");
    expect(later.hashes).toContain(ownHash);
    expect(later.backEnd(offer(ownHash))).not.toBeNull();
    expect(new TableStore(storage, "other game").hashes).not.toContain(ownHash);
  });

  it("are the newest few only", () => {
    const storage = new MapStorage();
    const tables = new TableStore(storage, "test");
    for (let i = 0; i < 9; i++) {
      tables.backEnd(offer(tableHash(tableText(i)), tableText(i)));
    }
    const kept = [8, 7, 6, 5].map((i) => tableHash(tableText(i)));
    expect(new TableStore(storage, "test").hashes).toEqual(kept);
  });

  it("do not include what the storage has garbled", () => {
    for (const garbled of [
      "",
      "{",
      "7",
      "{}",
      "[7, null]",
      JSON.stringify([own.replace("AA==", "BA==")]),
      JSON.stringify([own.slice(0, 30)]),
    ]) {
      const storage = new MapStorage();
      storage.setItem("rookery.tables.test", garbled);
      const tables = new TableStore(storage, "test");
      expect(tables.hashes).not.toContain(ownHash);
      expect(tables.backEnd(offer(ownHash))).toBeNull();
      expect(tables.backEnd(offer(ownHash, own))).not.toBeNull();
    }
  });

  it("do without a storage that refuses", () => {
    const forbidden = {
      getItem: (): string => {
        throw new Error("forbidden");
      },
      setItem: (): void => {
        throw new Error("full");
      },
    };
    const tables = new TableStore(forbidden, "test");
    expect(tables.backEnd(offer(ownHash, own))).not.toBeNull();
    expect(tables.hashes).toContain(ownHash);
  });

  it.each([
    ["whose text has another hash", offer(ownHash, tableText(1))],
    ["whose text is none", offer(ownHash, "table")],
    ["of another version", offer(ownHash, own, CONTEXTS_VERSION + 1)],
    ["that was never sent", offer(ownHash)],
  ])("are never used for a welcome with one %s", (_, wrong) => {
    const tables = new TableStore(new MapStorage(), "test");
    expect(tables.backEnd(wrong)).toBeNull();
    expect(tables.hashes).toEqual([]);
  });
});
