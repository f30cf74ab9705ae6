import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, Visitor } from "./visitor";

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});

afterAll(async () => {
  await browser.close();
});

/** What a page saw of the ships around its own, picture by picture. */
interface Witness {
  pictures: number;
  ships: number; // most at once
  travelled: number; // px of the own ship
  vanished: number; // ships that were on the screen and are not there in the next picture
}

/** Watches every picture; ships on the screen may vanish by dying only, which the kill feed tells. */
async function watch(visitor: Visitor): Promise<void> {
  await visitor.page.evaluate(() => {
    const seen = { pictures: 0, ships: 0, travelled: 0, vanished: 0 };
    (window as unknown as { seen: typeof seen }).seen = seen;
    let before = new Map<number, { x: number; y: number }>();
    let from: { x: number; y: number } | undefined;
    const look = (): void => {
      requestAnimationFrame(look);
      const { own, ships } = window.rookery!;
      const step = own && from ? Math.hypot(own.x - from.x, own.y - from.y) : 0;
      if (own && from && step < 300) {
        const now = new Set(ships.map((ship) => ship.seat));
        seen.pictures++;
        seen.ships = Math.max(seen.ships, ships.length);
        seen.travelled += step;
        for (const [seat, { x, y }] of before) {
          const isOnScreen = Math.abs(x - own.x) < 700 && Math.abs(y - own.y) < 400;
          if (isOnScreen && !now.has(seat)) seen.vanished++;
        }
      }
      before = new Map(ships.map((ship) => [ship.seat, ship]));
      from = own && { x: own.x, y: own.y };
    };
    look();
  });
}

const witnessOf = (visitor: Visitor): Promise<Witness> =>
  visitor.page.evaluate(() => ({ ...(window as unknown as { seen: Witness }).seen }));

describe("the large world", () => {
  it("is created, entered by link, and shows the ships around without a flicker", async () => {
    const ada = await Visitor.arrive(browser, "/?r=canvas");
    await ada.page.fill("#name", "Ada of the plains");
    await ada.page.click("#tab-create");
    await ada.page.selectOption("label:has-text('World') select", "large");
    await ada.page.selectOption("label:has-text('Bots') select", "12");
    await ada.page.click("text=Create and play");
    await ada.playing();
    const bob = await Visitor.arrive(browser, `/${new URL(ada.page.url()).search}`, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
    });
    await bob.play("Bob of the hills");
    expect((await bob.state()).room).toBe((await ada.state()).room);
    await ada.until((rookery) => rookery.ships.length > 1); // there is company, and it is near
    await watch(ada);
    await watch(bob);
    for (const key of ["KeyD", "KeyS", "KeyA", "KeyW", "KeyD", "KeyS"]) {
      await ada.page.keyboard.down(key);
      await ada.page.waitForTimeout(1300);
      await ada.page.keyboard.up(key);
    }
    await ada.screenshot("large-world");
    await bob.screenshot("large-world-phone");
    await ada.page.keyboard.down("Tab");
    await ada.page.waitForSelector(".scoreboard .is-mine");
    expect(await ada.page.textContent(".scoreboard")).toMatch(/and \d+ more/);
    await ada.screenshot("large-world-scores");
    await ada.page.keyboard.up("Tab");
    for (const visitor of [ada, bob]) {
      const witness = await witnessOf(visitor);
      const { feed } = await visitor.state();
      expect(witness.pictures).toBeGreaterThan(20);
      expect(witness.ships).toBeLessThan(60); // of 108 and two
      expect(witness.vanished).toBeLessThanOrEqual(feed.length);
      expect(visitor.complaints).toEqual([]);
    }
    expect((await witnessOf(ada)).travelled).toBeGreaterThan(500);
    await ada.leave();
    await bob.leave();
  });
});
