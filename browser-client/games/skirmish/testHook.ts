import type { Reading } from "../latency/reading";
import type { Hud } from "./hud/hud";
import type { Menu } from "./menu";
import type { Match } from "./play/match";
import type { Screens } from "./screens";
import type { Spectating } from "./spectating";
import type { Stage } from "./stage";

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

/** What the hook reads from. */
export interface PageParts {
  at(): "lobby" | "connecting" | "playing";
  match(): Match | undefined;
  readonly screens: Screens;
  readonly spectating: Spectating;
  readonly hud: Hud;
  readonly stage: Stage;
  readonly menu: Menu;
}

export function testHookOf(page: PageParts): TestHook {
  return {
    get screen() {
      if (page.screens.shown === "reconnecting" || page.screens.shown === "verdict")
        return page.screens.shown;
      return page.at();
    },
    get connection() {
      return page.match()?.room.connection.state ?? "none";
    },
    get room() {
      return page.match()?.room.id;
    },
    get seat() {
      return page.match()?.player?.seat ?? -1;
    },
    get watchedSeat() {
      return page.spectating.seat;
    },
    get own() {
      const ship = page.match()?.ship;
      return ship ? { x: ship.x, y: ship.y, hull: ship.hull } : undefined;
    },
    get ships() {
      return page.match()?.scene?.ships.map(({ seat, x, y }) => ({ seat, x, y })) ?? [];
    },
    get boltsBySeat() {
      return page.match()?.boltsSeen ?? {};
    },
    get chat() {
      return page.hud.chat.lines;
    },
    get feed() {
      return page.hud.feed.lines;
    },
    get framesPerSecond() {
      return page.stage.framesPerSecond;
    },
    get renderer() {
      return page.stage.renderer;
    },
    get menuOpen() {
      return page.menu.isOpen;
    },
    get reading() {
      const stats = page.match()?.room.stats();
      return stats && page.hud.stats.reading(stats, performance.now());
    },
  };
}
