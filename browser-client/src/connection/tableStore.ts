import { type BackEnd, rangeCoded } from "../codec/backEnd";
import { parseTable, tableHash } from "../codec/coderTable";
import { CONTEXTS_VERSION } from "../codec/contexts";
import { isText } from "../protocol/json";
import type { TableOffer } from "../protocol/protocol";
import type { JoinOptions } from "../room";

const MAX_TABLES = 4; // of one game: its servers may differ in version and tick rate

/**
 * The tables of the range coder that servers have sent for a game, kept over visits. Each is known by the hash of the text
 * that it has now, so one that the storage garbled is asked for anew.
 */
export class TableStore {
  private readonly storage: NonNullable<JoinOptions["tableStorage"]> | null;
  private readonly key: string;
  private readonly texts = new Map<number, string>(); // by hash, newest first

  constructor(storage: JoinOptions["tableStorage"], game: string) {
    this.storage = storage ?? null;
    this.key = `rookery.tables.${game}`;
    this.keep(this.stored());
  }

  /** Of all tables that need not be sent. */
  get hashes(): number[] {
    return [...this.texts.keys()];
  }

  /** What snapshots are read with; null if the table is not the one that is named, or not for this page. */
  backEnd({ hash, version, text }: TableOffer): BackEnd | null {
    if (version !== CONTEXTS_VERSION) {
      return null;
    }
    if (text !== undefined && tableHash(text) === hash) {
      this.keep([text, ...this.texts.values()]);
      try {
        this.storage?.setItem(this.key, JSON.stringify([...this.texts.values()]));
      } catch {
        // Full or forbidden: the next visit asks again.
      }
    }
    const known = this.texts.get(hash);
    const table = known === undefined ? null : parseTable(known);
    return table && rangeCoded(table);
  }

  private keep(texts: readonly string[]): void {
    this.texts.clear();
    for (const text of texts.slice(0, MAX_TABLES)) {
      this.texts.set(tableHash(text), text);
    }
  }

  private stored(): string[] {
    try {
      const json: unknown = JSON.parse(this.storage?.getItem(this.key) ?? "null");
      return Array.isArray(json) ? json.filter(isText) : [];
    } catch {
      return []; // not ours, or forbidden
    }
  }
}
