/** What lies there as JSON, unchecked; null if nothing does, it is garbled, or the storage refuses. */
export function stored(storage: Pick<Storage, "getItem"> | null, key: string): unknown {
  try {
    return JSON.parse(storage?.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/** Keeps it as JSON, if the storage is neither full nor forbidden: what is kept is never needed. */
export function store(storage: Pick<Storage, "setItem"> | null, key: string, value: unknown): void {
  try {
    storage?.setItem(key, JSON.stringify(value));
  } catch {}
}
