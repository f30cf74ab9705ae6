import { describe, expect, it } from "vitest";
import { join, joined } from "../testing/joined";
import { ManualPlatform, type ManualSocket } from "../testing/manualPlatform";
import { welcome } from "../testing/testRoom";

describe("a server that restarts", () => {
  it.each([
    [1012, "restarting"],
    [1013, "try_later"],
    [4013, "node_full"],
    [4030, "shed"],
  ])("is met again after the hint and a part of the spread: %i", async (code, token) => {
    for (const random of [0, 0.999]) {
      const game = await joined();
      game.platform.randoms = () => random;
      game.platform.newestSocket.close(code, `${token} r=2000;s=5000`);
      game.platform.advance(0);
      const { connection } = game.room;
      const waits =
        connection.state === "reconnecting" ? connection.nextTryAtMillis - game.platform.now() : 0;
      expect(Math.round(waits)).toBe(2000 + random * 5000);
      game.platform.advance(8000);
      expect(game.room.connection.state).toBe("online");
    }
  });

  it("has forgotten the seat, and gives another", async () => {
    const game = await joined();
    const down = (socket: ManualSocket): void => socket.close(1006);
    const back = (socket: ManualSocket): void => {
      socket.accept();
      socket.onText = ({ type }) =>
        type === "resume"
          ? socket.close(4006, "seat_gone")
          : socket.sendText({ ...welcome, seat: 3, room: "r-2" });
    };
    game.platform.onSocket = down;
    game.platform.newestSocket.close(1012, "restarting r=2000;s=5000");
    game.platform.advance(5000);
    expect(game.room.connection.state).toBe("reconnecting");
    game.platform.onSocket = back;
    game.platform.advance(10_000);
    expect(game.room.connection.state).toBe("online");
    expect([game.room.seat, game.room.id]).toEqual([3, "r-2"]);
  });

  it("says by its address that a seat is to be taken back", async () => {
    const game = await joined();
    game.platform.newestSocket.close(1006);
    game.platform.advance(1000);
    expect(game.platform.sockets.map(({ url }) => url)).toEqual(["/play", "/play?resume"]);
  });

  it("is asked after two refused upgrades when to come back", async () => {
    const game = await joined();
    const { platform } = game;
    platform.onAsked = () => Promise.resolve(7000);
    platform.onSocket = (socket) => socket.close(1006);
    platform.newestSocket.close(1006);
    platform.advance(251);
    expect(platform.asked).toEqual([]);
    platform.advance(500);
    expect(platform.asked).toEqual(["/play"]);
    await Promise.resolve();
    expect(game.room.connection).toMatchObject({
      state: "reconnecting",
      reason: "The server is restarting.",
    });
    const count = platform.sockets.length;
    platform.comeOnline();
    platform.advance(7000);
    expect(platform.sockets.length).toBe(count);
    platform.onSocket = (socket) => game.server.serve(socket);
    platform.advance(3500);
    expect(game.room.connection.state).toBe("online");
  });

  it("is asked once an attempt, not again and again for as long as it is busy", async () => {
    const { platform } = await joined();
    platform.onAsked = () => Promise.resolve(7000);
    platform.onSocket = (socket) => socket.close(1006);
    platform.newestSocket.close(1006);
    platform.advance(1000);
    const asked = async (): Promise<number> => {
      for (let turn = 0; turn < 50; turn++) {
        await Promise.resolve();
      }
      return platform.asked.length;
    };
    expect(await asked()).toBe(1);
    platform.advance(11_000); // the next attempt
    expect(await asked()).toBe(2);
  });

  it("tells those who want in for the first time", async () => {
    const platform = new ManualPlatform();
    platform.onAsked = () => Promise.resolve(12_000);
    platform.onSocket = (socket) => socket.close(1006);
    const joining = join(platform);
    platform.advance(300);
    await expect(joining).rejects.toMatchObject({
      refusal: { code: "restarting", retryAfterMillis: 15_000 },
    });
  });

  it("is tried on if it says nothing, that it takes players, or nonsense", async () => {
    const nothing = (): Promise<number> => Promise.reject(new Error("No answer."));
    const nonsense = [0, -1, Number.NaN, undefined, null, {}, "soon"] as readonly number[];
    for (const answer of [nothing, ...nonsense.map((said) => () => Promise.resolve(said))]) {
      const game = await joined();
      game.platform.onAsked = answer;
      game.platform.onSocket = (socket) => socket.close(1006);
      game.platform.newestSocket.close(1006);
      game.platform.advance(1000);
      await Promise.resolve();
      game.platform.onSocket = (socket) => game.server.serve(socket);
      game.platform.advance(8000);
      expect(game.room.connection.state).toBe("online");
    }
  });
});
