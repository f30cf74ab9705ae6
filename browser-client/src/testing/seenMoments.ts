import { rangeCoded } from "../codec/backEnd";
import { parseTable } from "../codec/coderTable";
import { DeltaDecoder } from "../codec/deltaDecoder";
import { GENERIC_TABLE } from "../codec/genericTable";
import type { GameSchema } from "../codec/schema";
import { bits } from "../parts/bits";
import { cells } from "../parts/cells";
import type { Fields } from "../protocol/fields";
import { Replica } from "../replica";

/** What one client was sent, and where the server believes that it saw things, at moments before each message. */
export interface SeenVector {
  readonly name: string;
  readonly codec: "bits" | "range";
  readonly schema: GameSchema;
  readonly messages: readonly {
    readonly bytes: Uint8Array;
    readonly tick: number;
    /** When, a hash of the places, and whose they are. */
    readonly moments: readonly (readonly [drawnSixteenths: number, hash: number, ids: readonly number[]])[];
  }[];
}

/** The vectors in a file. In quotes, because the names are the file's and not ours. */
export function parseSeen(json: string): readonly SeenVector[] {
  return (JSON.parse(json) as readonly Record<string, unknown>[]).map((vector) => ({
    name: vector["name"] as string,
    codec: vector["codec"] as SeenVector["codec"],
    schema: vector["schema"] as GameSchema,
    messages: (
      vector["messages"] as readonly [
        bytes: string,
        tick: number,
        ...(readonly [number, number, number[]])[],
      ][]
    ).map(([bytes, tick, ...moments]) => ({
      bytes: Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)),
      tick,
      moments,
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
      prediction: undefined,
      traced: () => {},
    });
    replica.restart(0);
    for (const { bytes, tick, moments } of vector.messages) {
      if (replica.received(bytes, (tick * 1000) / schema.tickRateHz) !== "applied") {
        return `${vector.name}: the message of tick ${tick} is not read`;
      }
      for (const [drawnSixteenths, hash, ids] of moments) {
        const drawn = drawnSixteenths / 16;
        replica.picture.draw(drawn, 0, 0, replica.server.intervalMillis, true);
        const shown = new Map(
          Object.values(replica.picture.view).flatMap((list) => list.map((e) => [e["id"], e])),
        );
        if (hashOf(ids.map((id) => shown.get(id))) !== hash) {
          return `${vector.name}: what is drawn at ${drawn} after ${tick} is not what the server believes`;
        }
      }
    }
  }
  return null;
}

/** Of the bits of all x and y; null if something is not there. */
function hashOf(entities: readonly (Fields | undefined)[]): number | null {
  const bits = new DataView(new ArrayBuffer(8));
  let hash = 0;
  for (const entity of entities) {
    if (entity === undefined) {
      return null;
    }
    for (const name of ["x", "y"]) {
      bits.setFloat64(0, entity[name] as number);
      for (const at of [4, 0]) {
        hash = Math.imul(((hash << 5) | (hash >>> 27)) ^ bits.getInt32(at), 0x9e3779b1);
      }
    }
  }
  return hash;
}
