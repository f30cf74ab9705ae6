import { h, setClass, setText } from "../../../page/dom";

/** One line in the upper middle that tells of something and goes away. */
export class Banner {
  readonly element: HTMLElement;
  private readonly big = h("p", { class: "banner-title" });
  private readonly small = h("p", { class: "banner-text" });
  private untilMs = 0;

  constructor() {
    this.element = h("div", { class: "banner", attributes: { role: "status" } }, this.big, this.small);
  }

  say(title: string, text: string, nowMs: number, forMs = 2200): void {
    setText(this.big, title);
    setText(this.small, text);
    this.untilMs = nowMs + forMs;
    setClass(this.element, "is-shown", true);
  }

  step(nowMs: number): void {
    if (nowMs > this.untilMs) setClass(this.element, "is-shown", false);
  }

  clear(): void {
    this.untilMs = 0;
    setClass(this.element, "is-shown", false);
  }
}
