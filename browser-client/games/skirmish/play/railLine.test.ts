import { describe, expect, it } from "vitest";
import { WORLD } from "../rules/shipRules";
import { WallGrid } from "../rules/wallGrid";
import { railEnd } from "./railLine";

const noWalls = new WallGrid(WORLD, []);
const oneWall = new WallGrid(WORLD, [{ x: 2500, y: 1900, width: 50, height: 200 }]);

describe("our own rail", () => {
  it("ends at its reach, at a wall, or at the nearest ship", () => {
    expect(railEnd(2000, 2000, 0, noWalls, []).x).toBeCloseTo(3200);
    expect(railEnd(2000, 2000, 0, oneWall, []).x).toBeCloseTo(2500);
    const ships = [
      { x: 2400, y: 2000 },
      { x: 2300, y: 2005 },
    ];
    expect(railEnd(2000, 2000, 0, oneWall, ships).x).toBeCloseTo(2300 - Math.sqrt(400 - 25));
  });

  it("passes ships behind the gun, beside the line and behind walls", () => {
    const ships = [
      { x: 1900, y: 2000 },
      { x: 2200, y: 2021 },
      { x: 2800, y: 2000 },
    ];
    expect(railEnd(2000, 2000, 0, oneWall, ships).x).toBeCloseTo(2500);
    expect(railEnd(2000, 2000, 0, oneWall, ships).target).toBeUndefined();
  });

  it("says whom it strikes, and strikes at once who is as near as touching", () => {
    const near = { x: 1990, y: 2000 };
    const far = { x: 2300, y: 2019.9 };
    expect(railEnd(2000, 2000, 0, noWalls, [far]).target).toBe(far);
    expect(railEnd(2000, 2000, 0, noWalls, [far, near])).toEqual({ x: 2000, y: 2000, target: near });
  });
});
