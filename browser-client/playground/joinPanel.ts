import { button, h, setHidden, setText } from "../page/dom";
import type { GameSetting, PlayableGame } from "./games";
import type { Place } from "./seat";

/** What was chosen. */
export interface JoinWish {
  readonly game: PlayableGame;
  readonly player: string;
  readonly place: Place;
}

/** The registered games, each with what it takes to join it. */
export class JoinPanel {
  readonly element: HTMLElement;
  private readonly list = h("div", { class: "games" });
  private readonly note = h("p", { class: "lost", hidden: true, attributes: { role: "alert" } });
  private readonly name = h("input", {
    attributes: { value: "Author", maxlength: "24", "aria-label": "Name" },
  });
  private readonly room = h("input", {
    attributes: { placeholder: "any, its id or code", maxlength: "64", "aria-label": "Room" },
  });
  private readonly join: (wish: JoinWish) => void;

  constructor(join: (wish: JoinWish) => void) {
    this.join = join;
    this.element = h(
      "main",
      { class: "join" },
      h(
        "div",
        { class: "panel join-who" },
        h("label", { class: "inline" }, "Name", this.name),
        h("label", { class: "inline" }, "Room", this.room),
      ),
      this.note,
      this.list,
    );
  }

  show(games: readonly PlayableGame[]): void {
    this.list.replaceChildren(...games.map((game) => this.card(game)));
    if (games.length === 0) {
      this.list.append(
        h("p", { class: "quiet" }, "No game is registered: add one to the server's list of games."),
      );
    }
  }

  /** Something is wrong; empty words take it back. */
  say(words: string): void {
    setText(this.note, words);
    setHidden(this.note, words === "");
  }

  private card(game: PlayableGame): HTMLElement {
    const { schema } = game;
    const choices = Object.entries(game.settings).map(([name, setting]) => ({
      setting: name,
      control: controlOf(setting),
    }));
    const isPrivate = h("input", { attributes: { type: "checkbox" } });
    const settings = (): Record<string, string> =>
      Object.fromEntries(choices.map(({ setting, control }) => [setting, control.value]));
    const wish = (place: Place): void => this.join({ game, player: this.name.value.trim(), place });
    const named = (): Place => (this.room.value.trim() === "" ? {} : { room: this.room.value.trim() });
    return h(
      "section",
      { class: "panel game-card", attributes: { "aria-label": game.name } },
      h("h2", {}, game.name),
      h(
        "p",
        { class: "quiet" },
        `${game.minSeats} to ${game.maxSeats} seats, ${game.tickRateHz} Hz, up to ${schema.maxEntities} entities`,
      ),
      h(
        "dl",
        {},
        ...listed("Entities", schema.entities.map(namesOf)),
        ...listed("Input", [schema.input.map(({ name }) => name).join(", ")]),
        ...listed("Events", schema.events.map(namesOf)),
      ),
      h(
        "div",
        { class: "choices" },
        ...choices.map(({ setting, control }) => h("label", { class: "inline" }, setting, control)),
        h("label", { class: "inline" }, isPrivate, "private"),
      ),
      h(
        "div",
        { class: "actions" },
        button("Join", "do-button", () => wish(named())),
        button("Open a room", "quiet-button", () =>
          wish({ create: { private: isPrivate.checked, settings: settings() } }),
        ),
      ),
    );
  }
}

function controlOf({ initial, values, min, max }: GameSetting): HTMLInputElement | HTMLSelectElement {
  if (values.length === 0) {
    return h("input", {
      attributes: { type: "number", value: initial, min: String(min), max: String(max), step: "1" },
    });
  }
  const select = h("select");
  for (const value of values) select.append(h("option", { attributes: { value } }, value));
  select.value = initial;
  return select;
}

function namesOf({
  name,
  fields,
}: {
  readonly name: string;
  readonly fields: readonly { readonly name: string }[];
}): string {
  return `${name} (${fields.map((field) => field.name).join(", ")})`;
}

function listed(title: string, items: readonly string[]): HTMLElement[] {
  const shown = items.filter(Boolean);
  return shown.length === 0 ? [] : [h("dt", {}, title), h("dd", {}, shown.join(" · "))];
}
