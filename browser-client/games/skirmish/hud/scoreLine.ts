import { h, setClass, setHidden, setText } from "../../../page/dom";
import { TEAM_NAMES } from "../palette";
import { clock, ordinal } from "../words";

export interface RoundLine {
  readonly secondsLeft: number;
  readonly resultShown: boolean;
  readonly teams: boolean;
  readonly azure: number;
  readonly amber: number;
  readonly ownScore: number;
  readonly ownPlace: number; // 0 for somebody without a score
  readonly players: number;
}

/** Time in the middle, our score and place beside it. */
export class ScoreLine {
  readonly element: HTMLElement;
  private readonly left = h("span", { class: "score-side score-left" });
  private readonly time = h("span", { class: "score-time" });
  private readonly right = h("span", { class: "score-side score-right" });

  constructor() {
    this.element = h("div", { class: "hud-panel score-line" }, this.left, this.time, this.right);
  }

  show(round: RoundLine | undefined): void {
    setHidden(this.element, round === undefined);
    if (!round) return;
    setText(this.time, clock(round.secondsLeft));
    setClass(this.element, "is-closing", !round.resultShown && round.secondsLeft <= 15);
    setClass(this.element, "is-teams", round.teams);
    setHidden(this.left, !round.teams && round.ownPlace === 0);
    setHidden(this.right, !round.teams && round.ownPlace === 0);
    if (round.teams) {
      setText(this.left, `${TEAM_NAMES[0]} ${round.azure}`);
      setText(this.right, `${round.amber} ${TEAM_NAMES[1]}`);
    } else {
      setText(this.left, `${round.ownScore} pts`);
      setText(this.right, `${ordinal(round.ownPlace)} of ${round.players}`);
    }
  }
}
