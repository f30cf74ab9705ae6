import type { ResultState } from "../hud/resultScreen";
import type { RoundLine } from "../hud/scoreLine";
import { placeOf } from "../standings";
import type { SkirmishView } from "./arena";

type MatchView = SkirmishView["match"][number];

/** The line above the picture; the score is that of `seat`, and none of somebody who watches nobody. */
export function roundLine(view: SkirmishView, seat: number, watches: boolean): RoundLine | undefined {
  const match = view.match[0];
  if (!match) return undefined;
  const own = view.pilot.find((line) => line.seat === seat);
  return {
    secondsLeft: match.secondsLeft,
    resultShown: match.phase === "RESULT",
    teams: match.mode === "TEAMS",
    azure: match.azureScore,
    amber: match.amberScore,
    ownScore: own?.score ?? 0,
    ownPlace: own === undefined ? Number(!watches) : placeOf(own.score, view.pilot),
    players: view.pilot.length,
  };
}

/** What the result screen shows; undefined while a round runs. */
export function resultState(match: MatchView | undefined): ResultState | undefined {
  if (match?.phase !== "RESULT") return undefined;
  return {
    secondsLeft: match.secondsLeft,
    teams: match.mode === "TEAMS",
    azure: match.azureScore,
    amber: match.amberScore,
  };
}

/** What is played, in a few words. */
export function roundTitle(match: MatchView | undefined): string {
  if (!match) return "Scores";
  return `${layoutName(match.layout)}, ${match.mode === "TEAMS" ? "two teams" : "free for all"}`;
}

export function layoutName(layout: string): string {
  return layout.charAt(0) + layout.slice(1).toLowerCase();
}
