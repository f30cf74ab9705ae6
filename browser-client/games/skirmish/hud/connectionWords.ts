import type { ConnectionState } from "@rookery/client";

export type Tone = "good" | "fair" | "bad";

export interface ConnectionWords {
  readonly tone: Tone;
  readonly words: string; // "" while all is well: a green dot needs none
}

const FAIR_RTT = 130; // ms
const BAD_RTT = 250;

/** What the dot at the screen's edge says. `nowMs` is the clock of `performance.now()`. */
export function connectionWords(state: ConnectionState, rttMillis: number, nowMs: number): ConnectionWords {
  switch (state.state) {
    case "greeting":
      return { tone: "fair", words: "Connecting" };
    case "online":
      if (state.unstable) return { tone: "bad", words: "Connection unstable" };
      if (rttMillis >= BAD_RTT) return { tone: "bad", words: `Slow connection, ${Math.round(rttMillis)} ms` };
      if (rttMillis >= FAIR_RTT) return { tone: "fair", words: `${Math.round(rttMillis)} ms` };
      return { tone: "good", words: "" };
    case "reconnecting": {
      const left = Math.max(0, Math.ceil((state.seatLostAtMillis - nowMs) / 1000));
      return { tone: "bad", words: `Reconnecting, seat kept for ${left} s` };
    }
    case "closed":
      return { tone: "bad", words: "Disconnected" };
  }
}
