import { describe, expect, it } from "vitest";
import { JoinError } from "../room";
import { ManualPlatform, type ManualSocket } from "../testing/manualPlatform";
import { PlainDecoder } from "../testing/plainDecoder";
import { TestRoom, testGame } from "../testing/testRoom";
import { watchRoomOn } from "./spectate";

interface Stand {
  readonly platform: ManualPlatform;
  readonly server: TestRoom;
  readonly sockets: ManualSocket[];
}

function stand(): Stand {
  const platform = new ManualPlatform();
  const server = new TestRoom(platform);
  const sockets: ManualSocket[] = [];
  platform.onSocket = (socket) => {
    sockets.push(socket);
    server.serve(socket);
  };
  return { platform, server, sockets };
}

async function watched(at: Stand) {
  const watching = watchRoomOn(
    at.platform,
    testGame,
    { player: "Eve", room: "r-abc" },
    (schema) => new PlainDecoder(schema),
  );
  at.platform.advance(1);
  return await watching;
}

describe("somebody who watches", () => {
  it("is told by how much and when, and sees everybody as one of the others", async () => {
    const at = stand();
    const room = await watched(at);
    expect(at.sockets[0]!.texts[0]).toMatchObject({
      type: "join",
      room: "r-abc",
      spectate: true,
      name: "Eve",
    });
    expect(room.delayMillis).toBe(3000);
    expect(room.startsAtMillis - at.platform.now()).toBeCloseTo(1200, -1);
    for (let passed = 0; passed < 1000; passed += 16) {
      at.platform.advance(16);
      room.view(at.platform.now());
    }
    const view = room.view(at.platform.now());
    expect(view.runner.length).toBeGreaterThan(0);
    expect(view.runner.every((runner) => !runner.mine)).toBe(true);
    expect(at.server.consumed).toEqual([]);
    expect(at.server.malformed).toEqual([]);
  });

  it("hears how many watch", async () => {
    const at = stand();
    const room = await watched(at);
    expect(room.spectators).toBe(0);
    at.sockets[0]!.sendText({ type: "roster", complete: false, players: [], left: [], spectators: 7 });
    at.sockets[0]!.sendText({ type: "roster", complete: false, players: [], left: [3] });
    at.platform.advance(1);
    expect(room.spectators).toBe(7);
  });

  it("comes back to the same room by watching again, since there is no seat to resume", async () => {
    const at = stand();
    const room = await watched(at);
    at.sockets[0]!.close(4008, "too_slow");
    at.platform.advance(5000);
    expect(room.connection.state).toBe("online");
    expect(at.sockets).toHaveLength(2);
    expect(at.sockets[1]!.texts[0]).toMatchObject({ type: "join", room: "r-abc", spectate: true });
  });

  it("is refused in words like a player", async () => {
    const at = stand();
    at.platform.onSocket = (socket) => {
      socket.accept();
      socket.onText = () => {
        socket.sendText({ type: "error", code: "room_full", message: "This room has enough spectators." });
        socket.close(4014, "room_full");
      };
    };
    const watching = watchRoomOn(at.platform, testGame, { player: "Eve", room: "r" });
    at.platform.advance(1);
    await expect(watching).rejects.toThrow(JoinError);
    await expect(watching).rejects.toThrow("This room has enough spectators.");
  });
});
