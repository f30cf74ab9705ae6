import type { RosterEntry } from "@rookery/client";

const MOST_NAMED = 3; // people of whom something is said at once

/** What people of a room are told about one another: who came, left, lost the connection, is back. Bots come unannounced. */
export class Presence {
  private known: ReadonlyMap<number, RosterEntry> | undefined;

  /** The roster is another one now; answers what is to be said of it. The first one is where we came in: nothing is. */
  changed(roster: readonly RosterEntry[], ownSeat: number): string[] {
    const now = new Map(roster.filter(({ bot }) => !bot).map((entry) => [entry.seat, entry]));
    const before = this.known;
    this.known = now;
    if (before === undefined) return [];
    const came: string[] = [];
    const left: string[] = [];
    const lost: string[] = [];
    const back: string[] = [];
    for (const [seat, entry] of now) {
      const old = before.get(seat);
      if (seat === ownSeat) continue;
      if (old === undefined || old.name !== entry.name) came.push(entry.name);
      else if (old.away !== entry.away) (entry.away ? lost : back).push(entry.name);
    }
    for (const [seat, { name }] of before) {
      if (seat !== ownSeat && now.get(seat)?.name !== name) left.push(name);
    }
    return [
      ...sentences(left, "left"),
      ...sentences(came, "came in"),
      ...sentences(lost, "lost the connection"),
      ...sentences(back, "is back", "are back"),
    ];
  }
}

/** A name that cannot turn the words around it, whatever its letters read like. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}

function sentences(names: readonly string[], did: string, allDid = did): string[] {
  return names.length > MOST_NAMED
    ? [`${names.length} people ${allDid}.`]
    : names.map((name) => `${isolated(name)} ${did}.`);
}
