import type { RosterEntry } from "@rookery/client";
import type { Pilot } from "../../src/generated/skirmish";

/** One line of the table. */
export interface Standing {
  readonly place: number; // from 1; equal scores share a place
  readonly seat: number;
  readonly name: string;
  readonly look: number;
  readonly bot: boolean;
  readonly away: boolean;
  readonly muted?: boolean; // this player does not want to read them
  readonly mine: boolean;
  readonly team: number; // -1 in a free-for-all
  readonly score: number;
  readonly kills: number;
  readonly assists: number;
  readonly deaths: number;
  readonly bestStreak: number;
  readonly accuracyPercent: number;
}

type PilotLine = Pick<
  Pilot,
  "seat" | "team" | "score" | "kills" | "assists" | "deaths" | "bestStreak" | "accuracyPercent"
>;

export function teamIndex(team: Pilot["team"]): number {
  switch (team) {
    case "AZURE":
      return 0;
    case "AMBER":
      return 1;
    case "NONE":
      return -1;
  }
}

/** Where a score comes in the table: equal ones share a place. */
export function placeOf(score: number, pilots: readonly PilotLine[]): number {
  let place = 1;
  for (const pilot of pilots) if (pilot.score > score) place++;
  return place;
}

/** The table of a round: most points first, then most kills, fewest deaths, lowest seat. */
export function standings(
  pilots: readonly PilotLine[],
  roster: readonly RosterEntry[],
  ownSeat: number,
): Standing[] {
  const people = new Map(roster.map((entry) => [entry.seat, entry]));
  const ordered = [...pilots].sort(
    (a, b) => b.score - a.score || b.kills - a.kills || a.deaths - b.deaths || a.seat - b.seat,
  );
  let place = 1;
  return ordered.map((pilot, index) => {
    if (index > 0 && ordered[index - 1]!.score !== pilot.score) place = index + 1;
    const person = people.get(pilot.seat);
    return {
      place,
      seat: pilot.seat,
      name: person?.name ?? `Seat ${pilot.seat + 1}`,
      look: person?.look ?? pilot.seat,
      bot: person?.bot ?? false,
      away: person?.away ?? false,
      mine: pilot.seat === ownSeat,
      team: teamIndex(pilot.team),
      score: pilot.score,
      kills: pilot.kills,
      assists: pilot.assists,
      deaths: pilot.deaths,
      bestStreak: pilot.bestStreak,
      accuracyPercent: pilot.accuracyPercent,
    };
  });
}
