/** What is done after a close; the words of `CloseCode.java`. */
export type Retry = "never" | "once" | "resume" | "join" | "ticket" | "afterHint";

interface CloseCode {
  readonly retry: Retry;
  /** A sentence for the player. */
  readonly sentence: string;
}

/**
 * What comes next, after which codes, and what the player is told if the server said nothing in its own words, as it does
 * wherever it can. All other codes are a connection that was lost.
 */
const TABLE = `never 1000 You left the room.
once 1002 1003 1007 1009 4018 The server did not understand this page.
afterHint 1012 The server is restarting.
afterHint 1013 4013 4029 4030 The server is busy.
ticket 4001 Your login was not accepted.
join 4006 Your seat was given away.
ticket 4017 Your login has expired.
never 4026 This page is out of date: reload it.
never 4003 4004 4007 4010 4011 4014 4015 4016 4022 4023 4080 The server ended the connection.
resume 0 The connection was lost.`;

/** Codes 4080 to 4099 belong to games: they say no in the game's own words. */
export function closeCode(number: number): CloseCode {
  const listed = number > 4080 && number < 4100 ? 4080 : number;
  const found = new RegExp(`^(\\w+)[ \\d]* ${listed} (?:\\d+ )*(.+)`, "m").exec(TABLE);
  return found === null ? closeCode(0) : { retry: found[1] as Retry, sentence: found[2]! };
}

/** How long to wait, from a close reason such as `restarting r=2000;s=5000`: `r` plus a random part of `s`. */
export function retryHint(
  reason: string,
): { readonly afterMillis: number; readonly spreadMillis: number } | null {
  const found = /(?:^|[ ;])r=(\d{1,7})(?!\d)(?:;s=(\d{1,7})(?!\d))?/.exec(reason);
  return found && { afterMillis: Number(found[1]), spreadMillis: Number(found[2] ?? 0) };
}
