import { button } from "../page/dom";
import { type AdminApi, Refused, type RoomInside, type Viewing } from "./api";

const SHOWN = "skirmish"; // the game whose page can show a room

/** Opens the game's page in a new tab, where it shows the room as it is now. It only looks, so nothing is asked before. */
export class WatchButton {
  readonly element: HTMLButtonElement;
  private readonly api: AdminApi;
  private readonly note: (words: string) => void;
  private room = "";

  /** @param note where a sentence goes when it cannot be done */
  constructor(api: AdminApi, note: (words: string) => void) {
    this.api = api;
    this.note = note;
    this.element = button("Watch", "quiet-button", () => void this.open());
    this.element.disabled = true;
  }

  /** The room that is meant from now on; undefined while nothing is known of it. */
  show(inside: RoomInside | undefined): void {
    this.room = inside?.room.id ?? "";
    const words = inside && obstacle(inside);
    this.element.disabled = inside === undefined || words !== undefined;
    this.element.title = words ?? "Shows the room in a new tab, without a seat.";
  }

  private async open(): Promise<void> {
    const tab = window.open("", "_blank"); // before anything is awaited, or the browser takes it for an advertisement
    if (!tab) {
      this.note("The browser did not open a tab. Allow this page to open one.");
      return;
    }
    tab.opener = null;
    try {
      const viewing = await this.api.watch(this.room);
      tab.location.replace(addressOf(this.room, viewing, location.hostname));
    } catch (error) {
      tab.close();
      this.note(error instanceof Refused ? error.message : "The server does not answer.");
    }
  }
}

/** Why a room cannot be shown; undefined if it can. */
export function obstacle({ room, watchable }: RoomInside): string | undefined {
  if (room.game !== SHOWN) return "This game has no page that shows a room.";
  return watchable ? undefined : "This world is sent to each player in parts and cannot be watched.";
}

/** Where the page is; the pass stands behind the `#`, so that it is in no log. */
export function addressOf(room: string, { pass, page, port, secure }: Viewing, host: string): string {
  const origin = page === "" ? `${secure ? "https" : "http"}://${host}:${port}` : page;
  return `${origin}/?watch=${encodeURIComponent(room)}#pass=${encodeURIComponent(pass)}`;
}
