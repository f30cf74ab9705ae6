/** A public room, as `GET /api/rooms` lists it. */
export interface RoomLine {
  readonly id: string;
  readonly game: string;
  readonly players: number;
  readonly bots: number;
  readonly seats: number;
  readonly spectators: number;
  readonly settings: Readonly<Record<string, string>>;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The rooms of this game in a list from the server; lines that make no sense are left out. */
export function parseRooms(body: unknown): RoomLine[] {
  const list = isRecord(body) ? body["rooms"] : body;
  if (!Array.isArray(list)) return [];
  return list.flatMap((line: unknown): RoomLine[] => {
    if (!isRecord(line) || line["game"] !== "skirmish") return [];
    const { id, players, bots, seats, spectators, settings } = line;
    if (typeof id !== "string" || typeof players !== "number" || typeof seats !== "number") return [];
    const words = isRecord(settings) ? settings : {};
    return [
      {
        id,
        game: "skirmish",
        players,
        bots: typeof bots === "number" ? bots : 0,
        seats,
        spectators: typeof spectators === "number" ? spectators : 0,
        settings: Object.fromEntries(
          Object.entries(words).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
        ),
      },
    ];
  });
}

export interface RoomList {
  readonly rooms: readonly RoomLine[];
  readonly answerMillis: number; // how long the server took
}

/** Asks the server for its public rooms; undefined if it does not answer. */
export async function fetchRooms(): Promise<RoomList | undefined> {
  const startMs = performance.now();
  try {
    const answer = await fetch("/api/rooms", { headers: { accept: "application/json" } });
    if (!answer.ok) return undefined;
    const body: unknown = await answer.json();
    return { rooms: parseRooms(body), answerMillis: performance.now() - startMs };
  } catch {
    return undefined;
  }
}

/** What a room is like, in a few words. */
export function roomWords(room: RoomLine): string {
  const mode = room.settings["mode"] === "teams" ? "Two teams" : "Free for all";
  const map = room.settings["map"] ?? "rotate";
  return map === "rotate" ? mode : `${mode}, ${map}`;
}
