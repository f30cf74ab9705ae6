import { expect, it } from "vitest";
import type { Visitor } from "./visitor";
import { visitors } from "./visitors";

const PATIENCE = { timeout: 30_000, interval: 50 }; // ms

const open = visitors();

async function arrive(path: string): Promise<Visitor> {
  const visitor = await open(path);
  await visitor.page.waitForURL(/room=/);
  return visitor;
}

const words = ({ page }: Visitor): Promise<string | null> => page.textContent("#words");
const picture = ({ page }: Visitor): Promise<string> =>
  page.evaluate(() => document.querySelector("canvas")!.toDataURL());

it("two people play tag by one link, and each sees the other move", async () => {
  const ada = await arrive("/tag/");
  const bob = await arrive(`/tag/${new URL(ada.page.url()).search}`);
  expect(new URL(bob.page.url()).searchParams.get("room")).toBe(
    new URL(ada.page.url()).searchParams.get("room"),
  );
  for (const visitor of [ada, bob]) {
    await expect
      .poll(() => words(visitor), PATIENCE)
      .toMatch(/^(You are it|Run from)(?!.*Send this address)/);
  }
  const pictures = new Set<string>();
  await ada.page.keyboard.down("KeyD");
  await ada.page.keyboard.down("KeyS"); // she may stand at one edge already
  // More than her mere appearance would make.
  await expect.poll(async () => pictures.add(await picture(bob)).size, PATIENCE).toBeGreaterThan(4);
  await ada.page.keyboard.up("KeyD");
  await bob.screenshot("tag");
});
