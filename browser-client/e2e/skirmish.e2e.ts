import { describe, expect, it } from "vitest";
import type { TestHook } from "../games/skirmish/testHook";
import { baseUrl, type Visitor } from "./visitor";
import { visitors } from "./visitors";

const arrive = visitors();

/** Opens a private room without bots and comes back with its link. */
async function openRoom(host: Visitor, name: string): Promise<string> {
  await host.page.fill("#name", name);
  await host.page.click("#tab-create");
  await host.page.selectOption("label:has-text('Bots') select", "0");
  await host.page.click("text=Create and play");
  await host.playing();
  return new URL(host.page.url()).search;
}

const shipOf = (ships: readonly { seat: number; x: number; y: number }[], seat: number) =>
  ships.find((ship) => ship.seat === seat);

describe("two people in one room", () => {
  it("meet by a link, see each other move and shoot, and talk", async () => {
    const ada = await arrive("/?r=canvas");
    const link = await openRoom(ada, "Ada");
    const bob = await arrive(`/${link}`);
    await bob.screenshot("invited");
    await bob.play("Bob");
    const [adaState, bobState] = [await ada.state(), await bob.state()];
    expect(bobState.room).toBe(adaState.room);
    expect(bobState.seat).not.toBe(adaState.seat);
    const adaSeat = adaState.seat;
    const bobSeat = bobState.seat;

    for (const [mover, watcher, seat] of [
      [ada, bob, adaSeat],
      [bob, ada, bobSeat],
    ] as const) {
      const before = await watcher.until((rookery) => shipOf(rookery.ships, seat) !== undefined);
      const from = shipOf(before.ships, seat)!;
      await mover.page.mouse.move(640, 200);
      await mover.page.mouse.down();
      const hasMoved = (rookery: TestHook): boolean => {
        const ship = shipOf(rookery.ships, seat) ?? from;
        return Math.hypot(ship.x - from.x, ship.y - from.y) > 60;
      };
      let seen: TestHook | undefined;
      for (const key of ["KeyD", "KeyS", "KeyA", "KeyW"]) {
        await mover.page.keyboard.down(key);
        seen ??= await watcher.within(3_000, hasMoved); // there may be a wall on this side
        await mover.page.keyboard.up(key);
      }
      expect(seen).toBeDefined();
      await watcher.until((rookery) => (rookery.boltsBySeat[seat] ?? 0) >= 3);
      await mover.screenshot(`shooting-${seat === adaSeat ? "ada" : "bob"}`);
      await mover.page.mouse.up();
    }

    await ada.page.keyboard.press("Enter");
    await ada.page.keyboard.type("hello Bob");
    await ada.page.keyboard.press("Enter");
    await bob.until((rookery) => rookery.chat.includes("Ada: hello Bob"));
    await ada.until((rookery) => rookery.chat.includes("Ada: hello Bob"));
    await bob.screenshot("chat");
  });

  it("are back in their seat after a reload", async () => {
    const ada = await arrive("/?r=canvas");
    const link = await openRoom(ada, "Ada");
    const bob = await arrive(`/${link}`);
    await bob.play("Bob");
    const before = await bob.state();
    await bob.page.reload();
    await bob.playing();
    const after = await bob.state();
    expect(after.seat).toBe(before.seat);
    expect(after.room).toBe(before.room);
    expect((await ada.state()).seat).not.toBe(after.seat);
  });

  it("are text to each other, whatever they call themselves and write", async () => {
    const markup = "<img src=x onerror=alert(1)>";
    const name = "<b onclick=alert(1)>Eve";
    const eve = await arrive("/?r=canvas");
    const link = await openRoom(eve, name);
    const bob = await arrive(`/${link}`);
    await bob.play("Bob");
    await eve.page.keyboard.press("Enter");
    await eve.page.keyboard.type(markup);
    await eve.page.keyboard.press("Enter");
    await bob.until((rookery) =>
      rookery.chat.includes(`<b onclick=alert(1)>Eve: <img src=x onerror=alert(1)>`),
    );
    await bob.page.keyboard.down("Tab");
    await bob.page.waitForSelector(".scoreboard .pilot-name");
    const shown = await bob.page.evaluate(() => ({
      names: [...document.querySelectorAll(".scoreboard .pilot-name")].map((element) => element.textContent),
      chat: [...document.querySelectorAll(".chat-text")].map((element) => element.textContent),
      injected: document.querySelectorAll(".chat img, .chat b, .scoreboard b, .scoreboard img").length,
    }));
    await bob.screenshot("text-is-text");
    expect(shown.names).toContain(name);
    expect(shown.chat).toContain(markup);
    expect(shown.injected).toBe(0);
  });
});

describe("one person alone", () => {
  it("is sent the table that snapshots are read with once, and has it on the next visit", async () => {
    const ada = await arrive("/?r=canvas");
    const welcomes: string[] = [];
    ada.page.on("websocket", (socket) =>
      socket.on("framereceived", ({ payload }) => {
        if (typeof payload === "string" && payload.includes('"welcome"')) welcomes.push(payload);
      }),
    );
    await ada.play("Ada");
    await ada.page.reload();
    await ada.playing();
    const tables = welcomes.map((text) => JSON.parse(text).table);
    expect(tables).toEqual([
      { hash: expect.any(Number), version: 1, text: expect.stringContaining("rookery-table 1") },
      { hash: tables[0].hash, version: 1 },
    ]);
    // What the storage has garbled is not counted on.
    await ada.page.evaluate(() => {
      const key = "rookery.tables.skirmish";
      localStorage.setItem(key, localStorage.getItem(key)!.replace("changed", "Changed"));
    });
    await ada.page.reload();
    await ada.playing();
    expect(JSON.parse(welcomes[2]!).table).toEqual(tables[0]);
  });

  it("plays at once against bots", async () => {
    const ada = await arrive("/?r=canvas");
    await ada.page.waitForSelector(".play-button");
    await ada.screenshot("lobby");
    await ada.play("Ada");
    await ada.until((rookery) => rookery.ships.length >= 4);
    await ada.page.mouse.move(900, 300);
    await ada.page.mouse.down();
    await ada.until((rookery) => Object.keys(rookery.boltsBySeat).length >= 3);
    await ada.screenshot("playing");
    await ada.page.mouse.up();
    await ada.page.keyboard.down("Tab");
    await ada.page.waitForSelector(".scoreboard tr.is-mine");
    await ada.screenshot("scores");
    await ada.page.keyboard.up("Tab");
    await ada.page.keyboard.press("Escape");
    await ada.until((rookery) => rookery.menuOpen);
    expect(await ada.page.inputValue(".link-field")).toContain(`${baseUrl()}/?room=`);
    await ada.screenshot("menu");
    await ada.page.click("text=Leave the room");
    await ada.until((rookery) => rookery.screen === "lobby");
  });

  it("has the ship's keys back after a click beside the open chat or on a button", async () => {
    const ada = await arrive("/?r=canvas");
    await openRoom(ada, "Ada");
    const sees = (what: string, isThere: boolean) =>
      ada.page.waitForSelector(what, { state: isThere ? "visible" : "hidden" });
    await ada.page.keyboard.down("Tab");
    await ada.page.keyboard.press("Enter");
    await sees(".chat-field", true);
    await ada.page.keyboard.up("Tab");
    await sees(".scoreboard", false); // from the next picture on
    await ada.page.mouse.click(640, 300);
    await sees(".chat-field", false);
    await ada.page.click(".mute-button");
    const sound = await ada.page.getAttribute(".mute-button", "aria-pressed");
    await ada.page.keyboard.press("Enter");
    await sees(".chat-field", true);
    await ada.page.keyboard.type("still here");
    await ada.page.click(".chat-form button[type=submit]");
    await ada.until((rookery) => rookery.chat.includes("Ada: still here"));
    await sees(".chat-field", false);
    expect(await ada.page.getAttribute(".mute-button", "aria-pressed")).toBe(sound);
    const { seat } = await ada.state();
    await ada.page.mouse.move(640, 200);
    await ada.page.mouse.down();
    await ada.until((rookery) => (rookery.boltsBySeat[seat] ?? 0) >= 1);
    await ada.page.mouse.up();
  });

  it("sees the same picture by WebGL", async () => {
    const ada = await arrive("/?r=webgl");
    await ada.play("Ada");
    await ada.until((rookery) => rookery.ships.length >= 4);
    const { renderer } = await ada.state();
    await ada.screenshot(`playing-${renderer}`);
    expect(renderer).toBe("webgl");
  });

  it("is told in words that a room is gone", async () => {
    const ada = await arrive("/?r=canvas&room=nosuchroomnosuchroomno");
    await ada.page.fill("#name", "Ada");
    await ada.page.click(".play-button");
    await ada.until((rookery) => rookery.screen === "verdict");
    expect(await ada.page.textContent(".screen:not(.menu) h2")).toBe("This room is gone");
    await ada.screenshot("room-gone");
    await ada.page.click("text=To the lobby");
    await ada.until((rookery) => rookery.screen === "lobby");
  });
});

describe("a phone", () => {
  it("flies and fires with two thumbs", async () => {
    const ada = await arrive("/?r=canvas", {
      viewport: { width: 360, height: 640 },
      hasTouch: true,
      isMobile: true,
      deviceScaleFactor: 2,
    });
    await ada.screenshot("phone-lobby");
    await ada.page.fill("#name", "Ada");
    await ada.page.tap("#tab-create");
    await ada.page.selectOption("label:has-text('Bots') select", "0");
    await ada.page.tap("text=Create and play");
    await ada.playing();
    await ada.page.tap("text=Got it");
    const before = (await ada.state()).own!;
    const seat = (await ada.state()).seat;
    const devices = await ada.page.context().newCDPSession(ada.page);
    // Slanted towards the middle: along a wall, should there be one.
    const pull = { x: before.x < 2048 ? 34 : -34, y: before.y < 2048 ? 34 : -34 };
    const thumbs = (left: { x: number; y: number }, right: number) => [
      { x: 90 + left.x, y: 520 + left.y, id: 1 },
      { x: 270, y: 520 - right, id: 2 },
    ];
    await devices.send("Input.dispatchTouchEvent", {
      type: "touchStart",
      touchPoints: thumbs({ x: 0, y: 0 }, 0),
    });
    await devices.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: thumbs(pull, 48) });
    await ada.until((rookery) => (rookery.boltsBySeat[seat] ?? 0) >= 3);
    await ada.until(({ own }) => own !== undefined && Math.hypot(own.x - before.x, own.y - before.y) > 20);
    await ada.screenshot("phone-playing");
    await devices.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  });
});

describe("the numbers", () => {
  it.each([
    ["by a key on a desk", { viewport: { width: 1280, height: 800 } }, "overlay-desktop"],
    [
      "by the dot on a phone",
      { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
      "overlay-phone",
    ],
  ])("open %s, and say where the time goes and who is to blame", async (_, options, name) => {
    const ada = await arrive("/?r=canvas", options);
    await ada.play("Ada");
    const { page } = ada;
    if (name === "overlay-phone") await page.tap(".connection");
    else await page.keyboard.press("F3");
    const words = page.locator(".stats-verdict");
    await page.waitForFunction(() =>
      /^(All is well|Your device|The path|The server):/.test(
        document.querySelector(".stats-verdict")!.textContent!,
      ),
    );
    const medians = (await page.locator(".stats-stages td:nth-child(2)").allInnerTexts()).map(Number);
    expect(medians).toHaveLength(6);
    expect(medians.every((median) => median >= 0)).toBe(true);
    const total = Number.parseFloat(await page.locator(".stats-total").innerText());
    expect(total).toBeGreaterThan(medians.at(-1)!); // the last stage has the whole interpolation delay
    await ada.screenshot(name);
    if (name === "overlay-phone") await page.tap(".connection");
    else await page.keyboard.press("F3");
    expect(await words.isVisible()).toBe(false);
  });
});
