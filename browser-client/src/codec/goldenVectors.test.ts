import { describe, expect, it } from "vitest";
import { parseQuantiseVectors, replayQuantise } from "../protocol/replayQuantise";
import { fuzzCases } from "../testing/fuzzing.node";
import { checkHead } from "../testing/vectorHead";
import { corpusFile, corpusFiles, vectorFile, vectorFiles } from "../testing/vectors.node";
import { decoderOf, parseVectors, replayVector } from "./replayVector";

describe.each(vectorFiles())("%s", (file) => {
  const vectors = parseVectors(vectorFile(file));

  it.each(vectors)("decodes $codec, $name to the state that Java has", (vector) => {
    expect(checkHead(vector)).toBeNull();
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

describe("quantise.json", () => {
  it("finds the place on the grid that Java finds", () => {
    expect(replayQuantise(parseQuantiseVectors(vectorFile("quantise.json")))).toBeNull();
  });
});

if (fuzzCases(0) > 0) {
  describe("the nightly corpus of hostile frames", () => {
    it.each(corpusFiles())("gets in %s the verdicts that Java gave", (file) => {
      for (const vector of parseVectors(corpusFile(file))) {
        // Java keeps the rows of each cell apart, so that it may come upon another fault of the same frame first.
        const inCells = vector.schema.cells !== undefined;
        expect(replayVector(vector, decoderOf(vector), inCells)).toBeNull();
      }
    });
  });
}
