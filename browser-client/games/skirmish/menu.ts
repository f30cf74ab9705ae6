import { button, h, setHidden, setText } from "../../page/dom";
import { fetchCode } from "./lobby/rooms";
import { settingsPanel } from "./lobby/settingsPanel";
import type { SettingsStore } from "./settings";

export interface MenuActions {
  resumed(): void;
  leave(): void;
}

/** The address that leads others into a room. */
export function shareLink(origin: string, room: string): string {
  return `${origin}/?room=${encodeURIComponent(room)}`;
}

/** The address that lets others watch a room. */
export function watchLink(origin: string, room: string): string {
  return `${origin}/?watch=${encodeURIComponent(room)}`;
}

/** The menu while playing (Esc): share, settings, leave. The game goes on behind it. */
export class Menu {
  readonly element: HTMLElement;
  private readonly link = h("input", {
    class: "link-field",
    attributes: { type: "text", readonly: "", "aria-label": "Link to this room" },
  });
  private readonly copied = h("span", { class: "quiet", attributes: { role: "status" } });
  private readonly code = h("p", { class: "quiet code" });
  private readonly first: HTMLButtonElement;
  private readonly actions: MenuActions;

  constructor(settings: SettingsStore, actions: MenuActions) {
    this.actions = actions;
    this.first = button("Back to the game", "wide-button", () => this.close());
    this.element = h(
      "div",
      { class: "screen menu", hidden: true, attributes: { role: "dialog", "aria-label": "Menu" } },
      h(
        "div",
        { class: "card screen-card" },
        h("h2", {}, "Menu"),
        this.first,
        h("p", { class: "field-label" }, "Invite others to this room"),
        h(
          "div",
          { class: "link-row" },
          this.link,
          button("Copy", "small-button", () => void this.copy()),
        ),
        this.copied,
        this.code,
        settingsPanel(settings),
        button("Leave the room", "small-button leave", actions.leave),
      ),
    );
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  open(room: string): void {
    this.link.value = shareLink(location.origin, room);
    setText(this.code, "");
    void fetchCode(room).then((code) => {
      if (code !== undefined) setText(this.code, `Or tell them the code ${code}`);
    });
    setText(this.copied, "");
    setHidden(this.element, false);
    this.first.focus();
  }

  close(): void {
    if (!this.isOpen) return;
    setHidden(this.element, true);
    this.actions.resumed();
  }

  private async copy(): Promise<void> {
    this.link.select();
    try {
      await navigator.clipboard.writeText(this.link.value);
      setText(this.copied, "Copied: send it to whom you like");
    } catch {
      // No clipboard without https or permission: the link is selected, the keyboard can copy it.
      setText(this.copied, "Press Ctrl+C to copy the link");
    }
  }
}
