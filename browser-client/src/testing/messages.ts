import { rangeCoded } from "../codec/backEnd";
import { parseTable } from "../codec/coderTable";
import { DeltaDecoder } from "../codec/deltaDecoder";
import { GENERIC_TABLE } from "../codec/genericTable";
import type { GameSchema } from "../codec/schema";
import { bits } from "../parts/bits";
import { cells } from "../parts/cells";
import type { SnapshotDecoder } from "../protocol/snapshotDecoder";
import { SnapshotReader, type TimingRecord } from "../protocol/snapshotReader";

/** Snapshot messages of a real room to one of its clients, in order; each with the tick and the rows' hash after it. */
export interface MessageVector {
  readonly codec: "bits" | "range";
  readonly schema: GameSchema;
  readonly messages: readonly {
    readonly bytes: Uint8Array;
    readonly tick: number;
    readonly rowsHash: number;
    /** Sequence, tick and the three times of each traced input that it tells of. */
    readonly timings: readonly (readonly number[])[];
  }[];
}

/** The vectors in a file. In quotes, because the names are the file's and not ours. */
export function parseMessages(json: string): readonly MessageVector[] {
  return (JSON.parse(json) as readonly Record<string, unknown>[]).map((vector) => ({
    codec: vector["codec"] as MessageVector["codec"],
    schema: vector["schema"] as GameSchema,
    messages: (vector["messages"] as readonly Record<string, unknown>[]).map((message) => ({
      bytes: Uint8Array.from(atob(message["bytes"] as string), (letter) => letter.charCodeAt(0)),
      tick: message["tick"] as number,
      rowsHash: message["rows"] as number,
      timings: (message["timings"] ?? []) as number[][],
    })),
  }));
}

/** Whoever received these messages. */
export class MessageClient {
  readonly vector: MessageVector;
  readonly reader: SnapshotReader;
  private readonly decoder: SnapshotDecoder;

  constructor(vector: MessageVector) {
    const { schema, codec } = vector;
    const backEnd = codec === "bits" ? bits : rangeCoded(parseTable(GENERIC_TABLE)!);
    this.vector = vector;
    this.decoder = schema.cells === undefined ? new DeltaDecoder(schema, 1, backEnd) : cells(schema, backEnd);
    this.reader = new SnapshotReader(schema, this.decoder);
  }

  /** Whether the sound message of that number is read as Java wrote it. */
  reads(number: number): boolean {
    const { bytes, tick, rowsHash, timings } = this.vector.messages[number]!;
    const verdict = this.reader.read(bytes);
    return (
      verdict === "applied" &&
      this.reader.tick === tick &&
      this.decoder.rows.hash() === rowsHash &&
      JSON.stringify(this.reader.timings.map(valuesOf)) === JSON.stringify(timings)
    );
  }
}

function valuesOf(record: TimingRecord): readonly number[] {
  return [record.sequence, record.tick, record.bufferMicros, record.tickMicros, record.outboxMicros];
}

/** Reads all messages; the first that is not read as Java wrote it in words, or null. */
export function replayMessages(vectors: readonly MessageVector[]): string | null {
  for (const vector of vectors) {
    const client = new MessageClient(vector);
    for (const number of vector.messages.keys()) {
      if (!client.reads(number)) {
        return `${vector.schema.game}: message ${number}`;
      }
    }
  }
  return null;
}
