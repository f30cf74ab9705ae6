import { describe, expect, it } from "vitest";
import { parseRooms, roomWords } from "./rooms";

const line = {
  id: "abc",
  game: "skirmish",
  players: 3,
  bots: 5,
  seats: 100,
  spectators: 2,
  settings: { mode: "teams", map: "reef" },
};

describe("the list of rooms", () => {
  it("shows rooms of this game and no other", () => {
    expect(parseRooms([line, { ...line, game: "tag" }])).toEqual([line]);
    expect(parseRooms({ rooms: [line] })).toEqual([line]);
  });

  it("leaves out what makes no sense", () => {
    for (const body of [null, 7, "x", {}, [null], [{ game: "skirmish" }], [{ ...line, players: "3" }]]) {
      expect(parseRooms(body)).toEqual([]);
    }
    expect(
      parseRooms([{ ...line, settings: { mode: 3 }, bots: undefined, spectators: "2" }])[0],
    ).toMatchObject({
      bots: 0,
      spectators: 0,
      settings: {},
    });
  });

  it("says what a room is like", () => {
    expect(roomWords(line)).toBe("Two teams, reef");
    expect(roomWords({ ...line, settings: {} })).toBe("Free for all");
  });
});
