import { describe, expect, it } from "vitest";
import type { ConnectionState, JoinError } from "../index";
import { type Joined, join, joined, play, still } from "../testing/joined";
import { ManualPlatform } from "../testing/manualPlatform";
import { TestRoom, welcome } from "../testing/testRoom";
import { backoffMillis } from "./backoff";

/** A page whose server is the test itself. */
function alone(): ManualPlatform {
  return new ManualPlatform();
}

async function refusal(joining: Promise<unknown>): Promise<JoinError["refusal"]> {
  return await joining.then(
    () => Promise.reject(new Error("It was let in.")),
    (error: JoinError) => error.refusal,
  );
}

function states(game: Joined): ConnectionState[] {
  const all: ConnectionState[] = [];
  game.room.onConnection((state) => all.push(state));
  return all;
}

describe("joining", () => {
  it("says first who it is and which schema it was built from", async () => {
    const platform = alone();
    void join(platform, { look: 7, room: "r-1" }).catch(() => {});
    platform.advance(1);
    const socket = platform.newestSocket;
    expect([socket.url, socket.subProtocol]).toEqual(["/play", "rookery.1"]);
    expect(socket.texts).toEqual([
      {
        type: "join",
        game: "test",
        name: "Ada",
        fingerprint: -77,
        tables: [],
        look: 7,
        room: "r-1",
      },
    ]);
  });

  it("opens a private room with its settings", () => {
    const platform = alone();
    void join(platform, { create: { private: true, settings: { mode: "teams" } } }).catch(() => {});
    platform.advance(1);
    expect(platform.newestSocket.texts[0]).toMatchObject({
      create: { private: true, settings: { mode: "teams" } },
    });
  });

  it("is refused with the server's own words", async () => {
    const platform = alone();
    const joining = join(platform);
    platform.advance(1);
    platform.newestSocket.sendText({ type: "error", code: "room_full", message: "All 8 seats are taken." });
    platform.newestSocket.close(4014, "room_full");
    platform.advance(1);
    expect(await refusal(joining)).toEqual({
      code: "room_full",
      message: "All 8 seats are taken.",
      closeCode: 4014,
      retryAfterMillis: 0,
      reload: false,
    });
  });

  it("has a sentence where the server gives only a code", async () => {
    const platform = alone();
    const joining = join(platform);
    platform.advance(1);
    platform.newestSocket.close(4003, "forbidden");
    platform.advance(1);
    expect(await refusal(joining)).toMatchObject({
      code: "forbidden",
      message: "The server ended the connection.",
    });
  });

  it("tries an unreachable server for ten seconds, then says so", async () => {
    const platform = alone();
    platform.onSocket = (socket) => socket.close(1006);
    const joining = join(platform);
    platform.advance(30_000);
    expect(await refusal(joining)).toMatchObject({ message: "The server cannot be reached." });
    expect(platform.sockets.length).toBeGreaterThan(3);
    expect(platform.sockets.length).toBeLessThan(20);
  });

  it("does not wait for a server that accepts and says nothing", async () => {
    const platform = alone();
    const joining = join(platform);
    platform.advance(30_000);
    expect(await refusal(joining)).toMatchObject({ closeCode: 1006 });
    expect(platform.sockets.every((socket) => socket.closedByPage !== null)).toBe(true);
  });

  it("tells when to come back if the server is full for longer than anybody waits", async () => {
    const platform = alone();
    const joining = join(platform);
    platform.advance(1);
    platform.newestSocket.close(4013, "node_full r=20000;s=10000");
    platform.advance(1);
    expect(await refusal(joining)).toMatchObject({ closeCode: 4013, retryAfterMillis: 25_000 });
  });

  it("must reload when the server plays another schema", async () => {
    for (const wrong of [
      { fingerprint: 1 },
      { game: "other" },
      { codec: "huffman" },
      { schema: { game: 1 } },
      { schema: { ...welcome.schema, cells: { columns: 2, rows: 2 } } }, // the generated game has no part for cells
    ]) {
      const platform = alone();
      const joining = join(platform);
      platform.advance(1);
      platform.newestSocket.sendText({ ...welcome, ...wrong });
      platform.advance(1);
      expect(await refusal(joining)).toMatchObject({ reload: true, closeCode: 4026 });
    }
  });

  it.each([
    "",
    "[]",
    "nonsense",
    '{"type":"welcome"}',
    '{"type":5}',
    JSON.stringify({ ...welcome, seat: -1 }),
    JSON.stringify({ ...welcome, settings: { a: 1 } }),
  ])("gives up on a server that answers %s", async (answer) => {
    const platform = alone();
    const joining = join(platform);
    platform.advance(1);
    platform.newestSocket.sendText(answer);
    platform.advance(1);
    expect(await refusal(joining)).toMatchObject({ reload: true });
  });

  it("can be called off", async () => {
    const platform = alone();
    const controller = new AbortController();
    const joining = join(platform, { signal: controller.signal });
    platform.advance(1);
    controller.abort();
    expect(await refusal(joining)).toMatchObject({ code: "aborted" });
    expect(platform.newestSocket.closedByPage?.code).toBe(1000);
    expect(await refusal(join(platform, { signal: controller.signal }))).toMatchObject({ code: "aborted" });
  });
});

describe("a lost connection", () => {
  it("comes back to its seat with the newest token", async () => {
    const game = await joined(20);
    const all = states(game);
    const token = "token-1";
    play(game, 1000);
    game.platform.newestSocket.close(1006);
    game.platform.advance(21);
    expect(game.room.connection).toMatchObject({
      state: "reconnecting",
      attempt: 1,
      reason: "The connection was lost.",
    });
    game.platform.advance(1000);
    expect(game.platform.newestSocket.texts[0]).toMatchObject({ type: "resume", token, heard: 0 });
    expect(all.map(({ state }) => state)).toEqual(["online", "reconnecting", "online"]);
  });

  it("says how many control messages it heard, so that only the others come again", async () => {
    const game = await joined(20);
    const { platform } = game;
    platform.randoms = () => 0.1;
    play(game, 100);
    for (const text of ["one", "two"]) {
      platform.newestSocket.sendText({ type: "chat", seat: 0, name: "Ada", text });
    }
    platform.newestSocket.sendText({ type: "error", code: "too_slow", message: "Too slow." });
    platform.newestSocket.close(4008, "too_slow");
    platform.onSocket = (socket) => socket.close(1006); // this welcome is lost
    platform.advance(1000);
    platform.onSocket = (socket) => game.server.serve(socket);
    platform.advance(8000);
    expect(platform.newestSocket.texts[0]).toMatchObject({ type: "resume", heard: 2 });
    platform.newestSocket.close(1006);
    platform.advance(2000);
    expect(platform.newestSocket.texts[0]).toMatchObject({ type: "resume", heard: 0 });
  });

  it("counts its inputs from 1 again and goes on without a correction", async () => {
    const game = await joined(20);
    game.room.sampleInput(() => still);
    play(game, 1000);
    game.platform.newestSocket.close(1006);
    play(game, 1000);
    game.server.consumed.length = 0;
    play(game, 1000);
    expect(Math.min(...game.server.consumed)).toBeLessThan(30);
    expect(game.room.stats().pendingInputs).toBeLessThan(6);
  });

  it("joins afresh by itself when the seat is gone", async () => {
    const game = await joined(20);
    play(game, 500);
    game.platform.onSocket = (socket) => {
      socket.accept();
      socket.onText = (message) => {
        if (message.type === "resume") {
          socket.close(4006, "seat_gone");
        } else {
          socket.sendText({ ...welcome, seat: 5, room: "r-new" });
        }
      };
    };
    game.platform.newestSocket.close(1001);
    game.platform.advance(2000);
    expect(game.room.connection.state).toBe("online");
    expect([game.room.seat, game.room.id]).toEqual([5, "r-new"]);
  });

  it("waits at random up to a bound that doubles, so that nobody comes back together", async () => {
    const game = await joined();
    const waits: number[] = [];
    game.platform.randoms = () => 0.999;
    game.platform.onSocket = (socket) => socket.close(1006);
    game.room.onConnection((state) => {
      if (state.state === "reconnecting") {
        waits.push(Math.round(state.nextTryAtMillis - game.platform.now()));
      }
    });
    game.platform.newestSocket.close(1006);
    game.platform.advance(40_000);
    expect(waits.slice(0, 6)).toEqual([500, 999, 1998, 3996, 7992, 7992]);
  });

  it("spreads a storm of thousands over the whole backoff", () => {
    const waits = Array.from({ length: 5000 }, (_, i) => backoffMillis(4, i / 5000));
    const perTenth = Array.from(
      { length: 80 },
      (_, i) => waits.filter((wait) => Math.floor(wait / 100) === i).length,
    );
    expect(Math.max(...perTenth)).toBeLessThan(70);
    expect(Math.min(...perTenth)).toBeGreaterThan(55);
  });

  it("gives up when the seat is lost and says for how long it was kept", async () => {
    const game = await joined();
    game.platform.onSocket = (socket) => socket.close(1006);
    game.platform.newestSocket.close(1006);
    game.platform.advance(70_000);
    expect(game.room.connection).toMatchObject({
      state: "closed",
      canRejoin: true,
      reason: "The connection was lost. Your seat was kept for 60 seconds.",
    });
    const count = game.platform.sockets.length;
    game.platform.advance(100_000);
    game.platform.comeOnline();
    expect(game.platform.sockets.length).toBe(count);
  });

  it("comes back at once when the network does", async () => {
    const game = await joined();
    game.platform.randoms = () => 0.999;
    let isUp = false;
    game.platform.onSocket = (socket) => (isUp ? game.server.serve(socket) : socket.close(1006));
    game.platform.newestSocket.close(1006);
    game.platform.advance(5000);
    isUp = true;
    game.platform.comeOnline();
    game.platform.advance(1);
    expect(game.room.connection.state).toBe("online");
  });

  it("keeps to the time the server named, even if the network returns meanwhile", async () => {
    const game = await joined();
    game.platform.newestSocket.close(1012, "restarting r=2000;s=4000");
    game.platform.advance(1);
    game.platform.comeOnline();
    const count = game.platform.sockets.length;
    game.platform.advance(3990);
    expect(game.platform.sockets.length).toBe(count);
    game.platform.advance(100);
    expect(game.room.connection.state).toBe("online");
  });

  it.each([
    [4007, "You continued in another tab or window.", true],
    [4010, "This room had a fault and was closed. Other rooms go on.", true],
    [4011, "", false],
    [4015, "The match is over.", true],
    [4085, "", true],
  ])(
    "ends for good on %i, in the words of the server if it had any: %s",
    async (code, message, canRejoin) => {
      const game = await joined();
      if (message !== "") {
        game.platform.newestSocket.sendText({ type: "error", code: "any", message });
      }
      game.platform.newestSocket.close(code);
      game.platform.advance(60_000);
      const reason = message || "The server ended the connection.";
      expect(game.room.connection).toEqual({ state: "closed", code, reason, canRejoin, reload: false });
      expect(game.platform.sockets.length).toBe(1);
    },
  );

  it("tries once more after a protocol error, and only once", async () => {
    const game = await joined();
    game.platform.newestSocket.close(1003);
    game.platform.advance(1000);
    expect(game.room.connection.state).toBe("online");
    game.platform.newestSocket.close(1003);
    game.platform.advance(1000);
    expect(game.room.connection).toMatchObject({ state: "closed", code: 1003 });
  });

  it("is noticed by silence: unstable after five seconds, resumed after ten", async () => {
    const game = await joined();
    const all = states(game);
    game.server.isSending = false;
    game.platform.advance(6100);
    expect(game.room.connection).toEqual({ state: "online", unstable: true });
    game.platform.advance(5500);
    expect(game.platform.sockets[0]!.closedByPage).not.toBeNull();
    expect(all.map(({ state }) => state)).toEqual(["online", "online", "reconnecting", "online"]);
  });

  it("is not blamed for a page that was frozen", async () => {
    const game = await joined();
    play(game, 1000);
    game.platform.freeze(20_000);
    play(game, 500);
    expect(game.platform.sockets.length).toBe(1);
    expect(game.room.connection).toEqual({ state: "online", unstable: false });
  });

  it("hears nothing more from a socket it has given up", async () => {
    const game = await joined();
    const old = game.platform.newestSocket;
    game.server.isSending = false;
    game.platform.advance(11_000);
    const before = game.room.connection;
    old.closedByPage = null; // its farewell arrives late
    old.close(4011, "kicked");
    game.platform.advance(1);
    expect(game.room.connection.state).toBe(before.state);
  });
});

describe("leaving", () => {
  it("frees the seat at once and forgets the token", async () => {
    const game = await joined();
    game.room.leave();
    game.platform.advance(10);
    expect(game.platform.sockets[0]!.closedByPage).toEqual({ code: 1000, reason: "left" });
    expect(game.room.connection).toMatchObject({ state: "closed", code: 1000, reason: "You left the room." });
    game.platform.setHidden(true);
    expect(game.platform.storage.items.size).toBe(0);
    game.room.leave();
  });
});

describe("a reload", () => {
  it("is back in its seat", async () => {
    const game = await joined();
    play(game, 500);
    game.platform.setHidden(true); // the page is left
    game.platform.newestSocket.close(1001);
    const storage = game.platform.storage;
    const after = alone();
    after.storage = storage;
    const server = new TestRoom(after);
    after.onSocket = (socket) => server.serve(socket);
    const again = join(after);
    after.advance(1);
    await again;
    expect(after.newestSocket.texts[0]).toMatchObject({ type: "resume" });
  });

  it("joins afresh under another name, into another room, or into a new one", async () => {
    for (const options of [{ player: "Bob" }, { room: "r-other" }, { create: {} }]) {
      const game = await joined();
      game.platform.setHidden(true);
      const after = alone();
      after.storage = game.platform.storage;
      void join(after, options).catch(() => {});
      after.advance(1);
      expect(after.newestSocket.texts[0]).toMatchObject({ type: "join" });
    }
  });

  it("leaves nothing in the storage of a visible page, whose copy another tab would use", async () => {
    const game = await joined();
    play(game, 500);
    expect(game.platform.storage.items.size).toBe(0);
    game.platform.setHidden(true);
    expect(game.platform.storage.items.size).toBe(1);
    game.platform.setHidden(false);
    expect(game.platform.storage.items.size).toBe(0);
  });

  it.each(["", "null", "{}", "[1]", '{"token":1,"room":"r","player":"p"}', "\u0000"])(
    "ignores what it cannot read in the storage: %s",
    (text) => {
      const platform = alone();
      platform.storage.items.set("rookery.seat.test", text);
      void join(platform).catch(() => {});
      platform.advance(1);
      expect(platform.newestSocket.texts[0]).toMatchObject({ type: "join" });
    },
  );

  it("does without a storage that throws", async () => {
    const forbid = (): never => {
      throw new Error("forbidden");
    };
    const game = await joined(0, { storage: { getItem: forbid, setItem: forbid, removeItem: forbid } });
    game.platform.setHidden(true);
    game.platform.setHidden(false);
    expect(game.room.connection.state).toBe("online");
  });
});

describe("a hidden tab", () => {
  it("is sent nothing, keeps its seat, and is up to date at once when it is seen again", async () => {
    const game = await joined(20);
    game.room.sampleInput(() => still);
    play(game, 1000);
    game.platform.setHidden(true);
    game.platform.advance(21);
    const inputs = game.platform.newestSocket.binaries.length;
    game.platform.advance(60_000);
    expect(game.platform.newestSocket.binaries.length).toBe(inputs);
    expect(game.room.connection).toEqual({ state: "online", unstable: false });
    game.platform.setHidden(false);
    play(game, 200);
    expect(game.platform.newestSocket.messages).toEqual(["join", "pause", "unpause"]);
    const drone = game.room.view(game.platform.now()).runner.find(({ id }) => id === 1)!;
    expect(Math.abs(drone.x - game.server.droneX)).toBeLessThan(3);
  });

  it("is back within five seconds if the network died while it was hidden", async () => {
    const game = await joined(20);
    play(game, 1000);
    game.platform.setHidden(true);
    game.platform.advance(30_000);
    game.platform.newestSocket.onText = null; // nothing arrives any more, and nothing says so
    game.platform.setHidden(false);
    play(game, 5000);
    expect(game.platform.sockets.length).toBe(2);
    expect(game.platform.newestSocket.messages).toEqual(["resume"]);
    expect(game.room.connection).toEqual({ state: "online", unstable: false });
  });

  it("keeps a socket whose answer waited for the page to wake", async () => {
    const game = await joined(20);
    play(game, 1000);
    game.platform.setHidden(true);
    game.platform.advance(30_000);
    game.platform.setHidden(false);
    game.platform.freeze(20_000);
    play(game, 5000);
    expect(game.platform.sockets.length).toBe(1);
    expect(game.room.connection).toEqual({ state: "online", unstable: false });
  });

  it("says so again after it came back while hidden", async () => {
    const game = await joined();
    game.platform.setHidden(true);
    game.platform.newestSocket.close(1006);
    game.platform.advance(2000);
    expect(game.platform.newestSocket.messages).toEqual(["resume", "pause"]);
  });
});
