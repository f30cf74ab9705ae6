import { describe, expect, it } from "vitest";
import { parseSeen, replaySeen } from "../testing/seenMoments";
import { vectorFile } from "../testing/vectors.node";

describe("what the server believes that a player saw", () => {
  it.each(parseSeen(vectorFile("seen.json")).map((vector) => [vector.name, vector] as const))(
    "is what is drawn: %s",
    (_, vector) => {
      expect(
        vector.messages.flatMap(({ moments }) => moments.flatMap(([, , ids]) => ids)).length,
      ).toBeGreaterThan(100);
      expect(replaySeen([vector])).toBeNull();
    },
  );
});
