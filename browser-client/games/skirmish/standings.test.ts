import { describe, expect, it } from "vitest";
import { placeOf, standings } from "./standings";

const pilot = (seat: number, score: number, kills = 0, deaths = 0) => ({
  seat,
  score,
  kills,
  deaths,
  team: "NONE" as const,
  assists: 0,
  bestStreak: 0,
  accuracyPercent: 0,
});
const roster = [{ seat: 1, name: "<b>Ada</b>", look: 3, bot: false, away: true }];

describe("the table", () => {
  it("has the most points first, and equal points share a place", () => {
    const table = standings([pilot(0, 100), pilot(1, 300), pilot(2, 100, 1), pilot(3, 0)], roster, 1);
    expect(table.map((line) => line.seat)).toEqual([1, 2, 0, 3]);
    expect(table.map((line) => line.place)).toEqual([1, 2, 2, 4]);
  });

  it("knows the place of a score without being made", () => {
    const pilots = [pilot(0, 100), pilot(1, 300), pilot(2, 100, 1), pilot(3, 0)];
    for (const line of standings(pilots, roster, 1)) expect(placeOf(line.score, pilots)).toBe(line.place);
  });

  it("knows us, those away, and names as they are", () => {
    const [first] = standings([pilot(1, 300)], roster, 1);
    expect(first).toMatchObject({ name: "<b>Ada</b>", mine: true, away: true, look: 3 });
  });

  it("has a name for a seat that the roster does not know yet", () => {
    expect(standings([pilot(4, 0)], [], 1)[0]!.name).toBe("Seat 5");
  });
});
