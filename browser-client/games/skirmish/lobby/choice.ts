import { h } from "../../../page/dom";

/** A value of a room's setting, and what people call it. */
export type Option = readonly [value: string, label: string];

export const MODES: readonly Option[] = [
  ["ffa", "Free for all"],
  ["teams", "Two teams"],
];

/** A labelled field with a few values to choose from. */
export function choice(
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
