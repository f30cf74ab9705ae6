import { describe, expect, it } from "vitest";
import type { EventInfo } from "../index";
import { joined, play } from "../testing/joined";
import { plainBody } from "../testing/plainDecoder";
import { hits, snapshot } from "../testing/testRoom";

/** A page to which the test itself sends the stream from here on. */
async function listening() {
  const game = await joined();
  play(game, 1000);
  game.server.isSending = false;
  const heard: [words: string, info: EventInfo, drawnTick: number][] = [];
  game.room.onEvent("hit", ({ words }, info) => heard.push([words, info, game.room.stats().drawnTick]));
  const send = (parts: Partial<Parameters<typeof snapshot>[0]>): void =>
    game.platform.newestSocket.sendBinary(
      snapshot({ tick: game.server.tick, body: plainBody([]), ...parts }),
    );
  return { ...game, heard, send };
}

describe("an event", () => {
  it("is played when the picture reaches its tick, in order", async () => {
    const game = await listening();
    game.send({ events: hits([0, "first", 1], [null, "second", 2]) });
    play(game, 10);
    expect(game.heard).toEqual([]);
    play(game, 200);
    expect(game.heard.map(([words]) => words)).toEqual(["first", "second"]);
    const [[, info, drawnTick]] = game.heard as [(typeof game.heard)[0]];
    expect(info).toMatchObject({ late: false, onlyMe: false });
    expect(drawnTick).toBeGreaterThanOrEqual(info.tick);
    expect(drawnTick).toBeLessThan(info.tick + 1);
  });

  it("told to this player alone is played at once", async () => {
    const game = await listening();
    game.send({ privateEvents: hits([null, "yours", 0]) });
    game.platform.advance(0);
    expect(game.heard.map(([words, info]) => [words, info.onlyMe, info.late])).toEqual([
      ["yours", true, false],
    ]);
  });

  it("that was missed comes with the keyframe, late if it is older than half a second", async () => {
    const game = await listening();
    const { tick } = game.server;
    play(game, 1000);
    const now = game.server.tick;
    game.send({
      tick: now,
      keyframe: true,
      missedEvents: [
        [tick + 1, hits([1, "old", 0])],
        [now - 2, hits([1, "fresh", 0])],
      ],
    });
    play(game, 300);
    expect(game.heard.map(([words, info]) => [words, info.late])).toEqual([
      ["old", true],
      ["fresh", false],
    ]);
  });

  it("is played even where nobody draws", async () => {
    const game = await listening();
    game.send({ events: hits([0, "unseen", 1]) });
    game.platform.advance(1000);
    expect(game.heard.map(([words]) => words)).toEqual(["unseen"]);
  });
});
