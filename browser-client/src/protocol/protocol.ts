import type { GameSchema } from "../codec/schema";
import type { ChatLine, JoinOptions, Notice, RosterEntry } from "../room";
import {
  type Guard,
  isCount,
  isFlag,
  isNumber,
  isObject,
  isText,
  type Json,
  like,
  listOf,
  optional,
} from "./json";
import { isPositive, parseSchema } from "./parseSchema";

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
      readonly look?: number | undefined;
      readonly room?: string | undefined;
      readonly ticket?: string | undefined;
      readonly password?: string | undefined;
      readonly create?: JoinOptions["create"] | undefined;
      readonly spectate?: boolean;
      readonly match?: JoinOptions["match"] | undefined;
      readonly queue?: true | undefined;
    }
  | {
      readonly type: "resume";
      readonly token: string;
      readonly tables: readonly number[];
      readonly heard?: number | undefined;
      readonly ticket?: string | undefined;
    }
  | { readonly type: "reauth"; readonly ticket: string }
  | { readonly type: "leave" | "pause" | "unpause" | "keyframe" }
  | { readonly type: "chat"; readonly text: string; readonly to?: "room" | "team" | undefined };

/** A table of the range coder; its text comes only if we did not name its hash. */
export interface TableOffer {
  readonly hash: number;
  readonly version: number;
  readonly text?: string | undefined;
}

/** How snapshots are encoded. */
export type Coding = { readonly codec: "bits" } | { readonly codec: "range"; readonly table: TableOffer };

interface Spectating {
  readonly delayMillis: number;
  readonly startsInMillis: number;
}

interface WelcomeTerms {
  /** None for a spectator, nor a token. */
  readonly seat?: number | undefined;
  readonly room: string;
  readonly private: boolean;
  readonly game: string;
  readonly tickRateHz: number;
  readonly token?: string | undefined;
  readonly spectator?: Spectating | undefined;
  readonly resumed: boolean;
  readonly keepSeatMillis: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly codec: string;
  readonly fingerprint: number;
}

export interface Welcome extends WelcomeTerms {
  readonly type: "welcome";
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
  readonly spectators?: number | undefined;
}

/** There is no seat yet; it comes by itself. */
export interface Queued {
  readonly type: "queued";
  /** 1 for the next. */
  readonly place: number;
  /** How many wait for the same, we too. */
  readonly waiting: number;
}

/** A refusal; a close frame follows. */
export interface Refused {
  readonly type: "error";
  readonly code: string;
  readonly message: string;
  readonly retryAfterMillis?: number | undefined;
}

/** What the server says in text. `unknown`: a type that a newer server may send and this page does without. */
export type ToBrowser =
  | Welcome
  | RosterChange
  | Refused
  | Queued
  | ({ readonly type: "chat" } & ChatLine)
  | ({ readonly type: "notice" } & Notice)
  | { readonly type: "unknown" };

const isEntry = like<RosterEntry>({ seat: isCount, name: isText, look: isCount, bot: isFlag, away: isFlag });
const isWelcome = like<WelcomeTerms>({
  seat: optional(isCount),
  room: isText,
  private: isFlag,
  game: isText,
  tickRateHz: isPositive,
  token: optional(isText),
  spectator: optional(like<Spectating>({ delayMillis: isCount, startsInMillis: isCount })),
  resumed: isFlag,
  keepSeatMillis: isCount,
  settings: isTexts,
  codec: isText,
  fingerprint: isNumber,
});
const isTable = like<TableOffer>({ hash: isNumber, version: isCount, text: optional(isText) });

const GUARDS: ReadonlyMap<unknown, Guard<object>> = new Map<unknown, Guard<object>>([
  ["welcome", isWelcome],
  [
    "roster",
    like({
      complete: isFlag,
      players: listOf(isEntry),
      left: listOf(isCount),
      spectators: optional(isCount),
    }),
  ],
  [
    "chat",
    like<ChatLine>({
      seat: isCount,
      name: isText,
      text: isText,
      team: optional(isFlag),
      past: optional(isFlag),
    }),
  ],
  ["notice", like<Notice>({ code: isText, message: isText })],
  ["queued", like<Omit<Queued, "type">>({ place: isCount, waiting: isCount })],
  ["error", like({ code: isText, message: isText, retryAfterMillis: optional(isCount) })],
]);

/** A control message, or null if it breaks its own form. Unknown fields are passed over, known ones must be right. */
export function parseControl(text: string): ToBrowser | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const type = isObject(json) ? json["type"] : null;
  const is = GUARDS.get(type);
  if (is === undefined) {
    return isText(type) ? { type: "unknown" } : null;
  }
  if (type === "welcome" && isWelcome(json)) {
    const { schema, table } = json as unknown as Json;
    return { ...json, type, coding: codingOf(json.codec, table), schema: parseSchema(schema) };
  }
  return is(json) ? (json as ToBrowser) : null;
}

function codingOf(codec: string, table: unknown): Coding | null {
  if (codec === "range") {
    return isTable(table) ? { codec, table } : null;
  }
  return codec === "bits" ? { codec } : null;
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isObject(value) && Object.values(value).every(isText);
}
