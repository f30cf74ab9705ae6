import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shortNames } from "../build/shortNames.ts";
import { vectorFile, vectorFiles } from "../src/testing/vectors.node";
import type * as Codec from "./codecUnderTest";
import { launch } from "./visitor";

const SHIP_RULES = fileURLToPath(new URL("../games/skirmish/rules/vectors/shipRules.json", import.meta.url));

declare const codec: typeof Codec; // in the page

/** One script that leaves `codec` behind. */
async function bundle(): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: "silent",
    plugins: [shortNames()],
    build: {
      write: false,
      minify: true,
      lib: {
        entry: fileURLToPath(new URL("codecUnderTest.ts", import.meta.url)),
        formats: ["iife"],
        name: "codec",
      },
    },
  });
  const [first] = Array.isArray(output) ? output : [];
  return first!.output[0].code;
}

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launch();
  page = await browser.newPage();
  await page.addScriptTag({ content: await bundle() });
});

afterAll(async () => {
  await browser.close();
});

/** The first difference of each vector in the file, or null. */
function differences(file: string): Promise<(string | null)[]> {
  return page.evaluate(
    (json) => codec.parseVectors(json).map((vector) => codec.replayVector(vector, codec.decoderOf(vector))),
    vectorFile(file),
  );
}

describe("the golden vectors in a browser", () => {
  it.each(vectorFiles())("of %s are decoded as in Java", async (file) => {
    const found = await differences(file);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((difference) => difference !== null)).toEqual([]);
  });

  it("of grids are quantised as in Java", async () => {
    const difference = await page.evaluate(
      (json) => codec.replayQuantise(codec.parseQuantiseVectors(json)),
      vectorFile("quantise.json"),
    );
    expect(difference).toBeNull();
  });

  it("of moments that a player saw are drawn where the server believes it", async () => {
    const difference = await page.evaluate(
      (json) => codec.replaySeen(codec.parseSeen(json)),
      vectorFile("seen.json"),
    );
    expect(difference).toBeNull();
  });

  it("of a ship's movement are stepped as in Java", async () => {
    const difference = await page.evaluate(
      (json) =>
        codec.firstDifference(
          JSON.parse(json),
          codec.stepShip,
          (world, walls) => new codec.WallGrid(world, walls),
        ),
      readFileSync(SHIP_RULES, "utf8"),
    );
    expect(difference).toBeNull();
  });

  it("of whole messages are read as Java wrote them", async () => {
    const difference = await page.evaluate(
      (json) => codec.replayMessages(codec.parseMessages(json)),
      vectorFile("messages.json"),
    );
    expect(difference).toBeNull();
  });
});
