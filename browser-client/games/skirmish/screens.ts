import type { ConnectionState } from "@rookery/client";
import { button, h, setHidden, setText } from "../../page/dom";
import type { Verdict } from "./refusalWords";

export interface ScreenActions {
  retry(): void;
  /** Stands in line for what was full. */
  wait(): void;
  /** Tries again with what was typed. */
  password(typed: string): void;
  lobby(): void;
  reload(): void;
}

/** The card over everything while play is not possible: connecting, lost, refused, ended. */
export class Screens {
  readonly element: HTMLElement;
  private readonly title = h("h2", {});
  private readonly text = h("p", {});
  private readonly count = h("p", { class: "countdown" });
  private readonly buttons = h("div", { class: "card-buttons" });
  private readonly spinner = h("span", { class: "spinner", attributes: { "aria-hidden": "true" } });
  private readonly actions: ScreenActions;
  private kind = "";
  private timer = 0;
  private wayOut: (() => void) | undefined; // what Escape does

  constructor(actions: ScreenActions) {
    this.actions = actions;
    this.element = h(
      "div",
      { class: "screen", hidden: true, attributes: { role: "alertdialog", "aria-live": "assertive" } },
      h("div", { class: "card screen-card" }, this.spinner, this.title, this.text, this.count, this.buttons),
    );
  }

  get shown(): string {
    return this.kind;
  }

  hide(): void {
    this.kind = "";
    this.wayOut = undefined;
    window.clearTimeout(this.timer);
    setHidden(this.element, true);
  }

  /** Escape was pressed: cancels, or goes to the lobby. A game that is only disconnected is not left that easily. */
  escape(): void {
    this.wayOut?.();
  }

  connecting(cancel: () => void): void {
    this.open("connecting", "Connecting", "Looking for a seat.", true);
    this.wayOut = cancel;
    this.buttons.replaceChildren(button("Cancel", "small-button", cancel));
  }

  /** Called again and again while there is no seat. */
  waiting(place: number, waiting: number, cancel: () => void): void {
    if (this.kind !== "waiting") {
      this.open("waiting", "Waiting for a seat", "You come in by yourself when it is your turn.", true);
      this.wayOut = cancel;
      this.buttons.replaceChildren(button("Cancel", "small-button", cancel));
    }
    setText(this.count, place === 1 ? "You are next." : `You are number ${place} of ${waiting} in line.`);
  }

  /** A room wants to hear its password. */
  password(message: string): void {
    this.open("verdict", "A password, please", message, false);
    this.wayOut = this.actions.lobby;
    const field = h("input", {
      class: "name-field",
      attributes: {
        type: "text",
        "aria-label": "Password of the room",
        autocomplete: "off",
        spellcheck: "false",
      },
    });
    const enter = h("button", { class: "wide-button", attributes: { type: "submit" } }, "Enter");
    this.buttons.replaceChildren(
      h(
        "form",
        {
          class: "card-buttons",
          on: {
            submit: (event) => {
              event.preventDefault();
              if (field.value !== "") this.actions.password(field.value);
            },
          },
        },
        field,
        enter,
      ),
      button("To the lobby", "small-button", this.actions.lobby),
    );
    field.focus();
  }

  /** Called again and again while the connection is lost. */
  reconnecting(
    state: Extract<ConnectionState, { state: "reconnecting" }>,
    nowMs: number,
    hasShip: boolean,
  ): void {
    const keptSeconds = Math.max(0, Math.ceil((state.seatLostAtMillis - nowMs) / 1000));
    if (this.kind !== "reconnecting") {
      // The first reason says what happened; those of later attempts only that it has not worked yet.
      this.open("reconnecting", "Reconnecting", state.reason, true);
      this.buttons.replaceChildren(button("Leave", "small-button", this.actions.lobby));
    }
    const nextTry = Math.max(0, Math.ceil((state.nextTryAtMillis - nowMs) / 1000));
    const next = nextTry > 0 ? `Next try in ${nextTry} s.` : "Trying now.";
    setText(
      this.count,
      hasShip && keptSeconds > 0 ? `Your ship is kept for ${keptSeconds} s. ${next}` : next,
    );
  }

  verdict(verdict: Verdict): void {
    this.open("verdict", verdict.title, verdict.text, false);
    if (verdict.action !== "reload") this.wayOut = this.actions.lobby;
    setText(this.count, "");
    const lobby = button("To the lobby", "small-button", this.actions.lobby);
    switch (verdict.action) {
      case "reload":
        this.buttons.replaceChildren(button("Reload", "wide-button", this.actions.reload));
        break;
      case "wait":
        this.buttons.replaceChildren(button("Wait for a seat", "wide-button", this.actions.wait), lobby);
        break;
      case "lobby":
        this.buttons.replaceChildren(button("To the lobby", "wide-button", this.actions.lobby));
        break;
      case "retry": {
        const again = button("Try again", "wide-button", this.actions.retry);
        this.buttons.replaceChildren(again, lobby);
        if (verdict.retryAfterMillis > 0) this.countDown(again, performance.now() + verdict.retryAfterMillis);
        break;
      }
    }
    this.buttons.querySelector("button")?.focus();
  }

  private open(kind: string, title: string, text: string, busy: boolean): void {
    window.clearTimeout(this.timer);
    this.kind = kind;
    this.wayOut = undefined;
    setText(this.title, title);
    setText(this.text, text);
    setText(this.count, "");
    setHidden(this.spinner, !busy);
    setHidden(this.element, false);
  }

  private countDown(again: HTMLButtonElement, untilMs: number): void {
    const left = Math.ceil((untilMs - performance.now()) / 1000);
    again.disabled = left > 0;
    setText(this.count, left > 0 ? `You can try again in ${left} s.` : "");
    if (left > 0) this.timer = window.setTimeout(() => this.countDown(again, untilMs), 250);
  }
}
