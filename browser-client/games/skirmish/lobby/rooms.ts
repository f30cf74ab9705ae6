/** A room, as `GET /api/rooms` lists it. */
export interface RoomLine {
  readonly id: string;
  readonly code: string;
  readonly game: string;
  readonly players: number;
  readonly bots: number;
  readonly seats: number;
  readonly spectators: number;
  readonly full: boolean;
  readonly locked: boolean;
  readonly needsPassword: boolean;
  readonly settings: Readonly<Record<string, string>>;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The rooms of this game in a list from the server; lines that make no sense are left out. */
export function parseRooms(body: unknown): RoomLine[] {
  return Array.isArray(body) ? body.flatMap(parseRoom) : [];
}

function parseRoom(line: unknown): RoomLine[] {
  if (!isRecord(line) || line["game"] !== "skirmish") return [];
  const { id, code, players, bots, seats, spectators, settings } = line;
  if (typeof id !== "string" || typeof players !== "number" || typeof seats !== "number") return [];
  const words = isRecord(settings) ? settings : {};
  return [
    {
      id,
      code: typeof code === "string" ? code : "",
      game: "skirmish",
      players,
      bots: typeof bots === "number" ? bots : 0,
      seats,
      spectators: typeof spectators === "number" ? spectators : 0,
      full: line["full"] === true || players >= seats,
      locked: line["locked"] === true,
      needsPassword: line["needsPassword"] === true,
      settings: Object.fromEntries(
        Object.entries(words).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
      ),
    },
  ];
}

/** The public rooms with these settings; undefined if the server does not answer. What has not changed is not sent again. */
export async function fetchRooms(match: Readonly<Record<string, string>>): Promise<RoomLine[] | undefined> {
  const body = await ask(`/api/rooms?${new URLSearchParams({ game: "skirmish", ...match })}`, "no-cache");
  return body === undefined ? undefined : parseRooms(body);
}

/** A room by its id, listed or not; undefined if it is gone or the server does not answer. */
export async function fetchRoom(room: string): Promise<RoomLine | undefined> {
  return parseRoom(await ask(`/api/rooms/${encodeURIComponent(room)}`, "no-store"))[0];
}

/** The code of a room, for people who tell it to each other; undefined if it cannot be had. */
export async function fetchCode(room: string): Promise<string | undefined> {
  return (await fetchRoom(room))?.code || undefined;
}

/** How long the server takes to answer at all, which is the ping of all its rooms; undefined if it does not. */
export async function measurePing(): Promise<number | undefined> {
  const startMs = performance.now();
  return (await ask("/status", "no-store")) === undefined ? undefined : performance.now() - startMs;
}

async function ask(path: string, cache: RequestCache): Promise<unknown> {
  try {
    const answer = await fetch(path, { cache, headers: { accept: "application/json" } });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

/** The room that somebody typed or pasted: a code, an id, or a whole link; undefined if there is none in it. */
export function roomOf(typed: string): string | undefined {
  const text = typed.trim();
  const inLink = /[?&](?:room|watch)=([^&#\s]+)/.exec(text)?.[1];
  if (inLink !== undefined) return decode(inLink);
  return /^[A-Za-z0-9][A-Za-z0-9 -]{6,30}$/.test(text) ? text : undefined;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** What a room is like, in a few words. */
export function roomWords(room: RoomLine): string {
  const mode = room.settings["mode"] === "teams" ? "Two teams" : "Free for all";
  const map = room.settings["map"] ?? "rotate";
  return [
    mode,
    ...(map === "rotate" ? [] : [map]),
    ...(room.settings["size"] === "large" ? ["large"] : []),
  ].join(", ");
}
