import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { costOf, saveFigures } from "./pageCost";
import { launch, saveScreenshot, Visitor } from "./visitor";

const PATIENCE = { timeout: 30_000, interval: 100 }; // ms

let browser: Browser;
let visitors: Visitor[] = [];

beforeAll(async () => {
  browser = await launch();
});

afterAll(async () => {
  await browser.close();
});

afterEach(async () => {
  const complaints = visitors.flatMap((visitor) => visitor.complaints);
  for (const visitor of visitors) await visitor.leave();
  visitors = [];
  expect(complaints).toEqual([]);
});

async function open(path = "/playground/", width = 1280, height = 720): Promise<Page> {
  const visitor = await Visitor.arrive(browser, path, { viewport: { width, height } });
  visitors.push(visitor);
  return visitor.page;
}

/** Into a room of one's own, so that no other test is in it. */
async function openRoom(page: Page, game: string, settings: Record<string, string> = {}): Promise<void> {
  const card = page.getByRole("region", { name: game, exact: true });
  for (const [name, value] of Object.entries(settings)) {
    const control = card.getByLabel(name);
    const isNumber = (await control.getAttribute("type")) === "number";
    await (isNumber ? control.fill(value) : control.selectOption(value));
  }
  await card.getByText("private").click();
  await card.getByText("Open a room").click();
  await page.waitForSelector(".state-row.is-mine, .state-row.is-kind");
}

/** The value of a field in the row of our own entity, as it is written. */
async function mine(page: Page, field: string): Promise<string> {
  return page.evaluate((name) => {
    const rows = [...document.querySelectorAll<HTMLElement>(".state-row")];
    const own = rows.findIndex((row) => row.classList.contains("is-mine"));
    const names = rows.slice(0, own).findLast((row) => row.classList.contains("is-names"));
    const at = [...(names?.children ?? [])].findIndex(({ textContent }) => textContent === name);
    return rows[own]?.children[at]?.textContent ?? "";
  }, field);
}

const tick = async (page: Page): Promise<number> =>
  Number(/tick (\d+)/.exec((await page.textContent("header")) ?? "")?.[1]);

describe("the playground", () => {
  it("lists the registered games, one that no page was written for among them", async () => {
    const page = await open();
    for (const game of ["skirmish", "tag", "meadow"])
      await page.getByRole("region", { name: game, exact: true }).waitFor();
    await saveScreenshot(page, "playground-games");
  });

  it("plays tag by keys that it found by itself, with a second player in the same page", async () => {
    const page = await open();
    await openRoom(page, "tag");
    await page.waitForSelector(".state-row.is-mine");
    const before = await mine(page, "x");
    const key = Number(before) > 400 ? "KeyA" : "KeyD";
    await page.keyboard.down(key);
    await expect
      .poll(async () => Math.abs(Number(await mine(page, "x")) - Number(before)), PATIENCE)
      .toBeGreaterThan(20);
    await page.waitForSelector(".state-row.is-mine .changed");
    await page.keyboard.up(key);

    await page.click("text=Add a player");
    await page.waitForSelector("text=2 of 8");
    await page.waitForSelector(".bits-line");
    await page.waitForSelector("text=avatar: ");
    await page.fill('[aria-label="Chat"]', "Can you hear me?");
    await page.click("text=Say");
    await page.waitForSelector("text=Can you hear me?");
    await saveScreenshot(page, "playground-tag");

    await page.reload(); // the address names the room, and the seats were given back
    await page.waitForSelector("text=1 of 8");
  });

  it("spoils the line, and the round trip shows it", async () => {
    const page = await open();
    await openRoom(page, "tag");
    await page.getByLabel("every tick").selectOption("values");
    await page.click("text=Bad");
    const roundTrip = async (): Promise<number> =>
      Number.parseFloat((await page.textContent('.tile:has-text("Round trip") .tile-value')) ?? "0");
    await expect.poll(roundTrip, PATIENCE).toBeGreaterThan(250);
    await page.click("text=Perfect");
    await expect.poll(roundTrip, PATIENCE).toBeLessThan(200);
  });

  it("stops its display and steps through what came meanwhile", async () => {
    const page = await open();
    await openRoom(page, "tag");
    await page.waitForSelector(".state-row.is-mine");
    await page.click("text=Pause");
    await page.waitForSelector("text=snapshots behind");
    const stopped = await tick(page);
    await page.click("text=Step");
    await expect.poll(() => tick(page), PATIENCE).toBe(stopped + 1);
    await page.click("text=Step");
    await expect.poll(() => tick(page), PATIENCE).toBe(stopped + 2);
    await page.click("text=Resume");
    await expect.poll(() => tick(page), PATIENCE).toBeGreaterThan(stopped + 10);
  });

  it("joins skirmish, and shows its kinds, its bytes by field and its events", async () => {
    const page = await open();
    await openRoom(page, "skirmish", { bots: "8" });
    for (const kind of ["ship", "wall", "pilot", "match"]) {
      await page.click(`.jumps >> text=/^${kind} /`);
      await page.waitForSelector(`.state-fold:has-text("${kind}")`);
    }
    await page.waitForSelector(".log-event");
    await page.waitForSelector('.bits-name:has-text("ship")');
    await expect.poll(async () => (await page.textContent(".tiles")) ?? "", PATIENCE).toMatch(/Snapshots\d/);
    await page.waitForSelector(".u-legend .u-value:has-text('B')");
    await page.click(".jumps >> text=/^ship /");
    await page.waitForSelector('.state-fold:has-text("ship")');
    await saveScreenshot(page, "playground-skirmish");
    await page.click("text=Copy link");
    await page.fill(".state-filter", "no such kind");
    await page.waitForSelector("text=Nothing matches.");
    await page.fill(".state-filter", "mine");
    await page.waitForSelector(".state-row.is-mine .own");
  });

  it("shows three hundred moving entities of a game that nobody wrote a page for, by few elements", async () => {
    const page = await open();
    await openRoom(page, "meadow", { season: "autumn" });
    await page.waitForSelector('.state-row:has-text("300")');
    await page.waitForSelector(".state-row .changed");
    const rows = (): Promise<number> => page.locator(".state-row").count();
    expect(await rows()).toBeLessThan(60);
    await page.locator(".state-scroll").evaluate((element) => {
      element.scrollTop = element.scrollHeight;
    });
    await page.waitForSelector('.state-row.is-mine:has-text("mine")');
    expect(await rows()).toBeLessThan(60);
    await page.keyboard.down("KeyD");
    await expect.poll(() => mine(page, "x").then(Number), PATIENCE).toBeGreaterThan(600);
    await page.keyboard.up("KeyD");
    await page.waitForSelector('.log-event:has-text("bloomed")');
    const from = await tick(page);
    const cost = await costOf(page, () => expect.poll(() => tick(page), PATIENCE).toBeGreaterThan(from + 80));
    saveFigures("playground-300-entities", { rows: await rows(), ...cost });
    await saveScreenshot(page, "playground-meadow");
  });

  it("takes any kind of game: interest cells, packed bits, and a hand that only its owner sees", async () => {
    const prairie = await open();
    await openRoom(prairie, "prairie", { herd: "400" });
    const row = prairie.locator('.state-row[data-kind="rider"]:not(.is-kind):not(.is-names)');
    const rider = async (): Promise<number> => Number(await row.locator(":nth-child(3)").textContent());
    const from = await rider();
    await prairie.hover(".picture");
    await prairie.mouse.down(); // the input's x and y are a place: where the pointer presses
    await expect.poll(async () => Math.abs((await rider()) - from), PATIENCE).toBeGreaterThan(100);
    await prairie.mouse.up();
    await prairie.waitForSelector('.bits-name:has-text("cell")');

    const test = await open();
    await openRoom(test, "test");
    await test.waitForSelector('.bits-name:has-text("idle run")');

    const cards = await open();
    await openRoom(cards, "cards");
    await cards.waitForSelector('.state-row.is-mine:has-text("#65536 mine")');
    await cards.waitForSelector("text=only its owner sees it");
    await saveScreenshot(cards, "playground-cards");
  });

  it("says what is wrong with an address or a name", async () => {
    const page = await open("/playground/#game=chess");
    await page.waitForSelector('text=This server has no game "chess".');
    await page.fill('[aria-label="Name"]', "");
    await page.getByRole("region", { name: "tag", exact: true }).getByText("Join").click();
    await page.waitForSelector("text=bad_join");
    await page.fill('[aria-label="Name"]', "Author");
    await page.fill('[aria-label="Room"]', "nowhere");
    await page.getByRole("region", { name: "tag", exact: true }).getByText("Join").click();
    await page.waitForSelector('[role="alert"]:has-text("room_gone")');
    await saveScreenshot(page, "playground-refused");
  });

  it("fits a phone", async () => {
    const page = await open("/playground/", 390, 844);
    await saveScreenshot(page, "playground-games-phone");
    await openRoom(page, "tag");
    await page.waitForSelector(".bits-line");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.evaluate(() => scrollTo(0, 0));
    await saveScreenshot(page, "playground-phone");
  });
});
