import { rangeCoded } from "../codec/backEnd";
import { parseTable } from "../codec/coderTable";
import { DeltaDecoder } from "../codec/deltaDecoder";
import { GENERIC_TABLE } from "../codec/genericTable";
import type { GameSchema } from "../codec/schema";
import { bits } from "../parts/bits";
import { cells } from "../parts/cells";
import { Replica } from "../replica";

/** What one client was sent, and where the server believes that it saw things, at moments before each message. */
export interface SeenVector {
  readonly name: string;
  readonly codec: "bits" | "range";
  readonly schema: GameSchema;
  readonly messages: readonly {
    readonly bytes: Uint8Array;
    readonly tick: number;
    readonly moments: readonly {
      readonly drawnSixteenths: number;
      readonly places: readonly (readonly [id: number, x: number, y: number])[];
    }[];
  }[];
}

/** The vectors in a file. In quotes, because the names are the file's and not ours. */
export function parseSeen(json: string): readonly SeenVector[] {
  return (JSON.parse(json) as readonly Record<string, unknown>[]).map((vector) => ({
    name: vector["name"] as string,
    codec: vector["codec"] as SeenVector["codec"],
    schema: vector["schema"] as GameSchema,
    messages: (vector["messages"] as readonly Record<string, unknown>[]).map((message) => ({
      bytes: Uint8Array.from(atob(message["bytes"] as string), (letter) => letter.charCodeAt(0)),
      tick: message["tick"] as number,
      moments: (message["moments"] as readonly Record<string, unknown>[]).map((moment) => ({
        drawnSixteenths: moment["drawn"] as number,
        places: moment["places"] as readonly (readonly [number, number, number])[],
      })),
    })),
  }));
}

/** Draws at each moment; the first place that is not where the server believes it, in words, or null. */
export function replaySeen(vectors: readonly SeenVector[]): string | null {
  for (const vector of vectors) {
    const { schema, codec } = vector;
    const backEnd = codec === "bits" ? bits : rangeCoded(parseTable(GENERIC_TABLE)!);
    const decoder =
      schema.cells === undefined ? new DeltaDecoder(schema, 1, backEnd) : cells(schema, backEnd);
    const replica = new Replica(schema, decoder, {
      rules: new Map(),
      deliver: () => {},
      sample: () => null,
      send: () => true,
      bufferedBytes: 0,
      now: () => 0,
      traceEveryMillis: 250,
      traced: () => {},
    });
    replica.restart(0);
    for (const { bytes, tick, moments } of vector.messages) {
      if (replica.received(bytes, (tick * 1000) / schema.tickRateHz) !== "applied") {
        return `${vector.name}: the message of tick ${tick} is not read`;
      }
      for (const { drawnSixteenths, places } of moments) {
        const drawn = drawnSixteenths / 16;
        replica.picture.draw(drawn, 0, 0, replica.server.intervalMillis, true);
        const shown = new Map(
          Object.values(replica.picture.view).flatMap((list) => list.map((e) => [e["id"], e])),
        );
        for (const [id, x, y] of places) {
          const entity = shown.get(id);
          if (entity?.["x"] !== x || entity["y"] !== y) {
            const found = entity === undefined ? "nothing" : `${entity["x"]}, ${entity["y"]}`;
            return `${vector.name}: entity ${id} at ${drawn} after ${tick}: ${found} instead of ${x}, ${y}`;
          }
        }
      }
    }
  }
  return null;
}
