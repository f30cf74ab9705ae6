import { describe, expect, it } from "vitest";
import { joined, play } from "./testing/joined";

describe("the stream", () => {
  it("asks for a keyframe after a wrong hash, and heals", async () => {
    const game = await joined();
    play(game, 500);
    game.server.lie = true;
    play(game, 500);
    expect(game.platform.newestSocket.messages).toEqual(["join", "keyframe"]);
    expect(game.room.stats().divergences).toBe(1);
    const drone = game.room.view(game.platform.now()).runner.find(({ id }) => id === 1)!;
    expect(Math.abs(drone.x - game.server.droneX)).toBeLessThan(3);
  });

  it("closes 4040 and resumes when it diverges twice within ten seconds", async () => {
    const game = await joined();
    play(game, 500);
    game.server.lie = true;
    play(game, 4000);
    game.server.lie = true;
    play(game, 2000);
    expect(game.platform.sockets[0]!.closedByPage?.code).toBe(4040);
    expect(game.platform.newestSocket.messages[0]).toBe("resume");
    expect(game.room.connection.state).toBe("online");
  });

  it("takes bytes that are no message for a lost stream", async () => {
    const game = await joined();
    play(game, 500);
    game.platform.newestSocket.sendBinary(Uint8Array.of(1, 2, 3));
    play(game, 500);
    expect(game.platform.newestSocket.messages).toEqual(["join", "keyframe"]);
    expect(game.room.connection.state).toBe("online");
  });
});

describe("words", () => {
  it("tell who is here, in order of seats, as they come and go", async () => {
    const game = await joined();
    const ada = { seat: 3, name: "Ada", look: 1, bot: false, away: false };
    const bot = { seat: 0, name: "Bolt", look: 2, bot: true, away: false };
    const socket = game.platform.newestSocket;
    socket.sendText({ type: "roster", complete: true, players: [ada, bot], left: [] });
    game.platform.advance(1);
    expect(game.room.roster).toEqual([bot, ada]);
    socket.sendText({ type: "roster", complete: false, players: [{ ...ada, away: true }], left: [0] });
    game.platform.advance(1);
    expect(game.room.roster).toEqual([{ ...ada, away: true }]);
  });

  it("reach their handlers, and a handler that throws keeps nobody else from them", async () => {
    const game = await joined();
    const heard: unknown[] = [];
    game.room.onChat(() => {
      throw new Error("a page's fault");
    });
    const stop = game.room.onChat((line) => heard.push(line));
    game.room.onNotice((notice) => heard.push(notice));
    const socket = game.platform.newestSocket;
    socket.sendText({ type: "chat", seat: 1, name: "Bob", text: "<b>hi</b>" });
    expect(() => game.platform.advance(1)).toThrow("a page's fault");
    stop();
    socket.sendText({ type: "notice", code: "slow_down", message: "Not so fast." });
    socket.sendText({ type: "chat", seat: 1, name: "Bob", text: "unheard" });
    socket.sendText({ type: "from_a_newer_server" });
    expect(() => game.platform.advance(1)).toThrow("a page's fault");
    expect(heard).toMatchObject([
      { seat: 1, name: "Bob", text: "<b>hi</b>" },
      { code: "slow_down", message: "Not so fast." },
    ]);
    expect(game.room.connection.state).toBe("online");
  });

  it("are cut by code points and dropped when empty or offline", async () => {
    const game = await joined();
    expect(game.room.chat("  ")).toBe(false);
    expect(game.room.chat("😀".repeat(300))).toBe(true);
    game.platform.advance(1);
    expect(game.platform.newestSocket.texts.at(-1)).toEqual({ type: "chat", text: "😀".repeat(200) });
    game.platform.newestSocket.close(1006);
    game.platform.advance(1);
    expect(game.room.chat("hello")).toBe(false);
  });
});
