import { describe, expect, it } from "vitest";
import { killLine, streakWords } from "./feedWords";

const nameOf = (seat: number) => ({ text: seat === 0 ? "Ada" : "Unit 7", colour: 0, mine: seat === 0 });

describe("the kill feed", () => {
  it("says who, whom and with what", () => {
    const line = killLine({ killer: 0, victim: 3, weapon: "RAIL", streak: 1, ended: 0 }, nameOf);
    expect(line).toMatchObject({ weapon: "rail", extra: "" });
    expect(line.killer.text).toBe("Ada");
    expect(line.victim.text).toBe("Unit 7");
  });

  it("tells of streaks and of their end, the end first", () => {
    expect(killLine({ killer: 0, victim: 3, weapon: "BOLT", streak: 5, ended: 0 }, nameOf).extra).toBe(
      "five in a row",
    );
    expect(killLine({ killer: 0, victim: 3, weapon: "BOLT", streak: 5, ended: 7 }, nameOf).extra).toBe(
      "ends a streak of 7",
    );
    expect([1, 2, 4, 11].map(streakWords)).toEqual(["", "", "", ""]);
    expect(streakWords(15)).toBe("15 in a row");
  });
});
