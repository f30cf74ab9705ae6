// node bench/picture.mjs URL SECONDS BOTS: what drawing a crowded room takes in the real page in headless Chromium, on the canvas path:
// the times between pictures, and what a picture allocates by the sampling heap profiler. Prints one line of JSON.
import { chromium } from "playwright-core";
import { chromiumPath } from "./chromium.mjs";

const WARM_UP_MS = 8000;
const SAMPLED_BYTES = 4096; // one allocation in so many bytes is looked at

const [url, seconds, bots] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: chromiumPath(),
  args: ["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"],
});
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  await page.goto(`${url}/?r=canvas`);
  await page.fill("#name", "Bench");
  await page.click("#tab-create");
  await page.selectOption("label:has-text('Bots') select", bots);
  await page.click("text=Create and play");
  await page.waitForFunction(() => window.rookery?.screen === "playing" && window.rookery.own !== undefined);
  await page.waitForTimeout(WARM_UP_MS);

  const frames = await page.evaluate(pictures, Number(seconds));
  const heap = await context.newCDPSession(page);
  await heap.send("HeapProfiler.enable");
  await heap.send("HeapProfiler.startSampling", {
    samplingInterval: SAMPLED_BYTES,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  const during = await page.evaluate(pictures, Number(seconds));
  const { profile } = await heap.send("HeapProfiler.stopSampling");
  const places = new Map();
  sum(profile.head, places);
  const bytes = [...places.values()].reduce((all, each) => all + each, 0);
  const state = await page.evaluate(() => ({
    ships: window.rookery.ships.length,
    renderer: window.rookery.renderer,
  }));
  const top = [...places]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 12)
    .map(([place, size]) => ({ place, bytesPerPicture: size / during.length }));
  console.log(
    JSON.stringify({
      runtime: `Chromium ${browser.version()}`,
      ...state,
      frames,
      bytesPerPicture: bytes / during.length,
      top,
    }),
  );
} finally {
  await browser.close();
}

/** In the page: the milliseconds between pictures. Room for them is made before. */
function pictures(seconds) {
  return new Promise((resolve) => {
    const times = new Float64Array(seconds * 300);
    let count = 0;
    const until = performance.now() + seconds * 1000;
    const step = (now) => {
      times[count++] = now;
      if (now < until) requestAnimationFrame(step);
      else resolve(Array.from(times.subarray(1, count), (time, i) => time - times[i]));
    };
    requestAnimationFrame(step);
  });
}

function sum(node, places) {
  const { functionName, url, lineNumber, columnNumber } = node.callFrame;
  const place = `${functionName || "(anonymous)"} ${url.split("/").at(-1)}:${lineNumber}:${columnNumber}`;
  if (node.selfSize > 0) places.set(place, (places.get(place) ?? 0) + node.selfSize);
  for (const child of node.children) sum(child, places);
}
