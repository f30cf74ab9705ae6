import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launch, Visitor } from "./visitor";

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});

afterAll(async () => {
  await browser.close();
});

/** Every socket of this page speaks a protocol that the server has forgotten. */
function growOld(): void {
  const Newer = window.WebSocket;
  window.WebSocket = class extends Newer {
    constructor(url: string | URL) {
      super(url, "rookery.0");
    }
  };
}

it("an old page after a deploy reloads itself once, and then says that it is old", async () => {
  const ada = await Visitor.arrive(browser, "/?r=canvas");
  await ada.page.addInitScript(growOld);
  await ada.page.reload();
  let loads = 0;
  ada.page.on("load", () => loads++);
  await ada.page.fill("#name", "Ada");
  const reloaded = ada.page.waitForEvent("load");
  await ada.page.click(".play-button");
  await reloaded;
  await ada.until((rookery) => rookery.screen === "lobby");
  await ada.page.click(".play-button");
  await ada.until((rookery) => rookery.screen === "verdict");
  expect(await ada.page.textContent(".screen:not(.menu) h2")).toBe("A newer version is here");
  expect(loads).toBe(1);
  expect(ada.complaints).toEqual([]);
  await ada.leave();
});
