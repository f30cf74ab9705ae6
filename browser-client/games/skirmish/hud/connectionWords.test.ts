import { describe, expect, it } from "vitest";
import { connectionWords } from "./connectionWords";

describe("the connection dot", () => {
  it("says nothing while all is well", () => {
    expect(connectionWords({ state: "online", unstable: false }, 40, 0)).toEqual({ tone: "good", words: "" });
  });

  it("grows words when it is not green", () => {
    expect(connectionWords({ state: "online", unstable: false }, 180, 0).words).toBe("180 ms");
    expect(connectionWords({ state: "online", unstable: false }, 400, 0).tone).toBe("bad");
    expect(connectionWords({ state: "online", unstable: true }, 40, 0).words).toBe("Connection unstable");
    expect(connectionWords({ state: "greeting" }, 0, 0).tone).toBe("fair");
  });

  it("counts down the seat that is kept", () => {
    const lost = {
      state: "reconnecting",
      attempt: 2,
      nextTryAtMillis: 0,
      seatLostAtMillis: 51000,
      reason: "",
    } as const;
    expect(connectionWords(lost, 40, 1500).words).toBe("Reconnecting, seat kept for 50 s");
    expect(connectionWords(lost, 40, 90000).words).toBe("Reconnecting, seat kept for 0 s");
  });
});
