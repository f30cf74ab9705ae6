import { button, h, setClass, setHidden, setVariable } from "../../../page/dom";
import type { Device } from "../input/intent";
import { cssColour, PILOT_COLOURS } from "../palette";
import type { SettingsStore } from "../settings";
import { cleanName, MAX_NAME } from "../words";
import { aboutPanel } from "./aboutPanel";
import { createPanel, type NewRoom } from "./createPanel";
import { RoomsPanel } from "./roomsPanel";
import { settingsPanel } from "./settingsPanel";

/** How somebody wants to play. */
export type Wish =
  | { readonly how: "anywhere"; readonly match: Readonly<Record<string, string>>; readonly queue?: boolean }
  | { readonly how: "room"; readonly room: string; readonly password?: string; readonly queue?: boolean }
  | { readonly how: "watch"; readonly room: string; readonly password?: string }
  | { readonly how: "create"; readonly create: NewRoom };

type Tab = "rooms" | "create" | "settings" | "about";

const TABS: readonly (readonly [Tab, string])[] = [
  ["rooms", "Rooms"],
  ["create", "Create"],
  ["settings", "Settings"],
  ["about", "About"],
];

/** The panel over the arena: who one is, and where to play. */
export class Lobby {
  readonly element: HTMLElement;
  private readonly name: HTMLInputElement;
  private readonly rooms: RoomsPanel;
  private readonly panels: Record<Tab, HTMLElement>;
  private readonly tabs = new Map<Tab, HTMLButtonElement>();
  private readonly play: HTMLButtonElement;
  private readonly settings: SettingsStore;
  private readonly wishes: (wish: Wish) => void;
  private invited: string | undefined;
  private tab: Tab = "rooms";

  constructor(settings: SettingsStore, device: Device, wishes: (wish: Wish) => void) {
    this.settings = settings;
    this.wishes = wishes;
    this.name = h("input", {
      id: "name",
      class: "name-field",
      attributes: {
        type: "text",
        maxlength: String(MAX_NAME * 2),
        placeholder: "Your name",
        autocomplete: "nickname",
        spellcheck: "false",
      },
    });
    this.name.value = settings.now.name;
    this.play = h("button", { class: "play-button", attributes: { type: "submit" } }, "Play");
    this.rooms = new RoomsPanel({
      join: (room) => this.wish({ how: "room", room }),
      wait: (room) => this.wish({ how: "room", room, queue: true }),
      watch: (room) => this.wish({ how: "watch", room }),
    });
    this.panels = {
      rooms: this.rooms.element,
      create: createPanel((create) => this.wish({ how: "create", create })),
      settings: settingsPanel(settings),
      about: aboutPanel(device),
    };
    this.element = h("main", { class: "lobby", hidden: true }, this.entrance(device), this.more());
    this.show(this.tab);
  }

  /** Somebody followed a link to this room. */
  invite(room: string | undefined): void {
    this.invited = room;
    this.play.textContent = room === undefined ? "Play" : "Join your friends";
  }

  /** Somebody followed a link to watch this room. */
  watch(room: string): void {
    this.wish({ how: "watch", room });
  }

  open(): void {
    setHidden(this.element, false);
    if (this.tab === "rooms") this.rooms.start();
    // Not on a phone, where the keyboard would cover the page.
    if (window.matchMedia("(pointer: fine)").matches)
      (this.name.value === "" ? this.name : this.play).focus();
  }

  close(): void {
    setHidden(this.element, true);
    this.rooms.stop();
  }

  get chosenName(): string {
    return cleanName(this.name.value);
  }

  private wish(wish: Wish): void {
    const name = this.chosenName || this.settings.now.name || guestName();
    this.name.value = name;
    this.settings.change({ name });
    this.wishes(wish);
  }

  private entrance(device: Device): HTMLElement {
    return h(
      "form",
      {
        class: "card entrance",
        on: {
          submit: (event) => {
            event.preventDefault();
            this.wish(
              this.invited === undefined
                ? { how: "anywhere", match: this.rooms.match }
                : { how: "room", room: this.invited },
            );
          },
        },
      },
      h("h1", { class: "logo" }, "Skirmish"),
      h("p", { class: "tagline" }, "Fast ships, hard walls, no mercy. One more round."),
      h("label", { class: "field-label", attributes: { for: "name" } }, "Name"),
      this.name,
      this.colours(),
      this.play,
      h(
        "p",
        { class: "quiet keys" },
        `${device === "touch" ? "" : "Enter to play. "}Bots keep you company until people come.`,
      ),
    );
  }

  private colours(): HTMLElement {
    return h(
      "fieldset",
      { class: "colours" },
      h("legend", { class: "field-label" }, "Colour"),
      h(
        "div",
        { class: "swatches" },
        ...PILOT_COLOURS.map((colour, look) => {
          const radio = h("input", {
            attributes: { type: "radio", name: "look", value: String(look), "aria-label": colour.name },
            on: { change: () => this.settings.change({ look }) },
          });
          radio.checked = look === this.settings.now.look;
          const swatch = h("label", { class: "swatch", title: colour.name }, radio, h("span", {}));
          setVariable(swatch, "--colour", cssColour(colour.rgb));
          return swatch;
        }),
      ),
    );
  }

  private more(): HTMLElement {
    const bar = h("div", { class: "tabs", attributes: { role: "tablist" } });
    for (const [tab, label] of TABS) {
      const element = button(label, "tab", () => this.show(tab));
      element.setAttribute("role", "tab");
      element.id = `tab-${tab}`;
      this.tabs.set(tab, element);
      bar.append(element);
      this.panels[tab].setAttribute("role", "tabpanel");
      this.panels[tab].setAttribute("aria-labelledby", element.id);
    }
    return h("section", { class: "card more" }, bar, ...TABS.map(([tab]) => this.panels[tab]));
  }

  private show(tab: Tab): void {
    this.tab = tab;
    for (const [name, element] of this.tabs) {
      setClass(element, "is-open", name === tab);
      element.setAttribute("aria-selected", String(name === tab));
      setHidden(this.panels[name], name !== tab);
    }
    if (tab === "rooms" && !this.element.hidden) this.rooms.start();
    else this.rooms.stop();
  }
}

function guestName(): string {
  return `Guest ${100 + Math.floor(Math.random() * 900)}`;
}
