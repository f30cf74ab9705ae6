import { Bars } from "../page/bars";
import { button, h, setHidden, setText } from "../page/dom";
import { digits } from "../page/figures";
import type { LogEntry, Seat } from "./seat";

const LINES_SHOWN = 14;
const LOG_SHOWN = 60;

/** Where the received bytes went, of the last seconds. */
export class BitsPanel {
  readonly element: HTMLElement;
  private readonly words = h("span", { class: "quiet" });
  private readonly bars = new Bars(LINES_SHOWN);

  constructor() {
    this.element = h(
      "section",
      { class: "panel", attributes: { "aria-label": "Bytes by field" } },
      h("div", { class: "panel-head" }, h("h2", {}, "Bytes by field"), this.words),
      this.bars.element,
    );
  }

  /** Once a second: figures that change faster cannot be read. */
  draw({ bits }: Seat): void {
    setText(this.words, `${digits(bits.bytesPerMessage)} B a snapshot`);
    this.bars.show(bits.lines());
  }
}

/** Who is in the room. */
export class RosterPanel {
  readonly element: HTMLElement;
  private readonly body = h("ul", { class: "roster" });
  private readonly count = h("span", { class: "quiet" });
  private shown: unknown;

  constructor() {
    this.element = h(
      "section",
      { class: "panel", attributes: { "aria-label": "Roster" } },
      h("div", { class: "panel-head" }, h("h2", {}, "Roster"), this.count),
      this.body,
    );
  }

  draw({ roster, seat, game }: Seat): void {
    if (roster === this.shown) return;
    this.shown = roster;
    setText(this.count, `${roster.length} of ${game.maxSeats}`);
    this.body.replaceChildren(
      ...roster.map((entry) =>
        h(
          "li",
          { class: entry.away ? "away" : "" },
          h("span", { class: "quiet" }, String(entry.seat)),
          h("span", {}, entry.name),
          h(
            "span",
            { class: "quiet" },
            [entry.seat === seat ? "this player" : "", entry.bot ? "bot" : "", entry.away ? "away" : ""]
              .filter(Boolean)
              .join(", "),
          ),
        ),
      ),
    );
  }
}

/** Events, chat, notices and what became of the connection, the newest first. */
export class LogPanel {
  readonly element: HTMLElement;
  private readonly body = h("ol", { class: "log" });
  private readonly empty = h("p", { class: "quiet" }, "Nothing has happened yet.");
  private shown: readonly LogEntry[] = [];

  constructor(say: (text: string) => void) {
    const text = h("input", {
      attributes: { placeholder: "Say something", maxlength: "200", "aria-label": "Chat" },
    });
    const form = h("form", { class: "say" }, text, h("button", { class: "quiet-button" }, "Say"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (text.value.trim() !== "") say(text.value);
      text.value = "";
    });
    this.element = h(
      "section",
      { class: "panel log-panel", attributes: { "aria-label": "Log" } },
      h(
        "div",
        { class: "panel-head" },
        h("h2", {}, "Events"),
        button("Clear", "link", () => this.clear()),
      ),
      form,
      this.body,
      this.empty,
    );
  }

  private cleared: { readonly seat: Seat; readonly count: number } | null = null;
  private seat: Seat | null = null;

  draw(seat: Seat): void {
    this.seat = seat;
    const from = this.cleared?.seat === seat ? Math.max(0, this.cleared.count - seat.dropped) : 0;
    const entries = seat.log
      .slice(Math.max(from, seat.log.length - LOG_SHOWN))
      .filter(({ tick, kind }) => !seat.isPaused || kind === "connection" || tick <= seat.world.tick);
    if (entries.length === this.shown.length && entries.every((entry, i) => entry === this.shown[i])) return;
    this.shown = entries;
    setHidden(this.empty, entries.length > 0);
    this.body.replaceChildren(
      ...entries
        .toReversed()
        .map((entry) =>
          h(
            "li",
            { class: `log-${entry.kind}` },
            h("span", { class: "quiet" }, String(entry.tick)),
            h("strong", {}, entry.name),
            h(
              "span",
              {},
              entry.onlyMe && entry.kind === "event" ? `${entry.text} (to this player)` : entry.text,
            ),
          ),
        ),
    );
  }

  private clear(): void {
    if (this.seat !== null)
      this.cleared = { seat: this.seat, count: this.seat.dropped + this.seat.log.length };
  }
}
