import { expect, it } from "vitest";
import { MapStorage } from "../../src/testing/manualPlatform";
import { ReloadOnce } from "./reloadOnce";

it("an old page after a deploy is reloaded once, and again after the next deploy", () => {
  const storage = new MapStorage();
  let reloads = 0;
  const page = (): ReloadOnce => new ReloadOnce(storage, () => reloads++);
  expect(page().tryIt()).toBe(true);
  expect(page().tryIt()).toBe(false); // still too old, from a cache
  expect(reloads).toBe(1);
  page().fits();
  expect(page().tryIt()).toBe(true);
  expect(reloads).toBe(2);
});

it("a page that cannot remember is never reloaded by itself", () => {
  const forbid = (): never => {
    throw new Error("forbidden");
  };
  for (const storage of [null, { getItem: forbid, setItem: forbid, removeItem: forbid }]) {
    const page = new ReloadOnce(storage, forbid);
    expect(page.tryIt()).toBe(false);
    page.fits();
  }
});
