import { describe, expect, it } from "vitest";
import { baseUrl, type Visitor } from "./visitor";
import { visitors } from "./visitors";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const arrive = visitors();

async function makeRoom(wish: object): Promise<{ id: string; code: string }> {
  const answer = await fetch(`${baseUrl()}/api/rooms`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      game: "skirmish",
      ...wish,
      settings: { bots: "0", ...("settings" in wish ? (wish.settings as object) : {}) },
    }),
  });
  expect(answer.status).toBe(201);
  return (await answer.json()) as { id: string; code: string };
}

const rowOf = (visitor: Visitor, id: string) => visitor.page.locator(`li:has([data-room="${id}"])`);

describe("the lobby", () => {
  it("lets whoever finds a room full wait for a seat, be called off, and come in", async () => {
    const { id } = await makeRoom({ seats: 2, settings: { mode: "teams", map: "reef", bots: "4" } });
    const host = await arrive("/?r=canvas");
    await host.page.fill("#name", "Lobby Host");
    await host.page.selectOption(".room-find select", "teams");
    await rowOf(host, id).locator("text=Join").click();
    await host.playing();
    const friend = await arrive(`/?room=${id}&r=canvas`);
    await friend.play("Lobby Friend");

    const guest = await arrive("/?r=canvas");
    await guest.page.fill("#name", "Lobby Guest");
    await guest.page.selectOption(".room-find select", "teams");
    await rowOf(guest, id).locator("text=Wait").click();
    await guest.page.locator("text=You are next.").waitFor();
    await guest.screenshot("lobby-waiting");
    await guest.page.keyboard.press("Escape");
    await rowOf(guest, id).locator("text=Wait").click();
    await guest.page.locator("text=You are next.").waitFor();
    await host.page.keyboard.press("Escape");
    await host.page.locator("text=Or tell them the code").waitFor();
    await host.screenshot("lobby-menu-with-code");
    await host.page.click("text=Leave the room");
    await guest.playing();
    expect((await guest.state()).room).toBe(id);
  });

  it("leads into a private room by its code, once the password is right", async () => {
    const { id, code } = await makeRoom({ private: true, password: "kite" });
    const ada = await arrive("/?r=canvas");
    await ada.page.fill("#name", "Lobby Ada");
    await ada.page.fill("[aria-label='Code or link of a room']", "nothing!");
    await ada.page.click(".by-code button");
    await ada.page.locator("text=A code looks like").waitFor();
    await ada.page.fill("[aria-label='Code or link of a room']", code.toLowerCase());
    await ada.page.click(".by-code button");
    await ada.page.locator("text=This room has a password.").waitFor();
    await ada.page.fill("[aria-label='Password of the room']", "kit");
    await ada.page.keyboard.press("Enter");
    await ada.page.locator("text=That is not the password of this room.").waitFor();
    await ada.screenshot("lobby-password");
    await ada.page.fill("[aria-label='Password of the room']", "kite");
    await ada.page.keyboard.press("Enter");
    await ada.playing();
    expect((await ada.state()).room).toBe(id);
  });

  it("says so when a room has vanished between list and join", async () => {
    const ada = await arrive("/?room=2222-2222&r=canvas");
    await ada.page.fill("#name", "Late");
    await ada.page.click(".play-button");
    await ada.page.locator("text=This room is gone").waitFor();
    await ada.screenshot("lobby-room-gone");
  });

  it("has thirty rooms in a list that can be looked at on any screen", async () => {
    for (let i = 0; i < 30; i++) {
      await makeRoom({
        seats: 2 + (i % 15),
        settings: { mode: i % 2 ? "teams" : "ffa", map: ["rotate", "pinwheel", "foundry"][i % 3] },
        password: "x", // or quick play would lead other tests here
      });
    }
    for (const [name, options] of [
      ["desktop", {}],
      ["phone", PHONE],
    ] as const) {
      const visitor = await arrive("/?r=canvas", options);
      await visitor.page.fill("#name", "A name of twenty-four ch");
      await visitor.page.locator(".room-line").nth(29).waitFor({ state: "attached" });
      await visitor.page.locator(".room-list").scrollIntoViewIfNeeded();
      await visitor.screenshot(`lobby-30-rooms-${name}`);
      const wide = await visitor.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
      await visitor.page.click("#tab-create");
      await visitor.screenshot(`lobby-create-${name}`);
    }
  });
});
