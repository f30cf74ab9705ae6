import { expect, it } from "vitest";
import { rayLength } from "./ray";
import { WORLD } from "./shipRules";
import { WallGrid } from "./wallGrid";

const walls = new WallGrid(WORLD, [{ x: 100, y: 100, width: 50, height: 20 }]);

it("ends at the first wall", () => {
  expect(rayLength(walls, 40, 110, 1, 0, 1200)).toBe(60);
});

it("ends at the border of the world", () => {
  expect(rayLength(walls, 40, 50, -1, 0, 1200)).toBe(40);
});

it("ends at its reach", () => {
  expect(rayLength(walls, 40, 90, 1, 0, 300)).toBe(300);
});

it("has no length inside a wall", () => {
  expect(rayLength(walls, 120, 110, 0, 1, 300)).toBe(0);
});

it("does not see walls behind it", () => {
  expect(rayLength(walls, 200, 110, 1, 0, 300)).toBe(300);
});
