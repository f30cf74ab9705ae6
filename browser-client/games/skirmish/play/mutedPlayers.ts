import type { RosterEntry } from "@rookery/client";

/** Whom this player does not want to read, until they or the player leave the room. Nobody else hears of it. */
export class MutedPlayers {
  private readonly names = new Map<number, string>(); // by seat

  has(seat: number): boolean {
    return this.names.has(seat);
  }

  /** Answers whether the player is muted from now on. */
  toggle(seat: number, name: string): boolean {
    if (this.names.delete(seat)) return false;
    this.names.set(seat, name);
    return true;
  }

  /** Whoever sits there now under another name is somebody else. */
  keepTo(roster: readonly RosterEntry[]): void {
    for (const [seat, name] of this.names) {
      if (!roster.some((entry) => entry.seat === seat && entry.name === name)) this.names.delete(seat);
    }
  }
}
