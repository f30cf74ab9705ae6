/** What is done after a close; the words of `CloseCode.java`. */
export type Retry = "never" | "once" | "resume" | "join" | "afterHint";

interface CloseCode {
  readonly retry: Retry;
  /** A sentence for the player. */
  readonly sentence: string;
}

/** What comes next, after which codes, and what the player is told; all others are a connection that was lost. */
const TABLE = `never 1000 You left the room.
once 1002 1003 1007 1009 4018 The server did not understand this page.
resume 1011 The server had a problem.
afterHint 1012 The server is restarting.
afterHint 1013 The server is busy.
never 4003 You may not enter this room.
never 4004 This room does not exist any more.
join 4006 Your seat was given away.
never 4007 You are playing in another tab.
resume 4008 Your connection could not keep up.
never 4010 The room ended because of a fault in the game.
never 4011 You were removed from the room.
afterHint 4013 The server is full.
never 4014 The room is full.
never 4015 The match is over.
never 4022 The server refused what this page asked for.
never 4026 This page is out of date: reload it.
afterHint 4029 Too much was sent in a short time.
never 4080 The game ended the connection.
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
