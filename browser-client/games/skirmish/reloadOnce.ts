const KEY = "rookery.skirmish.reloaded";

/**
 * Reloads a page that is older or newer than its server: once, and by itself only then, because a page that comes from
 * somewhere's cache as old as before would be reloaded for ever.
 */
export class ReloadOnce {
  private readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null;
  private readonly reload: () => void;

  /** `storage` remembers over the reload; without one there is none. */
  constructor(storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null, reload: () => void) {
    this.storage = storage;
    this.reload = reload;
  }

  /** Reloads and is true, unless that was done already since the page last fitted. */
  tryIt(): boolean {
    try {
      if (this.storage === null || this.storage.getItem(KEY) !== null) return false;
      this.storage.setItem(KEY, "1");
    } catch {
      return false;
    }
    this.reload();
    return true;
  }

  /** The page fits its server: the next deploy may reload it again. */
  fits(): void {
    try {
      this.storage?.removeItem(KEY);
    } catch {
      // Forbidden: then it was never put there.
    }
  }
}
