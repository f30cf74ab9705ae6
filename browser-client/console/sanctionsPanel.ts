import { button, h, setText } from "../page/dom";
import { duration } from "../page/figures";
import { type AdminApi, Refused, type SanctionLine } from "./api";
import type { Wish } from "./orders";

/** Bans and mutes in force. */
export class SanctionsPanel {
  readonly element: HTMLElement;
  private readonly body = h("tbody");
  private readonly note = h("p", { class: "quiet" });
  private readonly api: AdminApi;
  private readonly wish: (wish: Wish) => void;

  constructor(api: AdminApi, wish: (wish: Wish) => void) {
    this.api = api;
    this.wish = wish;
    this.element = h(
      "section",
      { class: "panel" },
      h("div", { class: "panel-head" }, h("h2", {}, "Bans and mutes")),
      h("div", { class: "scroll" }, h("table", {}, this.body)),
      this.note,
    );
  }

  async refresh(): Promise<void> {
    try {
      const lines = await this.api.sanctions();
      this.body.replaceChildren(...lines.map((line) => this.line(line)));
      setText(this.note, lines.length === 0 ? "Nobody is banned or muted." : "");
    } catch (error) {
      setText(this.note, error instanceof Refused ? error.message : "The server does not answer.");
    }
  }

  private line(line: SanctionLine): HTMLElement {
    const left = Math.max(0, (Date.parse(line.until) - Date.now()) / 1000);
    const lift =
      line.kind === "ban" || line.kind === "mute"
        ? button("lift", "link", () =>
            this.wish({ kind: "lift", sanction: line.kind, subject: line.subject }),
          )
        : undefined;
    return h(
      "tr",
      {},
      h("td", {}, line.kind),
      h("td", {}, line.subject),
      h("td", { class: "quiet" }, line.reason || "no reason given"),
      h("td", { class: "number" }, `${duration(left)} left`),
      h("td", { class: "orders" }, lift),
    );
  }
}
