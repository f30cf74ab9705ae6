import { describe, expect, it } from "vitest";
import type { Visitor } from "./visitor";
import { visitors } from "./visitors";

const arrive = visitors();

/** Opens a private room of two teams without bots; answers its link. */
async function openTeams(host: Visitor, name: string): Promise<string> {
  await host.page.fill("#name", name);
  await host.page.click("#tab-create");
  await host.page.selectOption("label:has-text('Bots') select", "0");
  await host.page.selectOption("label:has-text('Mode') select", "teams");
  await host.page.click("text=Create and play");
  await host.playing();
  return new URL(host.page.url()).search;
}

async function write(visitor: Visitor, key: "KeyT" | "KeyY", text: string): Promise<void> {
  await visitor.page.keyboard.press(key);
  await visitor.page.waitForSelector(".chat-field", { state: "visible" });
  await visitor.page.keyboard.type(text);
  await visitor.page.keyboard.press("Enter");
}

async function sees(visitor: Visitor, selector: string, words: string): Promise<void> {
  await visitor.page.waitForSelector(`${selector}:has-text("${words}")`, { state: "attached" });
}

describe("two teams", () => {
  it("write to all or to their own side, which no spy reads, and mute whom they like", async () => {
    const ada = await arrive("/?r=canvas");
    const link = await openTeams(ada, "Ada");
    const spy = await arrive(`/${link}`);
    await spy.play("Spy");
    await sees(ada, ".is-presence", "came in");
    const bob = await arrive(`/${link}`, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await bob.play("Bob");

    await write(ada, "KeyY", "flank left");
    await bob.until((rookery) => rookery.chat.includes("Ada to the team: flank left"));
    await write(ada, "KeyT", "good luck all");
    await spy.until((rookery) => rookery.chat.includes("Ada: good luck all"));
    expect((await spy.state()).chat).not.toContain("Ada to the team: flank left");

    await bob.page.tap("text=Chat");
    await bob.page.tap(".chat-channel");
    await sees(bob, ".chat-channel", "Team");
    await bob.page.fill(".chat-field", "on my way");
    await bob.screenshot("chat-phone");
    await bob.page.tap(".chat-form button[type=submit]");
    await ada.until((rookery) => rookery.chat.includes("Bob to the team: on my way"));

    // At once: key by key a busy machine takes longer than the limit asks for.
    await spy.page.evaluate(() => {
      const field = document.querySelector<HTMLInputElement>(".chat-field")!;
      for (let i = 1; i <= 7; i++) {
        field.value = `line ${i} of many`;
        field.form!.requestSubmit();
      }
    });
    await sees(spy, ".is-error", "You are writing too fast: wait");
    await spy.screenshot("chat-too-fast");

    await ada.page.keyboard.press("KeyT");
    await ada.page.keyboard.press("Tab");
    await ada.page.click(".chat-name:has-text('Spy') >> nth=0");
    await sees(ada, ".is-notice", "You no longer read");
    await ada.screenshot("chat-desktop");
    await ada.page.keyboard.press("Escape");
    await ada.page.keyboard.down("Tab");
    await sees(ada, ".scoreboard .mark", "muted");
    await ada.screenshot("chat-muted");
    await ada.page.keyboard.up("Tab");

    const late = await arrive(`/${link}`);
    await late.play("Late");
    await late.until((rookery) => rookery.chat.includes("Ada: good luck all"));
    expect((await late.state()).chat.some((line) => line.includes("flank"))).toBe(false);
    await late.screenshot("chat-late");
    await spy.leave();
    await sees(ada, ".is-presence", "Spy");
  });
});
