import { describe, expect, it } from "vitest";
import { confirmationOf, orderOf, type Wish } from "./orders";

describe("orders", () => {
  it.each<[Wish, Record<string, string>, [string, object]]>([
    [{ kind: "kick", player: "guest-1", name: "Ada" }, { reason: "" }, ["kick", { player: "guest-1" }]],
    [
      { kind: "ban", player: "p7", name: "Bob" },
      { minutes: "90", reason: "abuse" },
      ["ban", { player: "p7", minutes: 90, reason: "abuse" }],
    ],
    [{ kind: "lift", sanction: "ban", subject: "player:p7" }, {}, ["unban", { subject: "player:p7" }]],
    [{ kind: "lift", sanction: "mute", subject: "player:p7" }, {}, ["unmute", { subject: "player:p7" }]],
    [{ kind: "message" }, { message: "Soon" }, ["message", { message: "Soon" }]],
    [{ kind: "message", room: "r" }, { message: "Soon" }, ["message", { message: "Soon", room: "r" }]],
    [{ kind: "close", room: "r", people: 3 }, { reason: "stuck" }, ["close", { room: "r", reason: "stuck" }]],
    [{ kind: "drain", sessions: 9 }, { seconds: "30" }, ["drain", { seconds: 30 }]],
  ])("become what the server reads: %o", (wish, answers, order) => {
    expect(orderOf(wish, answers)).toEqual(order);
  });

  it("are confirmed with whom they meet", () => {
    expect(confirmationOf({ kind: "close", room: "r", people: 1 }).words).toContain("1 player.");
    expect(confirmationOf({ kind: "drain", sessions: 12 }).words).toContain("12 players are told");
    expect(confirmationOf({ kind: "ban", player: "p", name: "Bob" })).toMatchObject({ isDangerous: true });
  });
});
