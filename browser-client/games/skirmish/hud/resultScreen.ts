import { h, setHidden, setText } from "../../../page/dom";
import { TEAM_NAMES } from "../palette";
import type { Standing } from "../standings";
import { ordinal } from "../words";
import { shownLines } from "./scoreboard";
import { standingsTable } from "./table";

const PAUSE_MS = 250; // between two looks at the scores

export interface ResultState {
  readonly secondsLeft: number;
  readonly teams: boolean;
  readonly azure: number;
  readonly amber: number;
}

/** What a round comes to, in a few words. */
export function resultTitle(state: ResultState, lines: readonly Standing[]): { title: string; text: string } {
  const own = lines.find((line) => line.mine);
  if (state.teams) {
    const text = `${TEAM_NAMES[0]} ${state.azure}, ${TEAM_NAMES[1]} ${state.amber}`;
    if (state.azure === state.amber) return { title: "A draw", text };
    const winner = state.azure > state.amber ? 0 : 1;
    if (own && own.team === winner) return { title: "Your team wins", text };
    return { title: `${TEAM_NAMES[winner]} wins`, text };
  }
  const best = lines[0];
  if (!best || best.score === 0) return { title: "Nobody scored", text: "The next round is yours." };
  if (own && own.place === 1) return { title: "You win the round", text: `${own.score} points` };
  const text = own ? `You came ${ordinal(own.place)} with ${own.score} points` : "";
  return { title: `${best.name} wins`, text };
}

/** The result screen between two rounds. */
export class ResultScreen {
  readonly element = h("section", {
    class: "overlay-card result",
    hidden: true,
    attributes: { "aria-label": "Result of the round" },
  });
  private readonly countdown = h("p", { class: "countdown" });
  private drawn = "";
  private nextMs = 0;

  show(state: ResultState | undefined, lines: () => readonly Standing[]): void {
    setHidden(this.element, state === undefined);
    if (!state) {
      this.drawn = "";
      this.nextMs = 0;
      return;
    }
    setText(this.countdown, `Next round in ${state.secondsLeft}`);
    if (performance.now() < this.nextMs) return;
    this.nextMs = performance.now() + PAUSE_MS;
    const all = lines();
    const most = Math.min(10, Math.max(3, Math.floor((window.innerHeight - 300) / 32)));
    const shown = shownLines(all, most);
    const key = JSON.stringify(shown);
    if (key === this.drawn) return;
    this.drawn = key;
    const { title, text } = resultTitle(state, all);
    this.element.replaceChildren(
      h("h2", {}, title),
      h("p", { class: "result-text" }, text),
      standingsTable(shown, true),
      this.countdown,
    );
  }
}
