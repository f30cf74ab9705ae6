/** What is done after a close; the words of `CloseCode.java`. */
export type Retry = "never" | "once" | "resume" | "join" | "ticket" | "afterHint";

interface CloseCode {
  readonly token: string;
  readonly retry: Retry;
  /** A sentence for the player. */
  readonly sentence: string;
}

const code = (token: string, retry: Retry, sentence: string): CloseCode => ({ token, retry, sentence });

/** Every way a connection ends. A test holds codes, tokens and retries equal to the server's list. */
export const closeCodes: ReadonlyMap<number, CloseCode> = new Map([
  [1000, code("left", "never", "You left the room.")],
  [1001, code("going_away", "resume", "The server went away.")],
  [1002, code("protocol_error", "once", "The connection was garbled.")],
  [1003, code("unsupported", "once", "The server did not understand this page.")],
  [1005, code("no_code", "resume", "The connection was closed.")],
  [1006, code("lost", "resume", "The connection was lost.")],
  [1007, code("bad_text", "once", "The connection was garbled.")],
  [1009, code("too_large", "once", "This page sent too much at once.")],
  [1011, code("internal", "resume", "The server had a problem.")],
  [1012, code("restarting", "afterHint", "The server is restarting.")],
  [1013, code("try_later", "afterHint", "The server is busy.")],
  [4001, code("ticket_invalid", "ticket", "Your login was not accepted.")],
  [4003, code("forbidden", "never", "You may not enter this room.")],
  [4004, code("room_gone", "never", "This room does not exist any more.")],
  [4006, code("seat_gone", "join", "Your seat was given away.")],
  [4007, code("replaced", "never", "You are playing in another tab.")],
  [4008, code("too_slow", "resume", "Your connection could not keep up.")],
  [4009, code("heartbeat", "resume", "Nothing was heard from this page for too long.")],
  [4010, code("room_failed", "never", "The room ended because of a fault in the game.")],
  [4011, code("kicked", "never", "You were removed from the room.")],
  [4013, code("node_full", "afterHint", "The server is full.")],
  [4014, code("room_full", "never", "The room is full.")],
  [4015, code("match_over", "never", "The match is over.")],
  [4017, code("login_expired", "ticket", "Your login has expired.")],
  [4018, code("greeting_timeout", "once", "This page took too long to introduce itself.")],
  [4022, code("bad_join", "never", "The server refused what this page asked for.")],
  [4026, code("version", "never", "This page is out of date: reload it.")],
  [4029, code("rate_limited", "afterHint", "Too much was sent in a short time.")],
  [4040, code("diverged", "resume", "This page lost track of the game.")],
]);

/** Code 4080 to 4099 belong to games: they say no in the game's own words. */
const game = code("game", "never", "The game ended the connection.");
const unknown = code("unknown", "resume", "The connection was closed.");

export function closeCode(number: number): CloseCode {
  return closeCodes.get(number) ?? (number >= 4080 && number <= 4099 ? game : unknown);
}

/** How long to wait, from a close reason such as `restarting r=2000;s=5000`: `r` plus a random part of `s`. */
export function retryHint(
  reason: string,
): { readonly afterMillis: number; readonly spreadMillis: number } | null {
  const found = /(?:^|[ ;])r=(\d{1,7})(?!\d)(?:;s=(\d{1,7})(?!\d))?/.exec(reason);
  return found && { afterMillis: Number(found[1]), spreadMillis: Number(found[2] ?? 0) };
}
