import type { JoinOptions, SpectateOptions } from "@rookery/client";
import type { Wish } from "./lobby/lobby";

type Queue = NonNullable<JoinOptions["queue"]>;

/** What the library is to be asked for; `queue` is told how many are before, if somebody wants to wait. */
export function wishOptions(
  wish: Wish,
  who: { readonly name: string; readonly look: number },
  signal: AbortSignal,
  queue: Queue,
): JoinOptions & SpectateOptions {
  const base = { player: who.name, look: who.look, signal, url: "/play" };
  switch (wish.how) {
    case "anywhere":
      return { ...base, match: wish.match, ...(wish.queue && { queue }) };
    case "room": {
      const { room, password } = wish;
      return { ...base, room, ...(password !== undefined && { password }), ...(wish.queue && { queue }) };
    }
    case "watch": {
      const { room, password, pass } = wish;
      return {
        ...base,
        room,
        ...(password !== undefined && { password }),
        ...(pass !== undefined && { pass }),
      };
    }
    case "create":
      return { ...base, create: wish.create };
  }
}

/** Whether there is a line to stand in for what was wished. */
export function canWait(wish: Wish): wish is Extract<Wish, { readonly how: "anywhere" | "room" }> {
  return wish.how === "anywhere" || wish.how === "room";
}
