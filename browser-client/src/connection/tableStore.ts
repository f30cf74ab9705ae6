import { type BackEnd, rangeCoded } from "../codec/backEnd";
import { parseTable, tableHash } from "../codec/coderTable";
import { CONTEXTS_VERSION } from "../codec/contexts";
import { isText } from "../protocol/json";
import type { TableOffer } from "../protocol/protocol";
import type { JoinOptions } from "../room";
import { store, stored } from "./stored";

const MAX_TABLES = 4; // of one game: its servers may differ in version and tick rate

/**
 * The tables of the range coder that servers have sent for a game, kept over visits. Each is known by the hash of the text
 * that it has now, so one that the storage garbled is asked for anew.
 */
export class TableStore {
  private readonly storage: NonNullable<JoinOptions["tableStorage"]> | null;
  private readonly key: string;
  private readonly texts = new Map<number, string>(); // by hash, newest first

  constructor(storage: JoinOptions["tableStorage"] = null, game: string) {
    this.storage = storage;
    this.key = `rookery.tables.${game}`;
    const kept = stored(storage, this.key);
    this.keep(Array.isArray(kept) ? kept.filter(isText) : []);
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
      store(this.storage, this.key, [...this.texts.values()]);
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
}
