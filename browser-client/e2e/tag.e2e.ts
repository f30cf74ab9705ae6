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

it("two people play tag by one link", async () => {
  const ada = await Visitor.arrive(browser, "/tag/");
  await ada.page.waitForURL(/room=/);
  const bob = await Visitor.arrive(browser, `/tag/${new URL(ada.page.url()).search}`);
  await bob.page.waitForURL(/room=/);
  expect(new URL(bob.page.url()).searchParams.get("room")).toBe(
    new URL(ada.page.url()).searchParams.get("room"),
  );
  await ada.page.keyboard.down("KeyD");
  await ada.page.waitForSelector("#words");
  await bob.screenshot("tag");
  const complaints = [...ada.complaints, ...bob.complaints];
  await ada.leave();
  await bob.leave();
  expect(complaints).toEqual([]);
});
