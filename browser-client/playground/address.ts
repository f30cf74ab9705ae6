/** What the page's address says, so that a reload, or another tab, is in the same room. */
export interface Address {
  readonly game: string | null;
  readonly room: string | null;
  readonly player: string | null;
}

/** Reads what follows the `#`. */
export function parseAddress(hash: string): Address {
  const read = new URLSearchParams(hash.replace(/^#/, ""));
  return { game: read.get("game"), room: read.get("room"), player: read.get("player") };
}

/** The address of a player in a room; without one, of the list. */
export function hashOf({ game, room, player }: Address): string {
  const written = new URLSearchParams();
  for (const [name, value] of Object.entries({ game, room, player }))
    if (value !== null && value !== "") written.set(name, value);
  return written.size === 0 ? "" : `#${written}`;
}
