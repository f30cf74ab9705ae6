import { h, setText } from "../../../page/dom";
import { choice, MODES, type Option } from "./choice";

export interface NewRoom {
  readonly private: boolean;
  readonly seats?: number;
  readonly password?: string;
  readonly settings: Readonly<Record<string, string>>;
}

const MAPS: readonly Option[] = [
  ["rotate", "All in turn"],
  ["foundry", "Foundry"],
  ["crossing", "Crossing"],
  ["pinwheel", "Pinwheel"],
  ["reef", "Reef"],
];
const SIZES: readonly Option[] = [
  ["standard", "Standard"],
  ["large", "Large"],
];
const BOTS: readonly Option[] = [
  ["8", "Fill up to 8"],
  ["0", "None"],
  ["4", "Fill up to 4"],
  ["12", "Fill up to 12"],
  ["24", "Fill up to 24"],
  ["48", "Fill up to 48"],
  ["96", "Fill up to 96"],
];

const SEATS: readonly Option[] = [
  ["", "As many as fit"],
  ["2", "2"],
  ["4", "4"],
  ["8", "8"],
  ["16", "16"],
  ["32", "32"],
];
const MAX_PASSWORD = 64; // as the server takes it

/** How a new room is to be. */
export function createPanel(create: (room: NewRoom) => void): HTMLElement {
  const mode = choice("Mode", MODES);
  const map = choice("Map", MAPS);
  const size = choice("World", SIZES);
  const bots = choice("Bots", BOTS);
  const seats = choice("Players", SEATS);
  const sizeWords = h("p", { class: "quiet" });
  const explainSize = (): void => {
    const isLarge = size.field.value === "large";
    setText(
      sizeWords,
      isLarge ? "1,000 seats in nine districts, each with bots of its own." : "Up to 100 seats.",
    );
  };
  size.field.addEventListener("change", explainSize);
  explainSize();
  const password = h("input", {
    class: "name-field",
    attributes: {
      type: "text",
      maxlength: String(MAX_PASSWORD),
      placeholder: "None",
      autocomplete: "off",
      spellcheck: "false",
    },
  });
  const secret = h("input", { attributes: { type: "checkbox", checked: "" } });
  return h(
    "form",
    {
      class: "settings",
      on: {
        submit: (event) => {
          event.preventDefault();
          create({
            private: secret.checked,
            ...(seats.field.value !== "" && { seats: Number(seats.field.value) }),
            ...(password.value !== "" && { password: password.value }),
            settings: {
              mode: mode.field.value,
              map: map.field.value,
              size: size.field.value,
              bots: bots.field.value,
            },
          });
        },
      },
    },
    mode.element,
    map.element,
    size.element,
    sizeWords,
    bots.element,
    seats.element,
    h("label", { class: "setting" }, h("span", {}, "Password"), password),
    h("label", { class: "setting" }, h("span", {}, "Private, by link or code only"), secret),
    h("button", { class: "wide-button", attributes: { type: "submit" } }, "Create and play"),
    h("p", { class: "quiet" }, "You get a link to share as soon as you are in."),
  );
}
