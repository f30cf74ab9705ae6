import type { ConnectionState, Refusal } from "@rookery/client";

/** What a screen says when play is not possible, and what its button does. */
export interface Verdict {
  readonly title: string;
  readonly text: string;
  readonly action: "retry" | "wait" | "lobby" | "reload";
  readonly retryAfterMillis: number; // 0: at once
}

const TITLES: Readonly<Record<string, string>> = {
  unreachable: "The server does not answer",
  room_full: "No seat is free",
  node_full: "The server is full",
  room_gone: "This room is gone",
  seat_gone: "Your seat was given away",
  forbidden: "You may not join",
  kicked: "You were removed",
  replaced: "You are playing elsewhere",
  restarting: "The server restarts",
  try_later: "The server is busy",
  rate_limited: "Too many attempts",
  room_failed: "This room ended with a fault",
  match_over: "The match is over",
  idle: "You were not there",
  wrong_password: "A password, please",
  bad_join: "The server refused to let you in",
  version: "A newer version is here",
};

const SENTENCES: Readonly<Record<string, string>> = {
  unreachable: "It may be starting, or your connection may be down.",
  room_gone: "It has ended, or the link or code is not quite right.",
  seat_gone: "You were away for too long. You can join again.",
  idle: "You did nothing for too long, so your seat was given up.",
  replaced: "Your seat was taken over by another window of yours.",
  kicked: "Somebody who runs this server removed you from the room.",
  restarting: "It will be back in a moment.",
  try_later: "Please try again in a moment.",
  room_failed: "That was our mistake, not yours. Other rooms go on.",
  version: "This page is older than the server. Reload it to play.",
};

function titleOf(code: string): string {
  return TITLES[code] ?? "You cannot play right now";
}

/** Why a join failed. @param canWait whether one may stand in line for what was wished */
export function refusalVerdict(refusal: Refusal, canWait = true): Verdict {
  if (refusal.reload || refusal.code === "version") {
    return { title: TITLES["version"]!, text: SENTENCES["version"]!, action: "reload", retryAfterMillis: 0 };
  }
  const final = ["room_gone", "forbidden", "match_over"].includes(refusal.code);
  const waits = canWait && ["room_full", "node_full"].includes(refusal.code);
  const message = refusal.code === "room_gone" ? "" : refusal.message; // it may never have been there
  return {
    title: titleOf(refusal.code),
    text: message || (SENTENCES[refusal.code] ?? ""),
    action: waits ? "wait" : final ? "lobby" : "retry",
    retryAfterMillis: refusal.retryAfterMillis,
  };
}

/** The page itself failed when it had been let in. */
export const PAGE_FAULT: Verdict = {
  title: "Something went wrong here",
  text: "That was our mistake, not yours. A reload may help.",
  action: "reload",
  retryAfterMillis: 0,
};

const ROOM_ENDED: Verdict = {
  title: "This room has ended",
  text: "It was closed, or its match is over. Others are in the lobby.",
  action: "lobby",
  retryAfterMillis: 0,
};

/** Close codes after which a player is told more than that the connection ended. */
const CLOSED: ReadonlyMap<number, string> = new Map([
  [1012, "restarting"],
  [1013, "try_later"],
  [4003, "forbidden"],
  [4004, "room_gone"],
  [4006, "seat_gone"],
  [4007, "replaced"],
  [4010, "room_failed"],
  [4011, "kicked"],
  [4013, "node_full"],
  [4014, "room_full"],
  [4015, "match_over"],
  [4016, "idle"],
  [4023, "wrong_password"],
  [4026, "version"],
  [4029, "rate_limited"],
]);

/** Why a room that was joined is closed; its reason is a sentence already. */
export function closedVerdict(closed: Extract<ConnectionState, { state: "closed" }>): Verdict {
  const token = CLOSED.get(closed.code);
  if (closed.reload || token === "version") {
    return { title: TITLES["version"]!, text: SENTENCES["version"]!, action: "reload", retryAfterMillis: 0 };
  }
  if (token === "room_gone" || token === "match_over") return ROOM_ENDED; // the same room is not there to try again
  return {
    title: token === undefined ? "The connection ended" : titleOf(token),
    text: (token === undefined ? undefined : SENTENCES[token]) ?? closed.reason,
    action: closed.canRejoin ? "retry" : "lobby",
    retryAfterMillis: 0,
  };
}
