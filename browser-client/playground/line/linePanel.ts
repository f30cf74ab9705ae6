import { button, h } from "../../page/dom";
import { slider } from "../input/inputPanel";
import type { Seat } from "../seat";
import { type LineSettings, PERFECT } from "./badLine";

const PRESETS: readonly (readonly [string, LineSettings])[] = [
  ["Perfect", PERFECT],
  ["Good", { delayMillis: 25, jitterMillis: 2, lossPercent: 0 }],
  ["Mobile", { delayMillis: 60, jitterMillis: 15, lossPercent: 1 }],
  ["Bad", { delayMillis: 150, jitterMillis: 40, lossPercent: 3 }],
];

/** Spoils the line of one seat. */
export class LinePanel {
  readonly element: HTMLElement;
  private readonly fields = h("div", { class: "input-fields" });
  private seat: Seat | null = null;

  constructor() {
    this.element = h(
      "section",
      { class: "panel line-panel", attributes: { "aria-label": "Line" } },
      h(
        "div",
        { class: "panel-head" },
        h("h2", {}, "Line"),
        h(
          "span",
          { class: "actions" },
          ...PRESETS.map(([name, settings]) => button(name, "link", () => this.set(settings))),
        ),
      ),
      this.fields,
      h(
        "p",
        { class: "quiet" },
        "On top of the real line, each way. As over TCP, what is lost holds up everything behind it.",
      ),
    );
  }

  use(seat: Seat): void {
    this.seat = seat;
    const line = (name: string, key: keyof LineSettings, max: number, unit: string): HTMLElement =>
      h(
        "label",
        { class: "input-line" },
        h("span", { class: "input-name" }, name),
        slider({ min: 0, max, step: 1 }, seat.line[key], unit, (value) => {
          seat.line = { ...seat.line, [key]: value };
        }),
      );
    this.fields.replaceChildren(
      line("delay", "delayMillis", 500, "ms"),
      line("jitter", "jitterMillis", 200, "ms"),
      line("loss", "lossPercent", 30, "%"),
    );
  }

  private set(settings: LineSettings): void {
    if (this.seat === null) return;
    this.seat.line = settings;
    this.use(this.seat);
  }
}
