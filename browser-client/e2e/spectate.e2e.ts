import { describe, expect, it } from "vitest";
import type { Visitor } from "./visitor";
import { visitors } from "./visitors";

const arrive = visitors();

const textOf = (visitor: Visitor, selector: string): Promise<string | null> =>
  visitor.page.textContent(selector);

/** Waits until an element says so. */
async function says(visitor: Visitor, selector: string, words: RegExp): Promise<void> {
  await expect.poll(() => textOf(visitor, selector), { timeout: 30_000 }).toMatch(words);
}

describe("somebody who watches", () => {
  it("comes by the button in the lobby, follows one pilot after the other, flies freely, and joins", async () => {
    const ada = await arrive("/?r=canvas");
    await ada.play("Ada the watched");
    const room = (await ada.state()).room!;

    const eve = await arrive("/?r=canvas");
    await eve.page.waitForSelector(".watch-button");
    await eve.screenshot("watch-lobby");
    await eve.page.locator(`.room-line:has([data-room="${room}"]) .watch-button`).click();
    await says(eve, ".watch-badge", /^Delayed by 3 s$/);
    await eve.page.waitForSelector(".watch-wait", { state: "visible" });
    await eve.screenshot("watch-waiting");
    await eve.until((rookery) => rookery.ships.length > 2 && (rookery.watchedSeat ?? -1) >= 0);
    await eve.page.waitForSelector(".watch-wait", { state: "hidden" });
    expect(new URL(eve.page.url()).search).toContain(`watch=${room}`);
    expect(await eve.state()).toMatchObject({ seat: -1, own: undefined, room });

    const first = (await eve.state()).watchedSeat;
    await eve.page.keyboard.press("ArrowRight");
    const second = (await eve.until((rookery) => rookery.watchedSeat !== first)).watchedSeat;
    await eve.screenshot("watch-following");
    await eve.page.click("[aria-label='Previous pilot']");
    await eve.until((rookery) => rookery.watchedSeat === first && rookery.watchedSeat !== second);

    await eve.page.keyboard.down("KeyD");
    await eve.until((rookery) => (rookery.watchedSeat ?? 0) < 0);
    await eve.page.keyboard.up("KeyD");
    await says(eve, ".watch-name", /^Free flight$/);
    await eve.page.mouse.move(640, 300);
    await eve.page.mouse.down();
    await eve.page.mouse.move(500, 260, { steps: 4 });
    await eve.page.mouse.up();
    await eve.screenshot("watch-free");

    await says(ada, ".audience", /^1 watching$/);
    await ada.page.keyboard.press("Enter");
    await ada.page.keyboard.type("who is there?");
    await ada.page.keyboard.press("Enter");
    await eve.until((rookery) => rookery.chat.some((line) => line.includes("who is there?")));
    await ada.screenshot("watched");

    expect(await textOf(eve, ".chat-log")).not.toContain("came in.");
    await eve.page.keyboard.press("KeyJ");
    await eve.playing();
    expect((await eve.state()).room).toBe(room);
    await expect.poll(() => eve.page.isVisible(".watch-bar")).toBe(false);
    expect(new URL(eve.page.url()).search).toContain(`room=${room}`);
  });

  it("comes by a link on a phone, drags and taps, and goes back to the lobby", async () => {
    const ada = await arrive("/?r=canvas");
    await ada.play("Ada");
    const { room } = await ada.state();
    const phone = await arrive(`/?r=canvas&watch=${room}&name=Eve`, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
      deviceScaleFactor: 2,
    });
    await phone.until((rookery) => rookery.ships.length > 2 && (rookery.watchedSeat ?? -1) >= 0);
    await says(phone, ".watch-badge", /^Delayed by 3 s$/);
    await phone.screenshot("watch-phone");
    const seat = (await phone.state()).watchedSeat;
    await phone.page.tap("[aria-label='Next pilot']");
    await phone.until((rookery) => rookery.watchedSeat !== seat);
    await phone.page.tap("text=Free flight");
    await phone.until((rookery) => (rookery.watchedSeat ?? 0) < 0);
    await phone.screenshot("watch-phone-free");
    await phone.page.tap(".watch-ways >> text=Lobby");
    await phone.until((rookery) => rookery.screen === "lobby");
    await phone.page.waitForSelector(".watch-button");
    await phone.screenshot("watch-phone-lobby");
    await phone.page.goto(new URL(`/?watch=AAAAAAAAAA`, phone.page.url()).href);
    await phone.until((rookery) => rookery.screen === "verdict");
    await phone.screenshot("watch-phone-gone");
  });
});
