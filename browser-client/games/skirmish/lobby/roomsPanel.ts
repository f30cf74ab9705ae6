import { button, h } from "../../../page/dom";
import { count } from "../words";
import { fetchRooms, type RoomLine, roomWords } from "./rooms";

const PAUSE_MS = 4000; // between two looks at the list

/** The public rooms, looked up again every few seconds while the panel is seen. */
export class RoomsPanel {
  readonly element: HTMLElement;
  private readonly list = h("ul", { class: "room-list" });
  private readonly footer = h("p", { class: "quiet" }, "Asking the server");
  private readonly join: (id: string) => void;
  private readonly watch: (id: string) => void;
  private timer = 0;

  constructor(join: (id: string) => void, watch: (id: string) => void) {
    this.join = join;
    this.watch = watch;
    this.element = h("div", { class: "rooms" }, this.list, this.footer);
  }

  start(): void {
    this.stop();
    void this.refresh();
    this.timer = window.setInterval(() => void this.refresh(), PAUSE_MS);
  }

  stop(): void {
    window.clearInterval(this.timer);
    this.timer = 0;
  }

  private async refresh(): Promise<void> {
    const found = await fetchRooms();
    if (!found) {
      this.list.replaceChildren();
      this.footer.textContent = "The server does not answer. It is asked again every few seconds.";
      return;
    }
    // A button that has the focus keeps it when the list is drawn anew.
    const focused = (document.activeElement as HTMLElement | null)?.dataset["room"];
    this.list.replaceChildren(...found.rooms.map((room) => this.line(room)));
    if (focused) this.list.querySelector<HTMLElement>(`[data-room="${CSS.escape(focused)}"]`)?.focus();
    const ping = `${Math.max(1, Math.round(found.answerMillis))} ms away`;
    this.footer.textContent =
      found.rooms.length === 0
        ? `No public room yet: press Play and yours is the first. ${ping}`
        : `${count(found.rooms.length, "room")}, ${ping}`;
  }

  private line(room: RoomLine): HTMLElement {
    const full = room.players >= room.seats;
    const enter = button(full ? "Full" : "Join", "small-button", () => this.join(room.id));
    enter.dataset["room"] = room.id;
    enter.disabled = full;
    enter.setAttribute("aria-label", full ? `${roomWords(room)}, full` : `Join ${roomWords(room)}`);
    const watch = button("Watch", "small-button watch-button", () => this.watch(room.id));
    watch.setAttribute("aria-label", `Watch ${roomWords(room)}`);
    watch.hidden = room.settings["size"] === "large"; // each player is sent another part of it
    return h(
      "li",
      { class: "room-line" },
      h("span", { class: "room-what" }, roomWords(room)),
      h("span", { class: "room-who" }, whoWords(room)),
      watch,
      enter,
    );
  }
}

function whoWords({ players, bots, spectators }: RoomLine): string {
  const who = `${count(players, "player")}, ${count(bots, "bot")}`;
  return spectators > 0 ? `${who}, ${spectators} watching` : who;
}
