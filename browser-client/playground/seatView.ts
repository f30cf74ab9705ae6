import { Charts } from "../page/charts";
import { button, h, setClass, setHidden, setText } from "../page/dom";
import { bytes, digits, millis } from "../page/figures";
import { type Tile, Tiles } from "../page/tiles";
import { InputPanel } from "./input/inputPanel";
import { LinePanel } from "./line/linePanel";
import { KEPT_MOMENTS, type Seat } from "./seat";
import { SEAT_CHARTS } from "./seatCharts";
import { BitsPanel, LogPanel, RosterPanel } from "./sidePanels";
import { Picture } from "./state/picture";
import { StatePanel } from "./state/statePanel";

/** One seat on display: everything about it, and the pause and step of that display. */
export class SeatView {
  readonly element: HTMLElement;
  /** For the head of the page: which room, how the connection is, what stops the display. */
  readonly words = h("span", { class: "quiet" });
  readonly state = h("span", { class: "state" });
  readonly controls: HTMLElement;
  private readonly lost = h("p", { class: "lost", hidden: true, attributes: { role: "alert" } });
  private readonly tiles = new Tiles();
  private readonly charts = new Charts(SEAT_CHARTS);
  private readonly picture = new Picture();
  private readonly inputs = new InputPanel();
  private readonly stateTree = new StatePanel();
  private readonly line = new LinePanel();
  private readonly bits = new BitsPanel();
  private readonly roster = new RosterPanel();
  private readonly log: LogPanel;
  private readonly pauseButton: HTMLButtonElement;
  private readonly stepButton: HTMLButtonElement;
  private readonly waiting = h("span", { class: "quiet" });
  private seat: Seat | null = null;

  constructor() {
    this.log = new LogPanel((text) => this.seat?.say(text));
    this.pauseButton = button("Pause", "quiet-button", () => this.togglePause());
    this.stepButton = button("Step", "quiet-button", () => this.seat?.step(performance.now()));
    this.controls = h("span", { class: "actions" }, this.waiting, this.stepButton, this.pauseButton);
    this.element = h(
      "main",
      { class: "seat-view" },
      this.lost,
      this.tiles.element,
      h("div", { class: "column" }, this.picture.element, this.inputs.element, this.line.element),
      h("div", { class: "column wide" }, this.stateTree.element, this.charts.element),
      h("div", { class: "column" }, this.bits.element, this.roster.element, this.log.element),
    );
    const { canvas } = this.picture;
    canvas.addEventListener("pointermove", (event) => this.point(event));
    canvas.addEventListener("pointerdown", (event) => this.point(event));
    for (const type of ["pointerup", "pointercancel", "pointerleave"] as const) {
      canvas.addEventListener(type, () => {
        if (this.seat === null) return;
        this.seat.input.placed = null;
        if (type !== "pointerup") this.seat.input.pointed = null;
      });
    }
  }

  /** Shows this seat from now on. */
  use(seat: Seat): void {
    this.seat = seat;
    this.inputs.use(seat.input);
    this.line.use(seat);
    this.charts.restart(seat.history);
    this.bits.draw(seat);
  }

  /** A second is over. */
  turn(seat: Seat): void {
    const sample = seat.history.at(-1);
    if (sample === undefined || seat.isPaused) return;
    this.charts.add(sample);
    this.bits.draw(seat);
    this.tiles.show(tilesOf(seat));
  }

  draw(seat: Seat, nowMillis: number): void {
    this.picture.draw(seat, nowMillis);
    this.stateTree.draw(seat, nowMillis);
    this.inputs.draw(seat.input);
    this.roster.draw(seat);
    this.log.draw(seat);
    this.drawHead(seat);
  }

  private drawHead(seat: Seat): void {
    const { connection } = seat;
    const settings = Object.entries(seat.settings).map(([name, value]) => `${name} ${value}`);
    const about = [seat.game.name, `room ${seat.room.slice(0, 8)}`, ...settings];
    setText(
      this.words,
      [...about, ...(seat.isPrivate ? ["private"] : []), `tick ${seat.world.tick}`].join(" · "),
    );
    setText(this.state, connection.state === "online" && connection.unstable ? "unstable" : connection.state);
    setClass(this.state, "good", connection.state === "online" && !connection.unstable);
    setClass(this.state, "watch", connection.state !== "online" || connection.unstable);
    setText(this.lost, "reason" in connection ? connection.reason : "");
    setHidden(this.lost, !("reason" in connection));
    setText(this.pauseButton, seat.isPaused ? "Resume" : "Pause");
    this.stepButton.disabled = !seat.isPaused || seat.waiting.length === 0;
    setText(this.waiting, seat.isPaused ? waitingWords(seat) : "");
  }

  private togglePause(): void {
    const { seat } = this;
    if (seat === null) return;
    if (seat.isPaused) seat.resume(performance.now());
    else seat.pause();
  }

  private point({ clientX, clientY, buttons }: PointerEvent): void {
    if (this.seat === null) return;
    const { input } = this.seat;
    input.pointed = this.picture.direction(clientX, clientY);
    input.placed = buttons > 0 ? this.picture.place(clientX, clientY) : null;
  }
}

function waitingWords({ waiting, missed }: Seat): string {
  const behind = `${waiting.length} ${waiting.length === 1 ? "snapshot" : "snapshots"} behind`;
  return missed === 0 ? behind : `${behind}; ${missed} before them were not kept (${KEPT_MOMENTS} are)`;
}

function tilesOf(seat: Seat): readonly Tile[] {
  const stats = seat.stats();
  const sample = seat.history.at(-1)!;
  const tile = (label: string, value: string, detail: string, isBad = false): Tile => ({
    label,
    value,
    detail,
    worry: isBad ? "watch" : "calm",
  });
  return [
    tile("Entities", digits(seat.world.count), `of ${seat.game.schema.maxEntities} at most`),
    tile("In", `${bytes(sample.bytesIn)}/s`, `out ${bytes(sample.bytesOut)}/s`),
    tile(
      "Snapshots",
      `${sample.snapshots}/s`,
      `${digits(seat.bits.bytesPerMessage)} B each`,
      seat.history.length > 1 && sample.snapshots < seat.game.tickRateHz * 0.9,
    ),
    tile("Round trip", millis(stats.rttMillis), `jitter ${millis(stats.jitterMillis)}`),
    tile("Picture behind", millis(stats.interpolationDelayMillis), `${stats.underruns} underruns`),
    tile("Input margin", millis(stats.inputMarginMillis), "waits at the server", stats.inputMarginMillis < 0),
  ];
}
