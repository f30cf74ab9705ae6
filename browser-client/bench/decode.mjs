// node bench/decode.mjs RECORDING SECONDS: what decoding a recorded room takes in Node and in Chromium, with the decoder
// bundled and minified as a page bundles it. Each back end has an engine of its own, as in a page, whose room has one.
// Prints one line of JSON.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { chromium } from "playwright-core";
import { build } from "vite";
import { chromiumPath } from "./chromium.mjs";

const CODECS = ["bits", "range"];
const BUNDLE = new URL("../dist/bench/decodeBench.js", import.meta.url);

if (isMainThread) {
  const [recording, seconds] = process.argv.slice(2);
  await bundle();
  const figures = [];
  for (const codec of CODECS) {
    figures.push({
      runtime: `Node ${process.version}`,
      codec,
      micros: await inNode(recording, codec, seconds),
    });
  }
  const notMeasured = {};
  try {
    for (const codec of CODECS) {
      figures.push({ codec, ...(await inChromium(recording, codec, seconds)) });
    }
  } catch (error) {
    notMeasured.Chromium = error.message.split("\n")[0];
  }
  console.log(JSON.stringify({ figures, notMeasured }));
} else {
  const { recording, codec, seconds } = workerData;
  const { decodeMicros } = await import(BUNDLE.href);
  parentPort.postMessage(decodeMicros(JSON.parse(readFileSync(recording, "utf8")), codec, Number(seconds)));
}

function bundle() {
  return build({
    root: fileURLToPath(new URL("..", import.meta.url)),
    configFile: false,
    publicDir: false,
    logLevel: "error",
    build: {
      outDir: "dist/bench",
      modulePreload: false,
      rolldownOptions: {
        input: { decodeBench: fileURLToPath(new URL("decodeBench.ts", import.meta.url)) },
        preserveEntrySignatures: "strict",
        output: { entryFileNames: "[name].js" },
      },
    },
  });
}

function inNode(recording, codec, seconds) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { recording, codec, seconds } });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

async function inChromium(recording, codec, seconds) {
  const executablePath = chromiumPath();
  const server = createServer((request, response) => {
    // Isolated pages have clocks of 5 us instead of 100.
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
    const [type, file] =
      request.url === "/decodeBench.js" ? ["text/javascript", BUNDLE] : ["application/json", recording];
    response.setHeader("Content-Type", request.url === "/" ? "text/html" : type);
    response.end(request.url === "/" ? "<!doctype html>" : readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    const micros = await page.evaluate(
      async ([codec, seconds]) => {
        const { decodeMicros } = await import("/decodeBench.js");
        return decodeMicros(await (await fetch("/recording.json")).json(), codec, Number(seconds));
      },
      [codec, seconds],
    );
    return { runtime: `Chromium ${browser.version()}`, micros };
  } finally {
    await browser.close();
    server.close();
  }
}
