/** Longest name, in code points. */
export const MAX_NAME = 24;

/** Longest line of chat, in code points. */
export const MAX_CHAT = 200;

// Control characters, line and paragraph separators, and everything that turns or hides the direction of text: a name
// must not be able to rearrange the words around it. Zero-width characters would make two names look alike.
const UNSEEN = /[\p{Cc}\p{Cs}\p{Co}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/gu;

// More than two marks on one letter grow out of their line.
const STACKED_MARKS = /(\p{M}{2})\p{M}+/gu;

function cut(text: string, codePoints: number): string {
  return [...text].slice(0, codePoints).join("");
}

/** A name as it is sent and shown: one line, no tricks, at most 24 code points; "" if nothing is left. */
export function cleanName(typed: string): string {
  const plain = typed
    .normalize("NFC")
    .replace(/\s/gu, " ")
    .replace(UNSEEN, "")
    .replace(/ +/g, " ")
    .replace(STACKED_MARKS, "$1")
    .trim();
  return cut(plain, MAX_NAME).trim();
}

/** A line of chat as it is sent and shown. */
export function cleanChat(typed: string): string {
  const plain = typed
    .normalize("NFC")
    .replace(/\s/gu, " ")
    .replace(UNSEEN, "")
    .replace(/ +/g, " ")
    .replace(STACKED_MARKS, "$1")
    .trim();
  return cut(plain, MAX_CHAT).trim();
}

/** `4:07`; never negative. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** `1st`, `2nd`, `3rd`, `4th`, `11th`, ... */
export function ordinal(place: number): string {
  const teens = place % 100;
  const last = place % 10;
  if (teens >= 11 && teens <= 13) return `${place}th`;
  if (last === 1) return `${place}st`;
  if (last === 2) return `${place}nd`;
  return last === 3 ? `${place}rd` : `${place}th`;
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** `812 B/s`, `3.4 KB/s`. */
export function rate(bytes: number): string {
  return bytes < 1024 ? `${Math.round(bytes)} B/s` : `${(bytes / 1024).toFixed(1)} KB/s`;
}
