import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const FOLDER = fileURLToPath(
  new URL("../../../shared-protocol/src/test/resources/vectors/", import.meta.url),
);
const CORPUS = fileURLToPath(new URL("../../../shared-protocol/target/fuzz/", import.meta.url));

/** Names of the files of golden vectors: those of single streams, and those of rooms with cells. */
export function vectorFiles(): string[] {
  return ["delta", "cells"].flatMap((folder) =>
    readdirSync(FOLDER + folder).map((name) => `${folder}/${name}`),
  );
}

/** A file of vectors, as Java wrote it. */
export function vectorFile(name: string): string {
  return readFileSync(FOLDER + name, "utf8");
}

/** Names of the files that `HostileCorpusTest` wrote in this build. */
export function corpusFiles(): string[] {
  return readdirSync(CORPUS);
}

export function corpusFile(name: string): string {
  return gunzipSync(readFileSync(CORPUS + name)).toString();
}
