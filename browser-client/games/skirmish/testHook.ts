import type { Reading } from "../latency/reading";

/** What a browser test may read of the page. Getters: it costs nothing until somebody asks. */
export interface TestHook {
  readonly screen: "lobby" | "connecting" | "playing" | "reconnecting" | "verdict";
  readonly connection: string;
  readonly room: string | undefined;
  readonly seat: number;
  readonly watchedSeat: number | undefined; // of whom a spectator follows; negative for nobody
  readonly own: { readonly x: number; readonly y: number; readonly hull: number } | undefined;
  readonly ships: readonly { readonly seat: number; readonly x: number; readonly y: number }[];
  readonly boltsBySeat: Readonly<Record<number, number>>; // seen so far
  readonly chat: readonly string[];
  readonly feed: readonly string[];
  readonly framesPerSecond: number;
  readonly renderer: string;
  readonly menuOpen: boolean;
  readonly reading: Reading | undefined; // of the overlay's figures
}

declare global {
  interface Window {
    rookery?: TestHook;
  }
}
