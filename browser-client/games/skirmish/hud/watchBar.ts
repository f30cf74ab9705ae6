import { button, h, setClass, setHidden, setText, setVariable } from "../../../page/dom";
import { cssColour } from "../palette";

/** What the bar of somebody who watches shows in one frame. */
export interface WatchState {
  readonly name: string; // of the pilot who is followed, "" if none is
  readonly colour: number;
  readonly hull: number; // 0 to 1
  readonly shield: number; // 0 to 1
  readonly isAlive: boolean;
  readonly isFree: boolean;
  readonly delayMillis: number;
  /** Milliseconds until the first picture, 0 once there is one. */
  readonly startsInMillis: number;
  readonly whyNoSeat: string; // in words for the button, "" if there is a seat to join with
}

export interface WatchActions {
  turn(step: 1 | -1): void;
  fly(): void;
  join(): void;
  leave(): void;
}

/** The HUD of a spectator: whom the picture follows, how old it is, and the ways out. */
export class WatchBar {
  readonly element: HTMLElement;
  private readonly badge = h("span", { class: "watch-badge" });
  private readonly name = h("span", { class: "watch-name" });
  private readonly shield = h("span", { class: "watch-shield" });
  private readonly hull = h("span", { class: "watch-hull" });
  private readonly bars: HTMLElement;
  private readonly fly: HTMLButtonElement;
  private readonly join: HTMLButtonElement;
  private readonly count = h("p", { class: "watch-count" });
  private readonly wait: HTMLElement;

  constructor(actions: WatchActions) {
    const turn = (step: 1 | -1, label: string, sign: string): HTMLButtonElement => {
      const element = button(sign, "watch-turn", () => actions.turn(step));
      element.setAttribute("aria-label", label);
      element.title = `${label} (arrow key)`;
      return element;
    };
    this.bars = h(
      "span",
      { class: "watch-bars", attributes: { "aria-hidden": "true" } },
      this.shield,
      this.hull,
    );
    this.fly = button("Free flight", "small-button", actions.fly);
    this.fly.title = "W, A, S, D or drag the picture (F)";
    this.join = button("Join the game", "small-button watch-join", actions.join);
    this.join.title = "J";
    this.wait = h("div", { class: "watch-wait", hidden: true }, h("h2", {}, "You are watching"), this.count);
    this.element = h(
      "section",
      { class: "watch", hidden: true, attributes: { "aria-label": "Watching" } },
      this.badge,
      this.wait,
      h(
        "div",
        { class: "watch-bar" },
        h(
          "div",
          { class: "watch-who" },
          turn(-1, "Previous pilot", "\u2039"),
          h("div", { class: "watch-pilot", attributes: { "aria-live": "polite" } }, this.name, this.bars),
          turn(1, "Next pilot", "\u203a"),
        ),
        h(
          "div",
          { class: "watch-ways" },
          this.fly,
          this.join,
          button("Lobby", "small-button", actions.leave),
        ),
      ),
    );
  }

  show(state: WatchState): void {
    const seconds = Math.ceil(state.startsInMillis / 1000);
    setHidden(this.wait, seconds <= 0);
    setText(this.count, `The picture starts in ${seconds} s.`);
    setText(this.badge, delayWords(state.delayMillis));
    setText(
      this.name,
      state.isFree ? "Free flight" : state.name || (seconds > 0 ? "\u2026" : "Nobody flies"),
    );
    setVariable(
      this.name,
      "--colour",
      state.isFree || state.name === "" ? "#e8eefc" : cssColour(state.colour),
    );
    setClass(this.bars, "is-gone", state.isFree || !state.isAlive);
    setVariable(this.hull, "--part", state.hull.toFixed(2));
    setVariable(this.shield, "--part", state.shield.toFixed(2));
    setClass(this.fly, "is-on", state.isFree);
    this.fly.setAttribute("aria-pressed", String(state.isFree));
    this.join.disabled = state.whyNoSeat !== "";
    setText(this.join, state.whyNoSeat || "Join the game");
  }
}

/** How old the picture is, in words. */
export function delayWords(delayMillis: number): string {
  if (delayMillis < 100) return "Watching live";
  const seconds = delayMillis / 1000;
  return `Delayed by ${seconds < 10 ? Number(seconds.toFixed(1)) : Math.round(seconds)} s`;
}
