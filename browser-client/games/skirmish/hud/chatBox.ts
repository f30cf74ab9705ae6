import type { ChatLine } from "@rookery/client";
import { h, setClass, setHidden } from "../../../page/dom";
import { cssColour } from "../palette";
import { cleanChat, MAX_CHAT } from "../words";

const MAX_LINES = 60;
const FRESH_MS = 9000; // a line is seen this long without opening the chat

/** The lines people wrote, and the field to write one. */
export class ChatBox {
  readonly element: HTMLElement;
  private readonly log = h("ol", {
    class: "chat-log",
    attributes: { role: "log", "aria-label": "Chat", tabindex: "-1" },
  });
  private readonly field = h("input", {
    class: "chat-field",
    attributes: {
      type: "text",
      maxlength: String(MAX_CHAT),
      placeholder: "Say something",
      "aria-label": "Say something",
      autocomplete: "off",
      enterkeyhint: "send",
    },
  });
  private readonly form: HTMLFormElement;
  private readonly fresh: { element: HTMLElement; untilMs: number }[] = [];
  private readonly written: string[] = [];
  private readonly closed: () => void;

  constructor(send: (text: string) => void, closed: () => void) {
    this.closed = closed;
    this.form = h(
      "form",
      {
        class: "chat-form",
        hidden: true,
        on: {
          submit: (event) => {
            event.preventDefault();
            const text = cleanChat(this.field.value);
            if (text !== "") send(text);
            this.close();
          },
        },
      },
      this.field,
      h("button", { class: "small-button", attributes: { type: "submit" } }, "Send"),
    );
    this.element = h("div", { class: "chat" }, this.log, this.form);
    // Only presses are kept from the ship: what was held when the chat opened must still be let go.
    this.element.addEventListener("keydown", (event) => {
      if (!this.isOpen) return;
      if (this.form.contains(event.target as Node)) event.stopPropagation();
      if (event.code !== "Escape") return;
      event.stopPropagation();
      this.close();
    });
    // A click elsewhere ends the writing; another window in front does not.
    this.element.addEventListener("focusout", (event) => {
      if (document.hasFocus() && !this.element.contains(event.relatedTarget as Node | null)) this.close();
    });
  }

  get isOpen(): boolean {
    return !this.form.hidden;
  }

  /** All lines still kept, as `name: text`. */
  get lines(): readonly string[] {
    return this.written;
  }

  open(): void {
    setHidden(this.form, false);
    setClass(this.element, "is-open", true);
    this.log.scrollTop = this.log.scrollHeight;
    this.field.focus();
  }

  close(): void {
    if (!this.isOpen) return;
    setHidden(this.form, true); // before the focus goes, which asks to close again
    this.field.value = "";
    this.field.blur();
    setClass(this.element, "is-open", false);
    this.log.scrollTop = this.log.scrollHeight;
    this.closed();
  }

  add(line: ChatLine, colour: number, nowMs: number): void {
    const name = h("span", { class: "chat-name" }, line.name);
    name.style.color = cssColour(colour);
    this.append(
      h("li", { class: "chat-line is-fresh" }, name, h("span", { class: "chat-text" }, line.text)),
      nowMs,
    );
    this.written.push(`${line.name}: ${line.text}`);
    if (this.written.length > MAX_LINES) this.written.shift();
  }

  /** A line by nobody: who came, who left, what the server says. */
  note(text: string, nowMs: number): void {
    this.append(h("li", { class: "chat-line is-note is-fresh" }, text), nowMs);
  }

  step(nowMs: number): void {
    while (this.fresh[0] && this.fresh[0].untilMs < nowMs) {
      this.fresh.shift()!.element.classList.remove("is-fresh");
    }
  }

  clear(): void {
    this.fresh.length = 0;
    this.written.length = 0;
    this.log.replaceChildren();
  }

  private append(element: HTMLElement, nowMs: number): void {
    this.log.append(element);
    this.fresh.push({ element, untilMs: nowMs + FRESH_MS });
    while (this.log.childElementCount > MAX_LINES) this.log.firstElementChild!.remove();
    this.log.scrollTop = this.log.scrollHeight;
  }
}
