import { expect, it } from "vitest";
import { hashOf, parseAddress } from "./address";

it("what an address says is what was written into it", () => {
  const address = { game: "tag", room: "a_-9", player: "Ada & Bob #1" };
  expect(parseAddress(hashOf(address))).toEqual(address);
});

it("without a game there is nothing to say", () => {
  expect(hashOf({ game: null, room: null, player: null })).toBe("");
  expect(parseAddress("")).toEqual({ game: null, room: null, player: null });
});
