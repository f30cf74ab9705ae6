import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { decoderOf, replayVector, type Vector } from "./replayVector";

const FOLDER = fileURLToPath(
  new URL("../../../shared-protocol/src/test/resources/vectors/delta/", import.meta.url),
);

describe.each(readdirSync(FOLDER))("%s", (file) => {
  const vectors = JSON.parse(readFileSync(FOLDER + file, "utf8")) as readonly Vector[];

  it.each(vectors)("decodes $codec, $name to the state that Java has", (vector) => {
    expect(replayVector(vector, decoderOf(vector))).toBeNull();
  });
});
