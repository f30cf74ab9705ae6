import { describe, expect, it } from "vitest";
import { fuzzCases } from "../testing/fuzzing.node";
import { checkHead } from "../testing/vectorHead";
import { corpus, corpusFiles, quantiseVectors, vectorFiles } from "../testing/vectors.node";
import { decoderOf, replayQuantise, replayVector } from "./replayVector";

describe.each(vectorFiles())("$name", ({ vectors }) => {
  it.each(vectors)("decodes $codec, $name to the state that Java has", (vector) => {
    expect(checkHead(vector)).toBeNull();
    expect(replayVector(vector, decoderOf(vector))).toBeNull();
  });
});

describe("quantise.json", () => {
  it("finds the place on the grid that Java finds", () => {
    expect(replayQuantise(quantiseVectors())).toBeNull();
  });
});

if (fuzzCases(0) > 0) {
  describe("the nightly corpus of hostile frames", () => {
    it.each(corpusFiles())("gets in %s the verdicts that Java gave", (file) => {
      for (const vector of corpus(file)) {
        expect(replayVector(vector, decoderOf(vector))).toBeNull();
      }
    });
  });
}
