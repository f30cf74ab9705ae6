import { h, setHidden } from "../../../page/dom";
import type { Device } from "../input/intent";

type Line = readonly [keys: readonly string[], does: string];

const KEYS: Record<Device, readonly Line[]> = {
  keyboard: [
    [["W", "A", "S", "D"], "fly"],
    [["Mouse"], "aim, left button fires"],
    [["Right button", "E"], "rail, hits from afar"],
    [["Space", "Shift"], "dash"],
    [["T", "Y"], "chat to all, to your team"],
    [["Tab"], "scores"],
    [["M"], "mute"],
    [["Esc"], "menu"],
  ],
  touch: [
    [["Left thumb"], "fly"],
    [["Right thumb"], "aim, pull far to fire"],
    [["Rail"], "hits from afar"],
    [["Dash"], "a leap along your flight"],
  ],
  gamepad: [
    [["Left stick"], "fly"],
    [["Right stick"], "aim"],
    [["Right trigger"], "fire"],
    [["Left trigger"], "rail"],
    [["A"], "dash"],
  ],
};

/** The list of controls of a device. */
export function controlsList(device: Device): HTMLElement {
  return h(
    "dl",
    { class: "controls" },
    ...KEYS[device].map(([keys, does]) =>
      h("div", { class: "control" }, h("dt", {}, ...keys.map((key) => h("kbd", {}, key))), h("dd", {}, does)),
    ),
  );
}

/** Explains the controls of the device in use, once; it goes when the player has flown and fired, or presses it away. */
export class ControlsHint {
  readonly element: HTMLElement;
  private device: Device | undefined;
  private moved = false;
  private fired = false;
  private shownAtMs = 0;

  constructor() {
    this.element = h("aside", { class: "hint", hidden: true, attributes: { "aria-label": "Controls" } });
  }

  explain(device: Device, nowMs: number): void {
    this.device = device;
    this.moved = false;
    this.fired = false;
    this.shownAtMs = nowMs;
    this.element.replaceChildren(
      controlsList(device),
      h(
        "button",
        { class: "small-button", attributes: { type: "button" }, on: { click: () => this.hide() } },
        "Got it",
      ),
    );
    setHidden(this.element, false);
  }

  /** Sees what the player does, and ends when it is plain that the explanation has been understood. */
  watch(moved: boolean, fired: boolean, nowMs: number): void {
    if (!this.device) return;
    this.moved ||= moved;
    this.fired ||= fired;
    const shownMs = nowMs - this.shownAtMs;
    if ((this.moved && this.fired && shownMs > 7000) || shownMs > 30000) this.hide();
  }

  hide(): void {
    this.device = undefined;
    setHidden(this.element, true);
  }
}
