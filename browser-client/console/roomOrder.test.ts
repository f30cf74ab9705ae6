import { describe, expect, it } from "vitest";
import type { RoomSample } from "./api";
import { gameWords, ordered } from "./roomOrder";

const room = (id: string, people: number, p99 = 1): RoomSample => ({
  id,
  game: "skirmish",
  settings: { mode: id === "b" ? "teams" : "ffa" },
  unlisted: false,
  locked: false,
  people,
  bots: 0,
  seats: 100,
  tickRateHz: 30,
  tickP50Millis: 0.5,
  tickP99Millis: p99,
  overruns: 0,
  bytesPerSecond: 0,
  slow: 0,
});

describe("the order of rooms", () => {
  const rooms = [room("c", 2), room("a", 2, 9), room("b", 5)];
  const ids = (found: readonly RoomSample[]): string => found.map(({ id }) => id).join("");

  it("puts the largest first, and equal ones by their id either way", () => {
    expect(ids(ordered(rooms, { by: "people", descending: true, filter: "" }))).toBe("bac");
    expect(ids(ordered(rooms, { by: "people", descending: false, filter: "" }))).toBe("acb");
    expect(ids(ordered(rooms, { by: "p99", descending: true, filter: "" }))).toBe("abc");
  });

  it("leaves out what is not looked for, whatever the case", () => {
    expect(ids(ordered(rooms, { by: "room", descending: false, filter: " TEAMS" }))).toBe("b");
    expect(ids(ordered(rooms, { by: "room", descending: false, filter: "mode ffa" }))).toBe("ac");
  });

  it("names a game with its settings", () => {
    expect(gameWords(rooms[0]!)).toBe("skirmish: mode ffa");
    expect(gameWords({ ...rooms[0]!, settings: {} })).toBe("skirmish");
  });
});
