import { h, setHidden } from "../../../page/dom";
import type { Standing } from "../standings";
import { standingsTable } from "./table";

const MAX_LINES = 16;
const PAUSE_MS = 250; // between two looks at the scores: a thousand lines take a while to sort

/** The lines to show: the first ones, and our own even if it is not among them. */
export function shownLines(lines: readonly Standing[], most: number): readonly Standing[] {
  const shown = lines.slice(0, most);
  const own = lines.find((line) => line.mine);
  if (own && !shown.includes(own)) shown[shown.length - 1] = own;
  return shown;
}

/** The table while Tab is held, or until its button is pressed again. */
export class Scoreboard {
  readonly element = h("section", {
    class: "overlay-card scoreboard",
    hidden: true,
    attributes: { "aria-label": "Scores" },
  });
  private drawn = "";
  private nextMs = 0; // not looked at again before that

  show(shown: boolean, lines: () => readonly Standing[], title: string): void {
    setHidden(this.element, !shown);
    if (!shown) {
      this.nextMs = 0;
      return;
    }
    if (performance.now() < this.nextMs) return;
    this.nextMs = performance.now() + PAUSE_MS;
    const all = lines();
    const most = Math.min(MAX_LINES, Math.max(4, Math.floor((window.innerHeight - 190) / 30)));
    const shownNow = shownLines(all, most);
    const key = `${title} ${all.length} ${JSON.stringify(shownNow)}`;
    if (key === this.drawn) return;
    this.drawn = key;
    const rest = all.length - most;
    this.element.replaceChildren(
      h("h2", {}, title),
      standingsTable(shownNow, false),
      rest > 0 ? h("p", { class: "quiet" }, `and ${rest} more`) : "",
    );
  }
}
