import { expect, it } from "vitest";
import { MutedPlayers } from "./mutedPlayers";

const entry = (seat: number, name: string) => ({ seat, name, look: 0, bot: false, away: false });

it("mutes and unmutes by the same press", () => {
  const muted = new MutedPlayers();
  expect(muted.toggle(3, "Bob")).toBe(true);
  expect(muted.has(3)).toBe(true);
  expect(muted.has(4)).toBe(false);
  expect(muted.toggle(3, "Bob")).toBe(false);
  expect(muted.has(3)).toBe(false);
});

it("ends with the one who was muted, whoever takes the seat", () => {
  const muted = new MutedPlayers();
  muted.toggle(3, "Bob");
  muted.keepTo([entry(3, "Bob"), entry(1, "Ada")]);
  expect(muted.has(3)).toBe(true);
  muted.keepTo([entry(3, "Cy"), entry(1, "Ada")]);
  expect(muted.has(3)).toBe(false);
});
