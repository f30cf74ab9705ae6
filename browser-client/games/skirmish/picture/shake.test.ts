import { expect, it } from "vitest";
import { MAX_SHAKE, Shake } from "./shake";

it("a shake never exceeds four px and dies away", () => {
  const shake = new Shake();
  for (let hit = 0; hit < 50; hit++) shake.hit(100);
  for (let frame = 0; frame < 20; frame++) {
    shake.step(1 / 60);
    expect(Math.abs(shake.x)).toBeLessThanOrEqual(MAX_SHAKE);
    expect(Math.abs(shake.y)).toBeLessThanOrEqual(MAX_SHAKE);
  }
  shake.step(2);
  expect(shake.x).toBe(0);
  expect(shake.y).toBe(0);
});
