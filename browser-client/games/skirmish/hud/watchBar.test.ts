import { describe, expect, it } from "vitest";
import { delayWords } from "./watchBar";

describe("how old the picture is", () => {
  it("is said in seconds", () => {
    expect(delayWords(3000)).toBe("Delayed by 3 s");
    expect(delayWords(2500)).toBe("Delayed by 2.5 s");
    expect(delayWords(30_000)).toBe("Delayed by 30 s");
  });

  it("is no delay where there is none", () => {
    expect(delayWords(0)).toBe("Watching live");
  });
});
