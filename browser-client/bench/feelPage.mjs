// node bench/feelPage.mjs CONFIG: plays the real page in headless Chromium by keys, with the overlay open, and reads the overlay's
// figures once a second. Times in CONFIG are those of the monotonic clock. Prints one line of JSON.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { chromiumPath } from "./chromium.mjs";

const READING_MS = 1000; // as feelBots.node.ts
const KEYS_MS = 350; // that keys are held
const WAYS = ["KeyW", "KeyW KeyD", "KeyD", "KeyS KeyD", "KeyS", "KeyS KeyA", "KeyA", "KeyW KeyA"];

const { url, seed, playMillis, measureFromMillis, untilMillis } = JSON.parse(
  readFileSync(process.argv[2], "utf8"),
);
const browser = await chromium.launch({
  executablePath: chromiumPath(),
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
try {
  const page = await browser.newPage({ viewport: { width: 640, height: 360 } });
  await page.goto(`${url}/?r=canvas`);
  await page.fill("#name", "Page");
  await sleep(playMillis - now());
  await page.click(".play-button");
  await page.waitForFunction(() => window.rookery?.screen === "playing" && window.rookery.own !== undefined);
  const joinedMillis = now();
  await page.keyboard.press("F3");
  await page.waitForSelector("section.stats:not([hidden])");
  const flight = fly(page);
  const readings = [];
  for (let at = measureFromMillis + READING_MS; at < untilMillis; at += READING_MS) {
    await sleep(at - now());
    readings.push(
      await page.evaluate(() => {
        const { reading, framesPerSecond } = window.rookery;
        return { ...reading, framesPerSecond };
      }),
    );
  }
  await flight;
  const connection = await page.evaluate(() => window.rookery.connection);
  console.log(
    JSON.stringify({ runtime: `Chromium ${browser.version()}`, joinedMillis, connection, readings }),
  );
} finally {
  await browser.close();
}

/** Holds keys now this way, now that; the seed chooses the ways. */
async function fly({ keyboard }) {
  let way = seed >>> 0;
  while (now() < untilMillis) {
    way = (Math.imul(way, 1_664_525) + 1_013_904_223) >>> 0;
    const keys = WAYS[way >>> 29].split(" ");
    for (const key of keys) await keyboard.down(key);
    await sleep(KEYS_MS);
    for (const key of keys) await keyboard.up(key);
  }
}

function now() {
  const [seconds, nanos] = process.hrtime();
  return seconds * 1000 + nanos / 1e6;
}

function sleep(millis) {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
