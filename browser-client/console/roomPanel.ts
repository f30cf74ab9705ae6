import { Bars } from "../page/bars";
import { button, h, setHidden, setText } from "../page/dom";
import { bytes, digits, millis, rate } from "../page/figures";
import { type AdminApi, type BitsReport, type PlayerLine, Refused, type RoomInside } from "./api";
import type { Wish } from "./orders";
import { gameWords } from "./roomOrder";
import { StagesPanel } from "./stagesPanel";
import { WatchButton } from "./watchButton";

const PAUSE_MILLIS = 2000; // between two looks
const BITS_SHOWN = 12;

/** One room from inside: who is there, how their lines are, what the snapshots cost. Looks again every few seconds. */
export class RoomPanel {
  readonly element: HTMLElement;
  private readonly title = h("h2");
  private readonly words = h("p", { class: "quiet" });
  private readonly players = h("tbody");
  private readonly stages = new StagesPanel();
  private readonly bits = h("div");
  private readonly bars = new Bars(BITS_SHOWN);
  private readonly measure: HTMLButtonElement;
  private readonly lock: HTMLButtonElement;
  private readonly watch: WatchButton;
  private readonly api: AdminApi;
  private readonly wish: (wish: Wish) => void;
  private readonly closed: () => void;
  private room = "";
  private timer = 0;
  private inside: RoomInside | undefined;

  /** @param note shows a sentence for a while */
  constructor(api: AdminApi, wish: (wish: Wish) => void, note: (words: string) => void, closed: () => void) {
    this.api = api;
    this.wish = wish;
    this.closed = closed;
    this.watch = new WatchButton(api, note);
    this.measure = button("Measure", "quiet-button", () => void this.measureBits());
    this.lock = button("Lock", "quiet-button", () => {
      const { room } = this.inside!;
      wish({ kind: room.locked ? "unlock" : "lock", room: room.id, people: room.people });
    });
    this.element = h(
      "section",
      { class: "panel inside", hidden: true, attributes: { "aria-label": "One room" } },
      h(
        "div",
        { class: "panel-head" },
        this.title,
        button("Back", "quiet-button", () => this.hide()),
      ),
      this.words,
      h(
        "div",
        { class: "actions" },
        this.watch.element,
        button("Message", "quiet-button", () => wish({ kind: "message", room: this.room })),
        this.lock,
        button("Close room", "danger-button", () =>
          wish({ kind: "close", room: this.room, people: this.inside?.room.people ?? 0 }),
        ),
      ),
      h(
        "div",
        { class: "scroll" },
        h(
          "table",
          {},
          h(
            "thead",
            {},
            h(
              "tr",
              {},
              ...["Seat", "Name", "Player", "Ping", "Sent", "Waiting", ""].map((title) =>
                h("th", { attributes: { scope: "col" } }, title),
              ),
            ),
          ),
          this.players,
        ),
      ),
      this.stages.element,
      h("div", { class: "panel-head" }, h("h3", {}, "Bytes by field"), this.measure),
      this.bits,
    );
  }

  /** Shows this room from now on. */
  show(room: string): void {
    this.room = room;
    this.inside = undefined;
    this.watch.show(undefined);
    setText(this.title, `Room ${room.slice(0, 8)}`);
    setText(this.words, "Asking the server");
    this.players.replaceChildren();
    this.stages.show([]);
    this.bits.replaceChildren(
      h("p", { class: "quiet" }, "Two seconds of snapshots are looked at, part by part."),
    );
    setHidden(this.element, false);
    this.element.scrollIntoView({ block: "nearest" });
    window.clearInterval(this.timer);
    this.timer = window.setInterval(() => void this.refresh(), PAUSE_MILLIS);
    void this.refresh();
  }

  hide(): void {
    window.clearInterval(this.timer);
    this.room = "";
    setHidden(this.element, true);
    this.closed();
  }

  /** Looks at once, as after an order. */
  async refresh(): Promise<void> {
    const asked = this.room;
    if (asked === "") return;
    try {
      const inside = await this.api.inside(asked);
      if (asked === this.room) this.fill(inside);
    } catch (error) {
      if (asked === this.room) this.gone(error);
    }
  }

  private gone(error: unknown): void {
    setText(this.words, error instanceof Refused ? error.message : "The server does not answer.");
    if (error instanceof Refused && error.status === 404) {
      window.clearInterval(this.timer);
      this.players.replaceChildren();
      this.watch.show(undefined);
    }
  }

  private fill(inside: RoomInside): void {
    this.inside = inside;
    this.watch.show(inside);
    const { room } = inside;
    const words = [
      gameWords(room),
      `${room.people} of ${room.seats} seats, ${room.bots} ${room.bots === 1 ? "bot" : "bots"}`,
      `${room.tickRateHz} Hz, tick p50 ${millis(room.tickP50Millis)}, p99 ${millis(room.tickP99Millis)}`,
      rate(room.bytesPerSecond),
      ...(inside.spectators.length > 0 ? [`${inside.spectators.length} watching`] : []),
      ...(room.unlisted ? ["private"] : []),
      ...(room.locked ? ["locked"] : []),
    ];
    setText(this.words, words.join(" · "));
    setText(this.lock, room.locked ? "Unlock" : "Lock");
    this.stages.show(inside.stages);
    const people = [...inside.players, ...inside.spectators];
    this.players.replaceChildren(...people.map((player) => this.line(player)));
    if (people.length === 0) {
      this.players.append(
        h("tr", {}, h("td", { class: "quiet", attributes: { colspan: "7" } }, "Nobody is here.")),
      );
    }
  }

  private line(player: PlayerLine): HTMLElement {
    const order = (kind: "kick" | "ban" | "mute", label: string): HTMLElement =>
      button(label, "link", () => this.wish({ kind, player: player.player, name: player.name }));
    return h(
      "tr",
      { class: player.connected ? "" : "away" },
      h("td", { class: "number" }, player.seat < 0 ? "watches" : digits(player.seat)),
      h("td", {}, player.name),
      h("td", { class: "quiet" }, player.guest ? "guest" : player.player),
      h(
        "td",
        { class: "number" },
        !player.connected ? "away" : player.rttMillis > 0 ? millis(player.rttMillis) : "-",
      ),
      h("td", { class: player.tier === "full" ? "" : "watch" }, player.connected ? player.tier : "nothing"),
      h("td", { class: "number" }, bytes(player.waitingBytes)),
      h("td", { class: "orders" }, order("mute", "mute"), order("kick", "remove"), order("ban", "ban")),
    );
  }

  private async measureBits(): Promise<void> {
    const asked = this.room;
    this.measure.disabled = true;
    try {
      const report = await this.api.bits(asked);
      if (asked === this.room) this.showBits(report);
    } catch (error) {
      const words = error instanceof Refused ? error.message : "The server does not answer.";
      if (asked === this.room) this.bits.replaceChildren(h("p", { class: "quiet" }, words));
    } finally {
      this.measure.disabled = false;
    }
  }

  private showBits({ ticks, bytesPerTick, lines }: BitsReport): void {
    this.bars.show(lines.map((line) => ({ name: line.name, value: line.bytesPerTick })));
    this.bits.replaceChildren(
      h("p", { class: "quiet" }, `${digits(bytesPerTick)} bytes a tick, of ${ticks} ticks`),
      this.bars.element,
    );
  }
}
