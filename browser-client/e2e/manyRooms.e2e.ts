import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openNodeSocket } from "../bench/feel/nodeSocket.node";
import type { Socket } from "../src/platform";
import { SUB_PROTOCOL } from "../src/protocol/protocol";
import { costOf, saveFigures } from "./pageCost";
import { adminUrl, baseUrl, launch, saveScreenshot, Visitor } from "./visitor";

const TOKEN = process.env["ROOKERY_ADMIN_TOKEN"] ?? "";
const ROOMS = 500;
const AT_ONCE = 25; // joins under way
const UPDATES = 6; // that are looked at
const PATIENCE = { timeout: 60_000, interval: 100 }; // ms

let browser: Browser;
let visitor: Visitor;
let page: Page;
const sockets: Socket[] = [];
const rooms: string[] = []; // ids of the rooms that were opened here; the console shows how they begin

/** Opens a room of one's own and stays in it; ends with the welcome. */
function openRoom(number: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = openNodeSocket(`${baseUrl().replace("http", "ws")}/play`, SUB_PROTOCOL, {
      opened: () =>
        socket.send(
          JSON.stringify({ type: "join", game: "tag", name: `Host ${number}`, create: { private: true } }),
        ),
      text: (text) => {
        const message = JSON.parse(text) as { readonly type: string; readonly room?: string };
        if (message.type === "welcome" && message.room !== undefined) {
          rooms.push(message.room);
          resolve();
        }
      },
      binary: () => {},
      closed: (code, reason) => reject(new Error(`room ${number} was closed: ${code} ${reason}`)),
    });
    sockets.push(socket);
  });
}

beforeAll(async () => {
  browser = await launch();
  for (let first = 0; first < ROOMS; first += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => openRoom(first + i)));
  }
  visitor = await Visitor.arrive(browser, "/", { viewport: { width: 1280, height: 720 } }, adminUrl());
  page = visitor.page;
  await page.fill("#token", TOKEN);
  await page.click("text=Open");
  await page.waitForSelector(".state.good");
}, 180_000);

afterAll(async () => {
  for (const socket of sockets) {
    socket.send(JSON.stringify({ type: "leave" })); // so that the rooms go away
    socket.close(1000, "");
  }
  await browser.close();
  expect(visitor.complaints).toEqual([]);
});

const words = async (): Promise<string> => (await page.textContent(".rooms > p")) ?? "";
const rowCount = (): Promise<number> => page.locator(".rooms tbody tr:not(.spacer)").count();
const column = (place: number): Promise<string[]> =>
  page.locator(`.rooms tbody tr:not(.spacer) > :nth-child(${place})`).allTextContents();

/** How long the server takes to look at all rooms and to write them, beside what any answer takes; the best of some. */
async function serverMillis(): Promise<number> {
  const best = async (path: string): Promise<number> => {
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 30; i++) {
      const begun = performance.now();
      await (await ask(path)).text();
      least = Math.min(least, performance.now() - begun);
    }
    return least;
  };
  return (await best("rooms")) - (await best("sanctions"));
}

const ask = (path: string): Promise<Response> =>
  fetch(`${adminUrl()}/api/${path}`, { headers: { Authorization: `Bearer ${TOKEN}` } });

describe("the console of a server with 500 rooms", () => {
  it("shows them all by the few rows that can be seen", async () => {
    await expect.poll(async () => Number.parseInt(await words(), 10), PATIENCE).toBeGreaterThanOrEqual(ROOMS);
    expect(await rowCount()).toBeLessThan(60);
    await saveScreenshot(page, "console-500-rooms");
    await page.locator(".long").evaluate((element) => {
      element.scrollIntoView();
      element.scrollTop = element.scrollHeight;
    });
    await expect
      .poll(
        () =>
          page
            .locator(".rooms .spacer")
            .first()
            .evaluate((row) => row.clientHeight),
        PATIENCE,
      )
      .toBeGreaterThan(10_000);
    expect(await rowCount()).toBeLessThan(60);
    const lowest = await page.locator(".long").evaluate((element) => element.scrollHeight);
    expect(lowest).toBeGreaterThan(ROOMS * 30);
    await saveScreenshot(page, "console-500-rooms-end");
  });

  it("sorts, filters and finds", async () => {
    await page.locator(".long").evaluate((element) => {
      element.scrollTop = 0;
    });
    await page.click('.sort:has-text("Room")');
    const sorted = async (): Promise<boolean> => {
      const ids = await column(1);
      return ids.length > 20 && ids.every((id, i) => i === 0 || ids[i - 1]! <= id);
    };
    await expect.poll(sorted, PATIENCE).toBe(true);
    const isOurs = (begin: string): boolean => rooms.some((id) => id.startsWith(begin));
    const wanted = (await column(1)).find(isOurs); // rooms of other tests may be about to end
    await page.fill(".filter", wanted!);
    await expect.poll(() => words(), PATIENCE).toMatch(/^\d+ of \d+ rooms$/);
    await expect.poll(() => column(1), PATIENCE).toContain(wanted);
    await page.click(`tbody button:has-text("${wanted}")`);
    await page.waitForSelector(".inside:not([hidden]) >> text=Inputs inside the server");
    await page.waitForSelector('.inside td:has-text("Host ")');
    await page.click("text=Back");
    await page.fill(".filter", "no such room");
    await page.waitForSelector("text=No room matches the filter.");
    await page.fill(".filter", "");
  });

  it("tells what it costs, without judging it", async () => {
    const seconds = new Set<string | null>(); // each update tells its time, below the first chart
    const cost = await costOf(page, () =>
      expect
        .poll(async () => seconds.add(await page.textContent(".u-legend")).size, PATIENCE)
        .toBeGreaterThan(UPDATES),
    );
    saveFigures("console-500-rooms", {
      rooms: Number.parseInt(await words(), 10),
      rowsInThePage: await rowCount(),
      updates: seconds.size - 1,
      bytesOfAnUpdate: (await (await ask("rooms")).text()).length,
      serverMillisOfAnUpdate: await serverMillis(),
      ...cost,
    });
    expect(cost.taskMillis).toBeGreaterThan(0);
  });
});
