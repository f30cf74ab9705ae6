import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanChat, cleanName, clock, count, MAX_NAME, ordinal, rate } from "./words";

describe("a name", () => {
  it("is one line without spaces around it", () => {
    expect(cleanName("  Ada \n Lovelace\t")).toBe("Ada Lovelace");
  });

  it("loses control, bidi and zero-width characters", () => {
    expect(cleanName("a\u202eb\u0000c\u200bd\u2066e\ufeff")).toBe("abcde");
  });

  it("is cut by code points, not in the middle of one", () => {
    expect([...cleanName("🚀".repeat(40))]).toHaveLength(MAX_NAME);
    expect(cleanName("🚀".repeat(40)).endsWith("🚀")).toBe(true);
  });

  it("keeps letters of all scripts, marks within reason", () => {
    expect(cleanName("Зоя")).toBe("Зоя");
    expect(cleanName("東京")).toBe("東京");
    expect(cleanName(`Z${"\u0336\u0337\u0338".repeat(30)}`)).toHaveLength(3);
  });

  it("keeps markup as the text it is", () => {
    expect(cleanName("<img src=x>")).toBe("<img src=x>");
  });

  it("is stable where spaces meet over what is not seen", () => {
    expect(cleanName("!\t\u0000\t¡")).toBe("! ¡");
  });

  it("is stable and short for any input", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (typed) => {
        const name = cleanName(typed);
        expect(cleanName(name)).toBe(name);
        expect([...name].length).toBeLessThanOrEqual(MAX_NAME);
      }),
      { numRuns: 50 },
    );
  });
});

describe("words", () => {
  it("keep chat to one line of 200 code points", () => {
    expect([...cleanChat(`a\n${"é".repeat(300)}`)]).toHaveLength(200);
  });

  it("show the time left", () => {
    expect(clock(247)).toBe("4:07");
    expect(clock(0)).toBe("0:00");
    expect(clock(-3)).toBe("0:00");
  });

  it("count places and things", () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal)).toEqual([
      "1st",
      "2nd",
      "3rd",
      "4th",
      "11th",
      "12th",
      "13th",
      "21st",
      "102nd",
      "111th",
    ]);
    expect(count(1, "player")).toBe("1 player");
    expect(count(0, "player")).toBe("0 players");
  });

  it("show rates of bytes", () => {
    expect(rate(812)).toBe("812 B/s");
    expect(rate(3482)).toBe("3.4 KB/s");
  });
});
