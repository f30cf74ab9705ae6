import { expect, it } from "vitest";
import { Returning } from "./returning";

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string): string | null => kept.get(key) ?? null,
    setItem: (key: string, value: string): void => void kept.set(key, value),
    removeItem: (key: string): void => void kept.delete(key),
  };
}

it("a reload comes back once, as the same pilot", () => {
  const storage = memory();
  new Returning(storage).remember({ room: "abc", name: "Ada", look: 3 });
  expect(new Returning(storage).take()).toEqual({ room: "abc", name: "Ada", look: 3 });
  expect(new Returning(storage).take()).toBeUndefined();
});

it("whatever else lies in the storage means a first visit", () => {
  const storage = memory();
  for (const stored of ["{", "7", "{}", '{"room":1}']) {
    storage.setItem("rookery.skirmish.stay", stored);
    expect(new Returning(storage).take()).toBeUndefined();
  }
  expect(new Returning(null).take()).toBeUndefined();
});
