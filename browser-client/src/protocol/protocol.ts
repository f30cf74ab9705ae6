import type { GameSchema } from "../codec/schema";
import type { ChatLine, Notice, RosterEntry } from "../room";
import { isCount, isFlag, isNumber, isObject, isText, like, listOf, optional } from "./json";
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
      readonly look?: number;
      readonly room?: string;
      readonly ticket?: string;
      readonly create?: { readonly private?: boolean; readonly settings?: Readonly<Record<string, string>> };
    }
  | {
      readonly type: "resume";
      readonly token: string;
      readonly tables: readonly number[];
      readonly heard?: number;
      readonly ticket?: string;
    }
  | { readonly type: "reauth"; readonly ticket: string }
  | { readonly type: "leave" | "pause" | "unpause" | "keyframe" }
  | { readonly type: "chat"; readonly text: string };

/** A table of the range coder; its text comes only if we did not name its hash. */
export interface TableOffer {
  readonly hash: number;
  readonly version: number;
  readonly text?: string | undefined;
}

/** How snapshots are encoded. */
export type Coding = { readonly codec: "bits" } | { readonly codec: "range"; readonly table: TableOffer };

interface WelcomeTerms {
  readonly seat: number;
  readonly room: string;
  readonly private: boolean;
  readonly game: string;
  readonly tickRateHz: number;
  readonly token: string;
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

const isEntry = like<RosterEntry>({ seat: isCount, name: isText, look: isCount, bot: isFlag, away: isFlag });
const isWelcome = like<WelcomeTerms>({
  seat: isCount,
  room: isText,
  private: isFlag,
  game: isText,
  tickRateHz: isPositive,
  token: isText,
  resumed: isFlag,
  keepSeatMillis: isCount,
  settings: isTexts,
  codec: isText,
  fingerprint: isNumber,
});
const isRoster = like({ complete: isFlag, players: listOf(isEntry), left: listOf(isCount) });
const isChat = like<ChatLine>({ seat: isCount, name: isText, text: isText });
const isNotice = like<Notice>({ code: isText, message: isText });
const isRefused = like({ code: isText, message: isText, retryAfterMillis: optional(isCount) });
const isTable = like<TableOffer>({ hash: isNumber, version: isCount, text: optional(isText) });

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
  const { type, schema, table } = json;
  switch (type) {
    case "welcome":
      return isWelcome(json)
        ? { ...json, type, coding: codingOf(json.codec, table), schema: parseSchema(schema) }
        : null;
    case "roster":
      return isRoster(json) ? { ...json, type } : null;
    case "chat":
      return isChat(json) ? { ...json, type } : null;
    case "notice":
      return isNotice(json) ? { ...json, type } : null;
    case "error":
      return isRefused(json) ? { ...json, type, retryAfterMillis: json.retryAfterMillis ?? 0 } : null;
    default:
      return isText(type) ? { type: "unknown" } : null;
  }
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
