import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import type { QuantiseVector, Vector } from "../codec/replayVector";
import type { GameSchema } from "../codec/schema";

const FOLDER = fileURLToPath(
  new URL("../../../shared-protocol/src/test/resources/vectors/", import.meta.url),
);
const CORPUS = fileURLToPath(new URL("../../../shared-protocol/target/fuzz/", import.meta.url));

/** A file of golden vectors, as Java wrote it. */
export interface VectorFile {
  readonly name: string;
  readonly vectors: readonly Vector[];
}

/** The golden vectors of the delta codec. */
export function vectorFiles(): VectorFile[] {
  return readdirSync(`${FOLDER}delta`).map((name) => ({
    name,
    vectors: JSON.parse(readFileSync(`${FOLDER}delta/${name}`, "utf8")) as Vector[],
  }));
}

/** Names of the files that `HostileCorpusTest` wrote in this build. */
export function corpusFiles(): string[] {
  return readdirSync(CORPUS);
}

export function corpus(name: string): Vector[] {
  return JSON.parse(gunzipSync(readFileSync(CORPUS + name)).toString()) as Vector[];
}

/** The golden vectors of the grids of fields. */
export function quantiseVectors(): QuantiseVector[] {
  return JSON.parse(readFileSync(`${FOLDER}quantise.json`, "utf8")) as QuantiseVector[];
}

/** Snapshot messages of a real room, in order; each with the tick and the rows' hash after it. */
export interface MessageVector {
  readonly schema: GameSchema;
  readonly messages: readonly { readonly bytes: string; readonly tick: number; readonly rows: number }[];
}

/** The golden snapshot messages. */
export function messageVector(): MessageVector {
  return JSON.parse(readFileSync(`${FOLDER}messages.json`, "utf8")) as MessageVector;
}
