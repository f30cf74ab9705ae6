import { h } from "../../../page/dom";
import type { Settings, SettingsStore } from "../settings";

/** Sound, shake and motion; used in the lobby and in the menu. */
export function settingsPanel(store: SettingsStore): HTMLElement {
  const volume = h("input", {
    attributes: { type: "range", min: "0", max: "100", step: "5" },
    on: { input: () => store.change({ volume: Number(volume.value) / 100, muted: false }) },
  });
  const switches: [HTMLInputElement, (settings: Settings) => boolean][] = [];
  const flag = (
    label: string,
    change: (on: boolean) => Partial<Settings>,
    read: (settings: Settings) => boolean,
  ) => {
    const box = h("input", {
      attributes: { type: "checkbox" },
      on: { change: () => store.change(change(box.checked)) },
    });
    switches.push([box, read]);
    return h("label", { class: "setting" }, h("span", {}, label), box);
  };
  const element = h(
    "div",
    { class: "settings" },
    h("label", { class: "setting" }, h("span", {}, "Volume"), volume),
    flag(
      "Sound",
      (on) => ({ muted: !on }),
      (settings) => !settings.muted,
    ),
    flag(
      "Screen shake",
      (on) => ({ shake: on }),
      (settings) => settings.shake,
    ),
    flag(
      "Less motion",
      (on) => ({ reducedMotion: on }),
      (settings) => settings.reducedMotion,
    ),
  );
  store.onChange((settings) => {
    volume.value = String(Math.round(settings.volume * 100));
    for (const [box, read] of switches) box.checked = read(settings);
  });
  return element;
}
