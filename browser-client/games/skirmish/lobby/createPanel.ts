import { h } from "../../../page/dom";

export interface NewRoom {
  readonly private: boolean;
  readonly settings: Readonly<Record<string, string>>;
}

type Option = readonly [value: string, label: string];

const MODES: readonly Option[] = [
  ["ffa", "Free for all"],
  ["teams", "Two teams"],
];
const MAPS: readonly Option[] = [
  ["rotate", "All in turn"],
  ["foundry", "Foundry"],
  ["crossing", "Crossing"],
  ["pinwheel", "Pinwheel"],
  ["reef", "Reef"],
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

function choice(
  label: string,
  options: readonly Option[],
): { element: HTMLElement; field: HTMLSelectElement } {
  const field = h(
    "select",
    {},
    ...options.map(([value, words]) => h("option", { attributes: { value } }, words)),
  );
  return { element: h("label", { class: "setting" }, h("span", {}, label), field), field };
}

/** How a new room is to be. */
export function createPanel(create: (room: NewRoom) => void): HTMLElement {
  const mode = choice("Mode", MODES);
  const map = choice("Map", MAPS);
  const bots = choice("Bots", BOTS);
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
            settings: { mode: mode.field.value, map: map.field.value, bots: bots.field.value },
          });
        },
      },
    },
    mode.element,
    map.element,
    bots.element,
    h("label", { class: "setting" }, h("span", {}, "Private, by link only"), secret),
    h("button", { class: "wide-button", attributes: { type: "submit" } }, "Create and play"),
    h("p", { class: "quiet" }, "You get a link to share as soon as you are in."),
  );
}
