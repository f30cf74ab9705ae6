import { App } from "./app";
import { rendererChoice } from "./picture/openSurface";
import { localStorageOrNull, SettingsStore } from "./settings";
import { Stage } from "./stage";
import { cleanName } from "./words";

const options = new URLSearchParams(location.search);
const settings = new SettingsStore(
  localStorageOrNull(),
  window.matchMedia("(prefers-reduced-motion: reduce)").matches,
);
const named = cleanName(options.get("name") ?? "");
if (named !== "") settings.change({ name: named });

const area = document.querySelector<HTMLElement>("#stage")!;
const root = document.querySelector<HTMLElement>("#page")!;
const stage = await Stage.open(rendererChoice(options.get("r")), area.querySelector("canvas")!);
const app = new App(stage, area, root, settings);
window.rookery = app.hook();
app.start(options.get("room") ?? undefined, options.get("watch") ?? undefined);
