import type { ChatLine, RosterEntry } from "@rookery/client";
import type { FeedName } from "../hud/feedWords";
import type { Hud } from "../hud/hud";
import type { SoundBoard } from "../sound/soundBoard";
import type { WatchedSkirmish } from "../spectating";
import type { SkirmishRoom } from "./arena";
import { MutedPlayers } from "./mutedPlayers";
import { isolated, Presence } from "./presence";

const UNSENT = /^chat_|^muted$|^no_team$/; // notices that answer a line of ours
const PAST_COLOUR = 0xaab6cf;
const RESTART_MS = 6000; // how long the banner of a restart stays

/** What a conversation has to know of the match around it. */
export interface Listeners {
  readonly hud: Hud;
  readonly sound: SoundBoard;
  /** Our own seat. */
  readonly seat: () => number;
  readonly nameOf: (seat: number) => FeedName;
  /** Whether who is in the roster now has been there all along, as in the first, late picture of a room that is watched. */
  readonly isFirstPicture: () => boolean;
}

/** What is said in a room and about it: lines of players, who comes and goes, notices of the server, and whom we no longer read. */
export class Conversation {
  private readonly presence = new Presence();
  private readonly muted = new MutedPlayers();
  private readonly page: Listeners;

  constructor(room: SkirmishRoom | WatchedSkirmish, page: Listeners) {
    this.page = page;
    room.onChat((line) => this.said(line));
    room.onRoster((roster) => this.rosterChanged(roster));
    if (room.roster.length > 0) this.rosterChanged(room.roster); // told already
    room.onNotice(({ code, message }) => {
      const now = performance.now();
      page.hud.chat.note(message, now, UNSENT.test(code) ? "error" : "notice");
      if (code === "restarting")
        page.hud.banner.say(message, "You will be back in a moment.", now, RESTART_MS);
    });
  }

  /** Whether we no longer read whoever has this seat. */
  isMuted(seat: number): boolean {
    return this.muted.has(seat);
  }

  /** Whether the lines of whoever has this seat are shown is turned around. */
  toggleMute(seat: number, name: string): void {
    const muted = this.muted.toggle(seat, name);
    const { chat } = this.page.hud;
    chat.mark(seat, muted);
    const words = muted
      ? `You no longer read ${isolated(name)}. Press the name again to undo it.`
      : `You read ${isolated(name)} again.`;
    chat.note(words, performance.now());
  }

  private said(line: ChatLine): void {
    const { seat, past } = line;
    if (!past && this.muted.has(seat)) return;
    const mine = !past && seat === this.page.seat();
    const colour = past ? PAST_COLOUR : this.page.nameOf(seat).colour;
    this.page.hud.chat.add(line, colour, mine, performance.now());
    if (!mine && !past) this.page.sound.here("chat");
  }

  private rosterChanged(roster: readonly RosterEntry[]): void {
    const { chat } = this.page.hud;
    this.muted.keepTo(roster);
    chat.settle(roster);
    const words = this.presence.changed(roster, this.page.seat());
    if (this.page.isFirstPicture()) return;
    for (const sentence of words) {
      chat.note(sentence, performance.now(), "presence");
    }
  }
}
