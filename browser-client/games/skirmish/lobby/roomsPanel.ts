import { button, h, setHidden, setText } from "../../../page/dom";
import { count } from "../words";
import { choice, MODES } from "./choice";
import { fetchRooms, measurePing, type RoomLine, roomOf, roomWords } from "./rooms";

const PAUSE_MS = 2000; // between two looks at the list; one that has not changed costs a few bytes
const PINGS = 5; // the quickest of so many is the line, the others were busy

export interface RoomsActions {
  join(room: string): void;
  watch(room: string): void;
  /** Stands in line for a room that is full. */
  wait(room: string): void;
}

/** The public rooms, looked up again every few seconds while the panel is seen, and the way into any room by its code. */
export class RoomsPanel {
  readonly element: HTMLElement;
  private readonly list = h("ul", { class: "room-list", attributes: { "aria-label": "Public rooms" } });
  private readonly footer = h("p", { class: "quiet", attributes: { role: "status" } }, "Asking the server");
  private readonly ping = h("span", { class: "quiet ping", title: "Time to the server and back" });
  private readonly mode = choice("Mode", [["", "Any mode"], ...MODES]);
  private readonly actions: RoomsActions;
  private pings: number[] = [];
  private shown = "";
  private timer = 0;

  constructor(actions: RoomsActions) {
    this.actions = actions;
    this.mode.field.addEventListener("change", () => void this.refresh());
    const find = h("div", { class: "room-find" }, this.mode.field, this.ping);
    this.mode.field.setAttribute("aria-label", "Mode");
    this.element = h("div", { class: "rooms" }, find, this.list, this.footer, this.byCode());
  }

  /** What a room that is looked for must be like. */
  get match(): Readonly<Record<string, string>> {
    return this.mode.field.value === "" ? {} : { mode: this.mode.field.value };
  }

  start(): void {
    this.stop();
    void this.refresh();
    this.timer = window.setInterval(() => {
      if (document.visibilityState === "visible") void this.refresh();
    }, PAUSE_MS);
  }

  stop(): void {
    window.clearInterval(this.timer);
    this.timer = 0;
  }

  private byCode(): HTMLElement {
    const field = h("input", {
      class: "name-field",
      attributes: {
        type: "text",
        placeholder: "Code or link",
        "aria-label": "Code or link of a room",
        spellcheck: "false",
      },
      on: { input: () => setText(problem, "") },
    });
    const problem = h("p", { class: "quiet problem", attributes: { role: "alert" } });
    return h(
      "form",
      {
        class: "by-code",
        on: {
          submit: (event) => {
            event.preventDefault();
            const room = roomOf(field.value);
            if (room !== undefined) this.actions.join(room);
            else {
              setText(problem, "A code looks like K7QM-2XPD.");
              problem.scrollIntoView({ block: "nearest" });
            }
          },
        },
      },
      field,
      h("button", { class: "small-button", attributes: { type: "submit" } }, "Enter"),
      problem,
    );
  }

  private async refresh(): Promise<void> {
    const { match } = this;
    const [rooms, ping] = await Promise.all([fetchRooms(match), measurePing()]);
    if (JSON.stringify(match) !== JSON.stringify(this.match)) return; // another filter was chosen meanwhile
    if (ping !== undefined) this.pings = [...this.pings, ping].slice(-PINGS);
    setText(
      this.ping,
      ping === undefined ? "" : `${Math.max(1, Math.round(Math.min(...this.pings)))} ms away`,
    );
    if (rooms === undefined) {
      this.show([]);
      setText(this.footer, "The server does not answer. It is asked again every few seconds.");
      return;
    }
    this.show(rooms);
    setText(
      this.footer,
      rooms.length === 0
        ? `No ${Object.keys(match).length === 0 ? "" : "such "}room yet: press Play and yours is the first.`
        : count(rooms.length, "room"),
    );
  }

  private show(rooms: readonly RoomLine[]): void {
    const now = JSON.stringify(rooms);
    if (now === this.shown) return;
    this.shown = now;
    setHidden(this.list, rooms.length === 0);
    // A button that has the focus keeps it when the list is drawn anew.
    const focused = (document.activeElement as HTMLElement | null)?.dataset["room"];
    this.list.replaceChildren(...rooms.map((room) => this.line(room)));
    if (focused) this.list.querySelector<HTMLElement>(`[data-room="${CSS.escape(focused)}"]`)?.focus();
  }

  private line(room: RoomLine): HTMLElement {
    const words = roomWords(room);
    const enter = room.locked
      ? button("Locked", "small-button", () => {})
      : room.full
        ? button("Wait", "small-button", () => this.actions.wait(room.id))
        : button("Join", "small-button", () => this.actions.join(room.id));
    enter.dataset["room"] = room.id;
    enter.disabled = room.locked;
    enter.setAttribute(
      "aria-label",
      room.full && !room.locked ? `Wait for a seat, ${words}` : `${enter.textContent} ${words}`,
    );
    const watch = button("Watch", "small-button watch-button", () => this.actions.watch(room.id));
    watch.setAttribute("aria-label", `Watch ${words}`);
    watch.disabled = room.locked;
    watch.hidden = room.settings["size"] === "large"; // each player is sent another part of it
    const who = `${room.players}/${room.seats} players, ${count(room.bots, "bot")}${watchingWords(room)}`;
    return h(
      "li",
      { class: "room-line" },
      h(
        "span",
        { class: "room-what" },
        words,
        room.needsPassword ? h("span", { class: "room-mark" }, "Password") : undefined,
        room.full ? h("span", { class: "room-mark is-full" }, "Full") : undefined,
      ),
      h("span", { class: "room-who" }, who),
      h("span", { class: "room-actions" }, watch, enter),
    );
  }
}

function watchingWords({ spectators }: RoomLine): string {
  return spectators > 0 ? `, ${spectators} watching` : "";
}
