import { describe, expect, it } from "vitest";
import { join } from "../testing/joined";
import { ManualPlatform } from "../testing/manualPlatform";
import { welcome } from "../testing/testRoom";

const places: (readonly [number, number])[] = [];
const queue = (place: number, waiting: number): void => void places.push([place, waiting]);

describe("whoever joins with a queue", () => {
  it("is told the place and comes in by itself, however long it takes", async () => {
    const platform = new ManualPlatform();
    platform.onSocket = (socket) => {
      socket.accept();
      socket.onText = () => socket.sendText({ type: "queued", place: 2, waiting: 3 });
    };
    places.length = 0;
    const room = join(platform, { player: "Ada", room: "K7QM-2XPD", password: "kite", queue });
    platform.advance(1);
    const socket = platform.newestSocket;
    expect(socket.texts[0]).toMatchObject({ room: "K7QM-2XPD", password: "kite", queue: true });
    for (let seconds = 0; seconds < 600; seconds += 2) {
      platform.advance(2000);
      socket.sendText({ type: "queued", place: 1, waiting: 2 });
    }
    socket.sendText({ ...welcome });
    platform.advance(1);
    await room;
    expect(places[0]).toEqual([2, 3]);
    expect(places.at(-1)).toEqual([1, 2]);
    expect(platform.sockets.length).toBe(1);
  });

  it("finds out that the line is dead, and stands in it again", () => {
    const platform = new ManualPlatform();
    platform.onSocket = (socket) => {
      socket.accept();
      socket.onText = () => socket.sendText({ type: "queued", place: 1, waiting: 1 });
    };
    void join(platform, { player: "Ada", queue });
    platform.advance(1);
    platform.advance(10_000);
    platform.advance(2000);
    expect(platform.sockets.length).toBe(2);
  });
});

it("says what the room is to be like, and does not wait unless told to", () => {
  const platform = new ManualPlatform();
  platform.onSocket = (socket) => socket.accept();
  void join(platform, { player: "Ada", match: { mode: "teams" } });
  platform.advance(1);
  expect(platform.newestSocket.texts[0]).toMatchObject({ match: { mode: "teams" } });
  expect(platform.newestSocket.texts[0]).not.toHaveProperty("queue");
});
