import { h, setText } from "../../../page/dom";
import type { ConnectionWords } from "./connectionWords";

/** One small dot; it grows words when it is not green, and numbers when it is pressed. */
export class ConnectionDot {
  readonly element: HTMLElement;
  private readonly words = h("span", { class: "dot-words" });
  private readonly spoken = h("span", {
    class: "unseen",
    attributes: { role: "status", "aria-live": "polite" },
  });

  constructor(press: () => void) {
    this.element = h(
      "button",
      {
        class: "connection is-good",
        title: "Numbers (F3)",
        attributes: { type: "button", "aria-label": "Numbers of the connection" },
        on: { click: press },
      },
      h("span", { class: "dot", attributes: { "aria-hidden": "true" } }),
      this.words,
      this.spoken,
    );
  }

  show(state: ConnectionWords): void {
    const className = `connection is-${state.tone}`;
    if (this.element.className !== className) {
      this.element.className = className;
      // Spoken when the colour changes and not with every count of milliseconds.
      setText(this.spoken, state.words === "" ? "Connected" : state.words);
    }
    setText(this.words, state.words);
  }
}
