import { type AdminApi, Refused } from "./api";
import { type Confirmation, confirmed } from "./dialog";

/** Everything an admin can have done. */
export type Wish =
  | { readonly kind: "kick" | "ban" | "mute"; readonly player: string; readonly name: string }
  | { readonly kind: "lift"; readonly sanction: string; readonly subject: string }
  | { readonly kind: "message"; readonly room?: string }
  | { readonly kind: "lock" | "unlock" | "close"; readonly room: string; readonly people: number }
  | { readonly kind: "drain"; readonly sessions: number };

const REASON = {
  name: "reason",
  label: "Reason, for the audit log",
  kind: "text",
  initial: "",
  isNeeded: false,
} as const;
const MINUTES = {
  name: "minutes",
  label: "For how many minutes",
  kind: "number",
  initial: "60",
  isNeeded: true,
} as const;

/** What is asked before it is done. */
export function confirmationOf(wish: Wish): Confirmation {
  switch (wish.kind) {
    case "kick":
      return {
        title: `Remove ${wish.name}?`,
        words: "The seat is taken at once. The player may come back.",
        action: "Remove",
        isDangerous: true,
        questions: [REASON],
      };
    case "ban":
      return {
        title: `Ban ${wish.name}?`,
        words:
          "The seat is taken at once, and none is given until the time is over. A guest's network is banned with the guest.",
        action: "Ban",
        isDangerous: true,
        questions: [MINUTES, REASON],
      };
    case "mute":
      return {
        title: `Mute ${wish.name}?`,
        words: "The player goes on, and nobody reads what the player writes.",
        action: "Mute",
        isDangerous: false,
        questions: [MINUTES, REASON],
      };
    case "lift":
      return {
        title: `Lift the ${wish.sanction}?`,
        words: wish.subject,
        action: "Lift",
        isDangerous: false,
        questions: [],
      };
    case "message":
      return {
        title: wish.room === undefined ? "Message to everybody" : "Message to this room",
        words: "It is shown to every player at once.",
        action: "Send",
        isDangerous: false,
        questions: [{ name: "message", label: "Message", kind: "text", initial: "", isNeeded: true }],
      };
    case "lock":
      return {
        title: "Lock this room?",
        words: "Nobody new comes in, by link neither. Whoever is in goes on.",
        action: "Lock",
        isDangerous: false,
        questions: [],
      };
    case "unlock":
      return {
        title: "Unlock this room?",
        words: "Players find it again.",
        action: "Unlock",
        isDangerous: false,
        questions: [],
      };
    case "close":
      return {
        title: "Close this room?",
        words: `Its match ends at once for ${wish.people === 1 ? "1 player" : `${wish.people} players`}.`,
        action: "Close",
        isDangerous: true,
        questions: [REASON],
      };
    case "drain":
      return {
        title: "Drain and stop this server?",
        words: `No room opens any more. ${wish.sessions === 1 ? "1 player is" : `${wish.sessions} players are`} told, and the process ends after the time.`,
        action: "Drain",
        isDangerous: true,
        questions: [
          { name: "seconds", label: "Seconds until it stops", kind: "number", initial: "10", isNeeded: true },
        ],
      };
  }
}

/** Asks, and has it done; answers a sentence about it, or undefined if it was called off. */
export async function carryOut(api: AdminApi, wish: Wish): Promise<string | undefined> {
  const answers = await confirmed(confirmationOf(wish));
  if (!answers) return undefined;
  try {
    await api.order(...orderOf(wish, answers));
    return "Done.";
  } catch (error) {
    return error instanceof Refused
      ? error.message
      : "The server does not answer; it may or may not have been done.";
  }
}

/** Address and body of an order. */
export function orderOf(
  wish: Wish,
  answers: Readonly<Record<string, string>>,
): [action: string, body: Readonly<Record<string, unknown>>] {
  const reason = answers["reason"] ? { reason: answers["reason"] } : {};
  switch (wish.kind) {
    case "kick":
      return ["kick", { player: wish.player, ...reason }];
    case "ban":
    case "mute":
      return [wish.kind, { player: wish.player, minutes: Number(answers["minutes"]), ...reason }];
    case "lift":
      return [wish.sanction === "ban" ? "unban" : "unmute", { subject: wish.subject }];
    case "message":
      return [
        "message",
        { message: answers["message"] ?? "", ...(wish.room === undefined ? {} : { room: wish.room }) },
      ];
    case "lock":
    case "unlock":
      return [wish.kind, { room: wish.room }];
    case "close":
      return ["close", { room: wish.room, ...reason }];
    case "drain":
      return ["drain", { seconds: Number(answers["seconds"]) }];
  }
}
