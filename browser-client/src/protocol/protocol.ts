import type { GameSchema } from "../codec/schema";
import type { ChatLine, Notice, RosterEntry } from "../room";
import { isCount, isFlag, isObject, isText, type Json } from "./json";
import { parseSchema } from "./parseSchema";

/** Sub-protocol of the socket. */
export const SUB_PROTOCOL = "rookery.1";

/** First byte of an input message. */
export const INPUT = 0x01;
/** First byte of a snapshot message. */
export const SNAPSHOT = 0x10;

/** What the page says in text. */
export type ToServer =
  | {
      readonly type: "join";
      readonly game: string;
      readonly name: string;
      readonly fingerprint: number;
      /** Hashes of the tables that we have. */
      readonly tables: readonly number[];
      readonly look?: number;
      readonly room?: string;
      readonly create?: { readonly private?: boolean; readonly settings?: Readonly<Record<string, string>> };
    }
  | { readonly type: "resume"; readonly token: string; readonly tables: readonly number[] }
  | { readonly type: "leave" | "pause" | "unpause" | "keyframe" }
  | { readonly type: "chat"; readonly text: string };

/** How snapshots are encoded; the text of a table comes only if we did not name its hash. */
export type Coding =
  | { readonly codec: "bits" }
  | {
      readonly codec: "range";
      readonly table: {
        readonly hash: number;
        readonly version: number;
        readonly text: string | undefined;
      };
    };

export interface Welcome {
  readonly type: "welcome";
  readonly seat: number;
  readonly room: string;
  readonly isPrivate: boolean;
  readonly game: string;
  readonly tickRateHz: number;
  readonly token: string;
  readonly resumed: boolean;
  readonly keepSeatMillis: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly fingerprint: number;
  /** Null when this page cannot read it. */
  readonly coding: Coding | null;
  /** Null when this page cannot read it. */
  readonly schema: GameSchema | null;
}

export interface RosterChange {
  readonly type: "roster";
  readonly complete: boolean;
  readonly players: readonly RosterEntry[];
  readonly left: readonly number[];
}

/** A refusal; a close frame follows. */
export interface Refused {
  readonly type: "error";
  readonly code: string;
  readonly message: string;
  readonly retryAfterMillis: number;
}

/** What the server says in text. `unknown`: a type that a newer server may send and this page does without. */
export type ToBrowser =
  | Welcome
  | RosterChange
  | Refused
  | ({ readonly type: "chat" } & ChatLine)
  | ({ readonly type: "notice" } & Notice)
  | { readonly type: "unknown" };

/** A control message, or null if it breaks its own form. Unknown fields are passed over, known ones must be right. */
export function parseControl(text: string): ToBrowser | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(json)) {
    return null;
  }
  switch (json["type"]) {
    case "welcome":
      return parseWelcome(json);
    case "roster":
      return parseRoster(json);
    case "chat": {
      const { seat, name, text } = json;
      return isCount(seat) && isText(name) && isText(text) ? { type: "chat", seat, name, text } : null;
    }
    case "notice": {
      const { code, message } = json;
      return isText(code) && isText(message) ? { type: "notice", code, message } : null;
    }
    case "error": {
      const { code, message, retryAfterMillis = 0 } = json;
      return isText(code) && isText(message) && isCount(retryAfterMillis)
        ? { type: "error", code, message, retryAfterMillis }
        : null;
    }
    default:
      return isText(json["type"]) ? { type: "unknown" } : null;
  }
}

function parseWelcome(json: Json): Welcome | null {
  const { seat, room, game, tickRateHz, token, resumed, keepSeatMillis, settings, codec, fingerprint } = json;
  const isPrivate = json["private"];
  return isCount(seat) &&
    isText(room) &&
    isFlag(isPrivate) &&
    isText(game) &&
    isCount(tickRateHz) &&
    tickRateHz > 0 &&
    isText(token) &&
    isFlag(resumed) &&
    isCount(keepSeatMillis) &&
    isObject(settings) &&
    Object.values(settings).every(isText) &&
    isText(codec) &&
    typeof fingerprint === "number"
    ? {
        type: "welcome",
        seat,
        room,
        isPrivate,
        game,
        tickRateHz,
        token,
        resumed,
        keepSeatMillis,
        settings: settings as Record<string, string>,
        fingerprint: fingerprint | 0,
        coding: parseCoding(codec, json["table"]),
        schema: parseSchema(json["schema"]),
      }
    : null;
}

function parseCoding(codec: string, table: unknown): Coding | null {
  if (codec === "bits") {
    return { codec };
  }
  if (codec !== "range" || !isObject(table)) {
    return null;
  }
  const { hash, version, text } = table;
  return typeof hash === "number" && isCount(version) && (text === undefined || isText(text))
    ? { codec, table: { hash: hash | 0, version, text } }
    : null;
}

function parseRoster(json: Json): RosterChange | null {
  const { complete, players, left } = json;
  if (!isFlag(complete) || !Array.isArray(players) || !Array.isArray(left) || !left.every(isCount)) {
    return null;
  }
  const entries: RosterEntry[] = [];
  for (const player of players) {
    if (!isObject(player)) {
      return null;
    }
    const { seat, name, look, bot, away } = player;
    if (!isCount(seat) || !isText(name) || !isCount(look) || !isFlag(bot) || !isFlag(away)) {
      return null;
    }
    entries.push({ seat, name, look, bot, away });
  }
  return { type: "roster", complete, players: entries, left };
}
