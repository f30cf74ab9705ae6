import { describe, expect, it } from "vitest";
import type { EntitySchema } from "../codec/schema";
import { testSchema } from "../testing/testRoom";
import { parseSchema } from "./parseSchema";

const [runner, wall, card] = testSchema.entities as readonly [EntitySchema, EntitySchema, EntitySchema];
const parsed = (...entities: readonly object[]): readonly EntitySchema[] | undefined =>
  parseSchema({ ...testSchema, entities })?.entities;

describe("the schema of a welcome", () => {
  it("says which kinds only owners see", () => {
    expect(parsed(runner, wall, card)?.map(({ name, ownerOnly }) => [name, ownerOnly === true])).toEqual([
      ["runner", false],
      ["wall", false],
      ["card", true],
    ]);
  });

  it("is refused if such a kind stands before one that everybody sees", () => {
    expect(parsed(card, runner)).toBeUndefined();
    expect(parsed(runner, card, wall)).toBeUndefined();
    expect(parsed(card)).toHaveLength(1);
  });

  it("is refused if such a kind flies straight", () => {
    expect(parsed({ ...card, ballistic: true })).toBeUndefined();
  });
});
