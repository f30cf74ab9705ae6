import type { ChatLine, RosterEntry } from "@rookery/client";
import { button, h, setClass, setHidden, setText } from "../../../page/dom";
import { cssColour } from "../palette";
import { cleanChat, MAX_CHAT } from "../words";

const MAX_LINES = 60;
const FRESH_MS = 9000; // a line is seen this long without opening the chat
const FRESH_PRESENCE_MS = 5000;

export type Channel = "room" | "team";

/** What a line by nobody is about: people who come and go, the server's word, or why something was not sent. */
export type NoteKind = "presence" | "notice" | "error";

export interface ChatActions {
  send(text: string, to: Channel): void;
  closed(): void;
  /** A name was pressed: whoever has this seat is to be muted, or no longer. */
  toggleMute(seat: number, name: string): void;
}

/** The lines people wrote, and the field to write one, to everybody or to the team. */
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
      autocomplete: "off",
      enterkeyhint: "send",
    },
  });
  private readonly switch = button("", "small-button chat-channel", () => this.choose(this.other()));
  private readonly form: HTMLFormElement;
  private readonly fresh: { element: HTMLElement; untilMs: number }[] = [];
  private readonly written: string[] = [];
  private others: { element: HTMLElement; seat: number; name: string }[] = []; // lines of those who can be muted
  private readonly actions: ChatActions;
  private channel: Channel = "room";
  private teamColour: number | undefined; // undefined where there are no teams

  constructor(actions: ChatActions) {
    this.actions = actions;
    this.form = h(
      "form",
      {
        class: "chat-form",
        hidden: true,
        on: {
          submit: (event) => {
            event.preventDefault();
            const text = cleanChat(this.field.value);
            if (text !== "") actions.send(text, this.channel);
            this.close();
          },
        },
      },
      this.switch,
      this.field,
      h("button", { class: "small-button", attributes: { type: "submit" } }, "Send"),
    );
    this.element = h("div", { class: "chat" }, this.log, this.form);
    // Only presses are kept from the ship: what was held when the chat opened must still be let go.
    this.element.addEventListener("keydown", (event) => {
      if (!this.isOpen) return;
      if (this.form.contains(event.target as Node)) event.stopPropagation();
      if (event.code === "Tab" && this.teamColour !== undefined) {
        event.preventDefault();
        event.stopPropagation();
        this.choose(this.other());
      }
      if (event.code !== "Escape") return;
      event.stopPropagation();
      this.close();
    });
    // A click elsewhere ends the writing; another window in front does not.
    this.element.addEventListener("focusout", (event) => {
      if (document.hasFocus() && !this.element.contains(event.relatedTarget as Node | null)) this.close();
    });
    this.choose("room");
  }

  get isOpen(): boolean {
    return !this.form.hidden;
  }

  /** All lines still kept, as `name: text`, or `name to the team: text`. */
  get lines(): readonly string[] {
    return this.written;
  }

  /** @param to whom it is for at first; where there are no teams, everybody */
  open(to: Channel = this.channel): void {
    setHidden(this.form, false);
    setClass(this.element, "is-open", true);
    this.choose(to);
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
    this.actions.closed();
  }

  /** The colour of our own team, undefined while we are in none. */
  setTeam(colour: number | undefined): void {
    if (colour === this.teamColour) return;
    this.teamColour = colour;
    this.choose(this.channel);
  }

  add(line: ChatLine, colour: number, mine: boolean, nowMs: number): void {
    const { seat, name, text } = line;
    const author = mine || line.past ? h("span", {}, name) : this.authorButton(seat, name);
    author.classList.add("chat-name");
    author.style.color = cssColour(colour);
    const element = h(
      "li",
      { class: `chat-line${line.past ? " is-past" : " is-fresh"}` },
      line.team ? h("span", { class: "chat-mark" }, "team") : undefined,
      author,
      h("span", { class: "chat-text" }, text),
    );
    if (!line.past && !mine) this.others.push({ element, seat, name });
    if (line.team) element.classList.add("is-team");
    this.append(element, nowMs + FRESH_MS);
    this.written.push(`${name}${line.team ? " to the team" : ""}: ${text}`);
    if (this.written.length > MAX_LINES) this.written.shift();
  }

  /** A line by nobody. */
  note(text: string, nowMs: number, kind: NoteKind = "notice"): void {
    const shownMs = kind === "presence" ? FRESH_PRESENCE_MS : FRESH_MS;
    this.append(h("li", { class: `chat-line is-fresh is-note is-${kind}` }, text), nowMs + shownMs);
  }

  /** Hides or shows again what this player has written. */
  mark(seat: number, muted: boolean): void {
    for (const line of this.others) {
      if (line.seat === seat) setClass(line.element, "is-muted", muted);
    }
  }

  /** Whose lines can be muted from now on: of whoever is gone, none. */
  settle(roster: readonly RosterEntry[]): void {
    this.others = this.others.filter(
      ({ element, seat, name }) =>
        element.isConnected && roster.some((entry) => entry.seat === seat && entry.name === name),
    );
  }

  step(nowMs: number): void {
    for (let i = this.fresh.length - 1; i >= 0; i--) {
      if (this.fresh[i]!.untilMs < nowMs) {
        this.fresh.splice(i, 1)[0]!.element.classList.remove("is-fresh");
      }
    }
  }

  clear(): void {
    this.fresh.length = 0;
    this.written.length = 0;
    this.others = [];
    this.log.replaceChildren();
  }

  private authorButton(seat: number, name: string): HTMLElement {
    const author = button(name, "", () => {
      if (this.others.some(({ element }) => element.contains(author))) this.actions.toggleMute(seat, name);
    });
    author.title = "Mute or unmute";
    return author;
  }

  private other(): Channel {
    return this.channel === "room" ? "team" : "room";
  }

  private choose(channel: Channel): void {
    const hasTeam = this.teamColour !== undefined;
    this.channel = hasTeam ? channel : "room";
    const words = this.channel === "team" ? "To your team" : hasTeam ? "To everybody" : "Say something";
    this.field.placeholder = words;
    this.field.setAttribute("aria-label", words);
    setHidden(this.switch, !hasTeam);
    setText(this.switch, this.channel === "team" ? "Team" : "All");
    this.switch.title = "Tab changes whom it is for";
    this.switch.style.color = this.channel === "team" ? cssColour(this.teamColour!) : "";
    setClass(this.form, "has-channels", hasTeam);
  }

  private append(element: HTMLElement, freshUntilMs: number): void {
    this.log.append(element);
    if (element.classList.contains("is-fresh")) this.fresh.push({ element, untilMs: freshUntilMs });
    while (this.log.childElementCount > MAX_LINES) this.log.firstElementChild!.remove();
    if (this.others.length > MAX_LINES) this.others.shift();
    this.log.scrollTop = this.log.scrollHeight;
  }
}
