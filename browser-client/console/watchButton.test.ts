import { expect, it } from "vitest";
import type { RoomInside, RoomSample } from "./api";
import { addressOf, obstacle } from "./watchButton";

const inside = (game: string, watchable: boolean): RoomInside => ({
  room: { game } as RoomSample,
  watchable,
  stages: [],
  players: [],
  spectators: [],
});

it("opens the page on the console's own host, or where the server says that it is", () => {
  const viewing = { pass: "a-b_c", page: "", port: 8080, secure: false };
  expect(addressOf("r1", viewing, "localhost")).toBe("http://localhost:8080/?watch=r1#pass=a-b_c");
  expect(addressOf("r1", { ...viewing, secure: true }, "127.0.0.1")).toBe(
    "https://127.0.0.1:8080/?watch=r1#pass=a-b_c",
  );
  expect(addressOf("r1", { ...viewing, page: "https://play.example.org" }, "localhost")).toBe(
    "https://play.example.org/?watch=r1#pass=a-b_c",
  );
});

it("says why a room cannot be shown", () => {
  expect(obstacle(inside("skirmish", true))).toBeUndefined();
  expect(obstacle(inside("skirmish", false))).toContain("cannot be watched");
  expect(obstacle(inside("tag", true))).toContain("no page");
});
