import type { BackEnd } from "../codec/backEnd";
import { type CoderTable, genericTable, parseTable } from "../codec/coderTable";
import { CONTEXTS_VERSION } from "../codec/contexts";
import { isText } from "../protocol/json";
import type { Coding } from "../protocol/protocol";
import type { JoinOptions } from "../room";

const MAX_TABLES = 4; // of one game: its servers may differ in version and tick rate

/**
 * The tables of the range coder that this page has: the generic one, and those of the game that servers have sent, kept
 * over visits. Each is known by the hash of the text that it has now, so one that the storage garbled is asked for anew.
 */
export class TableStore {
  private readonly storage: NonNullable<JoinOptions["tableStorage"]> | null;
  private readonly key: string;
  private readonly generic = genericTable();
  private readonly known = new Map<number, CoderTable>([[this.generic.hash, this.generic]]);
  private texts: string[] = []; // newest first

  constructor(storage: JoinOptions["tableStorage"], game: string) {
    this.storage = storage ?? null;
    this.key = `rookery.tables.${game}`;
    for (const text of this.stored()) {
      const table = parseTable(text, this.generic);
      if (table !== null && !this.known.has(table.hash) && this.texts.length < MAX_TABLES) {
        this.known.set(table.hash, table);
        this.texts.push(text);
      }
    }
  }

  /** Of all tables that need not be sent. */
  get hashes(): number[] {
    return [...this.known.keys()];
  }

  /** What a welcome's snapshots are read with; null if the table is not the one it names, or not for this page. */
  backEnd(coding: Coding): BackEnd | null {
    if (coding.codec === "bits") {
      return { codec: "bits" };
    }
    const { hash, version, text } = coding.table;
    if (version !== CONTEXTS_VERSION) {
      return null;
    }
    const table = this.known.get(hash) ?? (text === undefined ? null : this.received(text, hash));
    return table && { codec: "range", table };
  }

  private received(text: string, hash: number): CoderTable | null {
    const table = parseTable(text, this.generic);
    if (table?.hash !== hash) {
      return null;
    }
    this.known.set(hash, table);
    this.texts = [text, ...this.texts].slice(0, MAX_TABLES);
    try {
      this.storage?.setItem(this.key, JSON.stringify(this.texts));
    } catch {
      // Full or forbidden: the next visit asks again.
    }
    return table;
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
