import { describe, expect, it } from "vitest";
import { parseRooms, roomOf, roomWords } from "./rooms";

const line = {
  id: "abc",
  code: "K7QM-2XPD",
  game: "skirmish",
  players: 3,
  bots: 5,
  seats: 100,
  spectators: 2,
  full: false,
  locked: false,
  needsPassword: false,
  settings: { mode: "teams", map: "reef" },
};

describe("the list of rooms", () => {
  it("shows rooms of this game and no other", () => {
    expect(parseRooms([line, { ...line, game: "tag" }])).toEqual([line]);
  });

  it("leaves out what makes no sense", () => {
    for (const body of [null, 7, "x", {}, [null], [{ game: "skirmish" }], [{ ...line, players: "3" }]]) {
      expect(parseRooms(body)).toEqual([]);
    }
    expect(
      parseRooms([
        { ...line, settings: { mode: 3 }, bots: undefined, code: 7, locked: 1, spectators: "2" },
      ])[0],
    ).toMatchObject({
      bots: 0,
      spectators: 0,
      code: "",
      locked: false,
      settings: {},
    });
  });

  it("calls a room full when the server does, or when it can count so itself", () => {
    expect(parseRooms([{ ...line, full: true }])[0]?.full).toBe(true);
    expect(parseRooms([{ ...line, players: 100 }])[0]?.full).toBe(true);
  });

  it("says what a room is like", () => {
    expect(roomWords(line)).toBe("Two teams, reef");
    expect(roomWords({ ...line, settings: {} })).toBe("Free for all");
    expect(roomWords({ ...line, settings: { map: "reef", size: "large" } })).toBe(
      "Free for all, reef, large",
    );
  });
});

describe("what somebody types to get into a room", () => {
  it("is a code, an id or a link", () => {
    expect(roomOf(" k7qm-2xpd ")).toBe("k7qm-2xpd");
    expect(roomOf("K7QM 2XPD")).toBe("K7QM 2XPD");
    expect(roomOf("3xYz0123456789ABCDEFGh")).toBe("3xYz0123456789ABCDEFGh");
    expect(roomOf("https://play.example.org/?room=K7QM-2XPD&r=canvas")).toBe("K7QM-2XPD");
    expect(roomOf("https://play.example.org/?watch=3xYz0123456789ABCDEFGh")).toBe("3xYz0123456789ABCDEFGh");
  });

  it("is nothing where there is no room in it", () => {
    for (const typed of [
      "",
      "abc",
      "https://play.example.org/",
      "?room=%E0%A4%A",
      "x".repeat(80),
      "<b>K7QM</b>",
    ]) {
      expect(roomOf(typed)).toBeUndefined();
    }
  });
});
