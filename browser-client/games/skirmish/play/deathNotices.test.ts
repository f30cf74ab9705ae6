import { expect, it } from "vitest";
import { DeathNotices } from "./deathNotices";

it("shows a death once, however often it is told, and the next one again", () => {
  const notices = new DeathNotices();
  expect(notices.isNews(7, 1000)).toBe(true);
  expect(notices.isNews(7, 1000)).toBe(false);
  expect(notices.isNews(8, 1000)).toBe(true);
  expect(notices.isNews(7, 1002)).toBe(false);
  expect(notices.isNews(7, 1090)).toBe(true);
});
