import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { transformWithOxc } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { vectorFile, vectorFiles } from "../testing/vectors.node";
import type { MutantRun } from "./mutantRunner.node";
import { SLIPS } from "./slips.node";

// Proves that the golden vectors notice each slip in the decoders; one that they miss wants a new vector. A slip is looked
// for in all files of the codec and of what it needs, whatever the white space, and must be there exactly once.

const SOURCES = fileURLToPath(new URL("../", import.meta.url));
const MUTANTS = fileURLToPath(new URL("../../target/mutants/", import.meta.url));
const RUNNER = "codec/mutantRunner.node.ts";
const PICTURE = [
  "replica.ts",
  "state/eventQueue.ts",
  "state/inputHistory.ts",
  "state/inputSender.ts",
  "state/interpolation.ts",
  "state/ownEntities.ts",
  "state/prediction.ts",
  "state/snapshotBuffer.ts",
  "state/viewBuilder.ts",
  "state/worldView.ts",
  "testing/messages.ts",
  "testing/seenMoments.ts",
  "time/inputClock.ts",
  "time/inputTraces.ts",
  "time/renderClock.ts",
  "time/serverClock.ts",
];
const NOT_MUTATED = [
  RUNNER,
  "codec/slips.node.ts",
  "codec/replayVector.ts",
  "codec/streamHash.ts",
  "codec/genericTable.ts",
  "protocol/replayQuantise.ts",
  "protocol/inputLayout.ts",
  "protocol/wireWriter.ts",
  ...PICTURE.filter((name) => name !== "state/interpolation.ts"),
];
const NEEDED = [
  "parts/bits.ts",
  "parts/cells.ts",
  "protocol/fields.ts",
  "protocol/protocol.ts",
  "protocol/parseSchema.ts",
  "protocol/inputLayout.ts",
  "protocol/json.ts",
  "protocol/replayQuantise.ts",
  "protocol/snapshotReader.ts",
  "protocol/wireReader.ts",
  "protocol/wireWriter.ts",
  ...PICTURE,
];
const PARTS = ["codec", "parts", "protocol", "state", "testing", "time"];
const SLOW = ["full room", "slots"]; // a quarter of a second each, for what others notice too
const PATIENCE_MS = 600_000;

const codec = readdirSync(`${SOURCES}codec`)
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
  .map((name) => `codec/${name}`);
const sources = new Map([...codec, ...NEEDED].map((name) => [name, readFileSync(SOURCES + name, "utf8")]));

/** Finds the text whatever the white space between its words. */
function patternOf(text: string): RegExp {
  const words = text.trim().split(/\s+/);
  return new RegExp(words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s*"), "g");
}

/** The files that have the text, one for each time that it is there. */
function filesWith(text: string): string[] {
  return [...sources]
    .filter(([name]) => !NOT_MUTATED.includes(name))
    .flatMap(([name, source]) => [...source.matchAll(patternOf(text))].map(() => name));
}

/** In the names of the vectors that are likely to notice a slip in that file. */
function firstFor(file: string): string {
  if (file.startsWith("state/")) {
    return "seen";
  }
  return file.startsWith("codec/cell") ? "cells" : /range|table/i.test(file) ? "range" : "";
}

/** As a module that Node itself can load. */
async function compile(name: string, source: string): Promise<string> {
  const { code } = await transformWithOxc(source, name);
  return code.replaceAll(/from "(\.\.?\/[\w/]+)"/g, 'from "$1.mjs"');
}

describe("the golden vectors", () => {
  const failures: (string | null)[] = []; // by slip, behind the decoder as it is

  beforeAll(async () => {
    const compiled = new Map<string, string>();
    for (const [name, source] of sources) {
      compiled.set(name, await compile(name, source));
    }
    const mutants: (readonly [folder: string, first: string])[] = [];
    for (const [right, wrong] of [["", ""] as const, ...SLIPS]) {
      const folder = `${MUTANTS}${mutants.length}/`;
      for (const part of PARTS) {
        mkdirSync(folder + part, { recursive: true });
      }
      const slipped = right === "" ? "" : (filesWith(right)[0] ?? "");
      for (const [name, code] of compiled) {
        const mutated =
          name === slipped
            ? await compile(
                name,
                sources.get(name)!.replace(patternOf(right), () => wrong),
              )
            : code;
        writeFileSync(`${folder}${name.replace(/ts$/, "mjs")}`, mutated);
      }
      mutants.push([pathToFileURL(folder).href, firstFor(slipped)]);
    }
    const workerData: MutantRun = {
      mutants,
      files: vectorFiles().map((name) => [name, vectorFile(name)]),
      grids: vectorFile("quantise.json"),
      messages: vectorFile("messages.json"),
      seen: vectorFile("seen.json"),
      without: SLOW,
    };
    const worker = new Worker(`${MUTANTS}0/${RUNNER.replace(/ts$/, "mjs")}`, { workerData });
    worker.on("message", (failure: string | null) => failures.push(failure));
    const stuck = setTimeout(() => worker.terminate(), PATIENCE_MS / 2); // the next slip in the list never ends
    await new Promise((resolve, reject) => worker.on("exit", resolve).on("error", reject));
    clearTimeout(stuck);
  }, PATIENCE_MS);

  afterAll(() => rmSync(MUTANTS, { recursive: true, force: true }), PATIENCE_MS);

  it("hold for the decoder as it is", () => {
    expect(failures[0]).toBeNull();
  });

  it.each(SLIPS.map(([right, wrong], i) => ({ right, wrong, number: i + 1 })))(
    "notice that $right has become $wrong",
    ({ right, number }) => {
      expect(filesWith(right), `The slip wants another target: ${right}`).toHaveLength(1);
      expect(failures[number], "No vector fails.").toEqual(expect.any(String));
    },
  );
});
