import { expect, it } from "vitest";
import { Attract } from "./attract";

it("the skirmish behind the lobby stays alive and inside its arena", () => {
  let seed = 7;
  const random = (): number => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    return seed / 0x7fffffff;
  };
  const seen = { hit: 0, death: 0, shot: 0 };
  let lowest = 1200;
  let highest = 1200;
  const attract = new Attract(10, random);
  for (let frame = 0; frame < 60 * 60; frame++) {
    attract.step(1 / 60, {
      hit: () => seen.hit++,
      death: () => seen.death++,
      shot: () => seen.shot++,
    });
    for (const ship of attract.scene(0).ships) {
      lowest = Math.min(lowest, ship.x, ship.y);
      highest = Math.max(highest, ship.x, ship.y);
    }
  }
  expect(lowest).toBeGreaterThan(0);
  expect(highest).toBeLessThan(2400);
  expect(seen.shot).toBeGreaterThan(50);
  expect(seen.hit).toBeGreaterThan(10);
  expect(seen.death).toBeGreaterThan(0);
});
