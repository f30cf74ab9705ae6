import { describe, expect, it } from "vitest";
import type { Standing } from "../standings";
import { resultTitle } from "./resultScreen";
import { shownLines } from "./scoreboard";

const line = (place: number, mine: boolean, score: number, team = -1): Standing => ({
  place,
  mine,
  score,
  team,
  seat: place,
  name: `Pilot ${place}`,
  look: 0,
  bot: false,
  away: false,
  kills: 0,
  assists: 0,
  deaths: 0,
  bestStreak: 0,
  accuracyPercent: 0,
});
const solo = { secondsLeft: 9, teams: false, azure: 0, amber: 0 };
const teams = { secondsLeft: 9, teams: true, azure: 900, amber: 700 };

describe("the result of a round", () => {
  it("names the winner and our place", () => {
    expect(resultTitle(solo, [line(1, false, 500), line(2, true, 300)])).toEqual({
      title: "Pilot 1 wins",
      text: "You came 2nd with 300 points",
    });
    expect(resultTitle(solo, [line(1, true, 500)]).title).toBe("You win the round");
  });

  it("is honest when nobody scored", () => {
    expect(resultTitle(solo, [line(1, true, 0)]).title).toBe("Nobody scored");
    expect(resultTitle(solo, []).title).toBe("Nobody scored");
  });

  it("speaks of teams when there are any", () => {
    expect(resultTitle(teams, [line(1, true, 500, 0)]).title).toBe("Your team wins");
    expect(resultTitle(teams, [line(1, true, 500, 1)]).title).toBe("Azure wins");
    expect(resultTitle({ ...teams, amber: 900 }, []).title).toBe("A draw");
  });

  it("always shows our own line", () => {
    const all = Array.from({ length: 30 }, (_, index) => line(index + 1, index === 25, 10));
    const shown = shownLines(all, 8);
    expect(shown).toHaveLength(8);
    expect(shown[7]!.mine).toBe(true);
  });
});
