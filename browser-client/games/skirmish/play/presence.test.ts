import type { RosterEntry } from "@rookery/client";
import { describe, expect, it } from "vitest";
import { isolated, Presence } from "./presence";

const entry = (seat: number, name: string, more: Partial<RosterEntry> = {}): RosterEntry => ({
  seat,
  name,
  look: 0,
  bot: false,
  away: false,
  ...more,
});
const ada = entry(0, "Ada");
const bob = entry(1, "Bob");

describe("presence", () => {
  it("says nothing of those who were there before us, nor of ourselves", () => {
    const presence = new Presence();
    expect(presence.changed([ada, bob], 0)).toEqual([]);
    expect(presence.changed([{ ...ada, away: true }, bob], 0)).toEqual([]);
  });

  it("says who came, lost the connection, is back and left", () => {
    const presence = new Presence();
    presence.changed([ada], 0);
    expect(presence.changed([ada, bob], 0)).toEqual([`${isolated("Bob")} came in.`]);
    expect(presence.changed([ada, { ...bob, away: true }], 0)).toEqual([
      `${isolated("Bob")} lost the connection.`,
    ]);
    expect(presence.changed([ada, bob], 0)).toEqual([`${isolated("Bob")} is back.`]);
    expect(presence.changed([ada], 0)).toEqual([`${isolated("Bob")} left.`]);
  });

  it("tells two people apart who had the same seat one after the other", () => {
    const presence = new Presence();
    presence.changed([ada, bob], 0);
    expect(presence.changed([ada, entry(1, "Cy")], 0)).toEqual([
      `${isolated("Bob")} left.`,
      `${isolated("Cy")} came in.`,
    ]);
  });

  it("does not announce bots", () => {
    const presence = new Presence();
    presence.changed([ada], 0);
    expect(presence.changed([ada, entry(5, "Kestrel", { bot: true })], 0)).toEqual([]);
    expect(presence.changed([ada], 0)).toEqual([]);
  });

  it("counts a crowd instead of naming it", () => {
    const presence = new Presence();
    presence.changed([ada], 0);
    const crowd = [1, 2, 3, 4].map((seat) => entry(seat, `P${seat}`));
    expect(presence.changed([ada, ...crowd], 0)).toEqual(["4 people came in."]);
    const lost = crowd.map((person) => ({ ...person, away: true }));
    presence.changed([ada, ...lost], 0);
    expect(presence.changed([ada, ...crowd], 0)).toEqual(["4 people are back."]);
  });
});
