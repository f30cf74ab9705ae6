import { describe, expect, it } from "vitest";
import { checkHead } from "../testing/vectorHead";
import { quantiseVectors, vectorFiles } from "../testing/vectors.node";
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
