import type { Kill, PickedUp } from "../../../src/generated/skirmish";

/** Who somebody is in a line of the feed. */
export interface FeedName {
  readonly text: string;
  readonly colour: number;
  readonly mine: boolean;
}

export interface KillLine {
  readonly killer: FeedName;
  readonly victim: FeedName;
  readonly weapon: string;
  readonly extra: string;
}

export function weaponWord(weapon: Kill["weapon"]): string {
  switch (weapon) {
    case "BOLT":
      return "bolts";
    case "RAIL":
      return "rail";
  }
}

/** What is worth saying about a streak; "" if nothing is. */
export function streakWords(streak: number): string {
  if (streak === 3) return "three in a row";
  if (streak === 5) return "five in a row";
  return streak >= 10 && streak % 5 === 0 ? `${streak} in a row` : "";
}

export function killLine(
  kill: Pick<Kill, "killer" | "victim" | "weapon" | "streak" | "ended">,
  nameOf: (seat: number) => FeedName,
): KillLine {
  const ended = kill.ended >= 5 ? `ends a streak of ${kill.ended}` : "";
  return {
    killer: nameOf(kill.killer),
    victim: nameOf(kill.victim),
    weapon: weaponWord(kill.weapon),
    extra: ended || streakWords(kill.streak),
  };
}

/** What a pick-up does, for whoever took it. */
export const PICKED: Record<PickedUp["kind"], { title: string; text: string }> = {
  REPAIR: { title: "Repair", text: "+40 hull" },
  OVERDRIVE: { title: "Overdrive", text: "faster fire for 6 seconds" },
  CLOAK: { title: "Cloak", text: "hard to see until you fire" },
};
