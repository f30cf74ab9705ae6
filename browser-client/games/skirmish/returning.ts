/** Where a tab was playing when it was left, and as whom. */
export interface Stay {
  readonly room: string;
  readonly name: string;
  readonly look: number;
}

const KEY = "rookery.skirmish.stay";

/** Remembers over a reload that this tab was playing. The seat itself is kept by the client library. */
export class Returning {
  private readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null;

  constructor(storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null) {
    this.storage = storage;
  }

  remember(stay: Stay): void {
    try {
      this.storage?.setItem(KEY, JSON.stringify(stay));
    } catch {
      // Full or forbidden: a reload then shows the lobby.
    }
  }

  /** What was remembered, once. */
  take(): Stay | undefined {
    try {
      const found: unknown = JSON.parse(this.storage?.getItem(KEY) ?? "null");
      this.storage?.removeItem(KEY);
      if (typeof found !== "object" || found === null) return undefined;
      const { room, name, look } = found as Record<string, unknown>;
      if (typeof room !== "string" || typeof name !== "string" || typeof look !== "number") return undefined;
      return { room, name, look };
    } catch {
      return undefined;
    }
  }
}

/** Session storage, or null where the browser forbids it. */
export function sessionStorageOrNull(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}
