import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { adminUrl, launch, saveScreenshot, Visitor } from "./visitor";

const TOKEN = process.env["ROOKERY_ADMIN_TOKEN"] ?? "";

let browser: Browser;
let visitors: Visitor[] = [];

beforeAll(async () => {
  browser = await launch();
});

afterAll(async () => {
  await browser.close();
});

afterEach(async () => {
  for (const visitor of visitors) await visitor.leave();
  visitors = [];
});

async function play(name: string): Promise<Visitor> {
  const visitor = await Visitor.arrive(browser, "/?r=canvas");
  visitors.push(visitor);
  await visitor.play(name);
  return visitor;
}

async function openConsole(width: number, height: number): Promise<Page> {
  const visitor = await Visitor.arrive(browser, "/", { viewport: { width, height } }, adminUrl());
  visitors.push(visitor);
  await visitor.page.fill("#token", TOKEN);
  await visitor.page.click("text=Open");
  await visitor.page.waitForSelector(".state.good");
  return visitor.page;
}

describe("the admin's console", () => {
  it("says what is wrong with a token, and asks again", async () => {
    const visitor = await Visitor.arrive(browser, "/", {}, adminUrl());
    visitors.push(visitor);
    await visitor.page.fill("#token", "no-such-token");
    await visitor.page.click("text=Open");
    await visitor.page.waitForSelector("text=This is not the token of this server.");
    await saveScreenshot(visitor.page, "console-wrong-token");
  });

  it("shows a room from inside, and removes a player who is told why", async () => {
    const wilhelmina = await play("Wilhelmina"); // an Ada of another test may still have a seat
    const page = await openConsole(1400, 900);
    const room = (await wilhelmina.state()).room!.slice(0, 8);
    await page.click(`tbody button:has-text("${room}")`);
    await page.click("text=Measure");
    await page.waitForSelector(".bits-line:not(.stage-line)");
    await saveScreenshot(page, "console-room");

    await page.click('tr:has-text("Wilhelmina") >> text=remove');
    await page.fill("dialog input", "testing");
    await saveScreenshot(page, "console-confirm");
    await page.click("dialog button[type=submit]");
    await page.waitForSelector("text=Done.");
    await wilhelmina.page.waitForSelector("text=removed");
    await saveScreenshot(wilhelmina.page, "removed-by-admin");
  });

  it("tells everybody something", async () => {
    const ada = await play("Ada");
    const page = await openConsole(1400, 900);
    await page.click("text=Message all");
    await page.fill("dialog input", "Maintenance at ten");
    await page.click("dialog button[type=submit]");
    await ada.page.waitForSelector("text=Maintenance at ten");
    await saveScreenshot(ada.page, "told-by-admin");
  });

  it("fits a phone", async () => {
    await play("Ada");
    const page = await openConsole(390, 844);
    await page.waitForSelector("tbody .link");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await saveScreenshot(page, "console-phone");
  });
});
