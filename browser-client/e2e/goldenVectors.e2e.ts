import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { messageVector, quantiseVectors, vectorFiles } from "../src/testing/vectors.node";
import type * as Codec from "./codecUnderTest";
import { launch } from "./visitor";

declare const codec: typeof Codec; // in the page

/** One script that leaves `codec` behind. */
async function bundle(): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: "silent",
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

describe("the golden vectors in a browser", () => {
  it.each(vectorFiles())("of $name are decoded as in Java", async ({ vectors }) => {
    const differences = await page.evaluate(
      (all) => all.map((vector) => codec.replayVector(vector, codec.decoderOf(vector))),
      vectors,
    );
    expect(differences).toEqual(vectors.map(() => null));
  });

  it("of grids are quantised as in Java", async () => {
    expect(await page.evaluate((grids) => codec.replayQuantise(grids), quantiseVectors())).toBeNull();
  });

  it("of whole messages are read as Java wrote them", async () => {
    const vector = messageVector();
    const read = await page.evaluate(({ schema, messages }) => {
      const decoder = new codec.DeltaDecoder(schema);
      const reader = new codec.SnapshotReader(schema, decoder);
      return messages.map(({ bytes }) => {
        const verdict = reader.read(Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)));
        return [verdict, reader.tick, decoder.stateHash()];
      });
    }, vector);
    expect(read).toEqual(vector.messages.map(({ tick, rows }) => ["applied", tick, rows]));
  });
});
