import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { decoderOf, parseVectors, replayVector } from "./replayVector";

const FOLDER = fileURLToPath(
  new URL("../../../shared-protocol/src/test/resources/vectors/delta/", import.meta.url),
);

describe.each(readdirSync(FOLDER))("%s", (file) => {
  const vectors = parseVectors(readFileSync(FOLDER + file, "utf8"));

  it.each(vectors)("decodes $codec, $name to the state that Java has", (vector) => {
    expect(replayVector(vector, decoderOf(vector))).toBeNull();
  });

  it("decodes the same beside kinds that only owners see", () => {
    const names = ["card", "order", "trap", "cache", "note"];
    for (const vector of vectors.filter(({ name }) => name !== "full room")) {
      const secrets = names.map((name) => ({ ...vector.schema.entities[0]!, name, ownerOnly: true }));
      const entities = [...vector.schema.entities, ...secrets];
      const schema = { ...vector.schema, entities };
      expect(replayVector(vector, decoderOf({ ...vector, schema }))).toBeNull();
    }
  });
});
