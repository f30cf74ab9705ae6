import { describe, expect, it } from "vitest";
import { WORLD } from "../rules/shipRules";
import { WallGrid } from "../rules/wallGrid";
import type { BoltSprite } from "../scene";
import { OwnBolts } from "./ownBolts";

const TICK = 1 / 60;
const NO_WALLS = new WallGrid(WORLD, []);

function ahead(bolts: OwnBolts): readonly BoltSprite[] {
  const sprites: BoltSprite[] = [];
  bolts.addAhead(sprites, 0xffffff);
  return sprites;
}

describe("our own bolts", () => {
  it("fly at once", () => {
    const bolts = new OwnBolts();
    bolts.fire(1000, 1000, 0, NO_WALLS);
    for (let frame = 0; frame < 6; frame++) bolts.step([], TICK, 0.5);
    const [first] = ahead(bolts);
    expect(first!.x).toBeCloseTo(1000 + 24 + 90, 3);
    expect(first!.mine).toBe(true);
  });

  it("hand their place over to the server's bolt without a jump, and the difference fades", () => {
    const bolts = new OwnBolts();
    bolts.fire(1000, 1000, 0, NO_WALLS);
    for (let frame = 0; frame < 6; frame++) bolts.step([], TICK, 0.5);
    const before = ahead(bolts)[0]!.x;
    const real = { id: 7, x: 1030, y: 1000 };
    bolts.step([real], 0, 0.5);
    expect(ahead(bolts)).toHaveLength(0);
    expect(bolts.drawn(real).x).toBeCloseTo(before, 6);
    for (let frame = 0; frame < 120; frame++) bolts.step([real], TICK, 0.5);
    expect(bolts.drawn(real).x).toBeCloseTo(1030, 1);
  });

  it("hand over to a bolt that has the id of one that ended a tick before", () => {
    const bolts = new OwnBolts();
    const ended = { id: 7, x: 500, y: 500 };
    bolts.step([ended], TICK, 0.5);
    bolts.fire(1000, 1000, 0, NO_WALLS);
    const next = { id: 7, x: 1020, y: 1000 };
    bolts.step([next], 0, 0.5);
    expect(ahead(bolts)).toHaveLength(0);
    expect(bolts.drawn(next).x).toBeCloseTo(1024, 6);
  });

  it("go away if the server never shows them", () => {
    const bolts = new OwnBolts();
    bolts.fire(1000, 1000, 0, NO_WALLS);
    for (let frame = 0; frame < 40; frame++) bolts.step([], TICK, 0.5);
    expect(ahead(bolts)).toHaveLength(0);
  });

  it("end at a wall", () => {
    const bolts = new OwnBolts();
    bolts.fire(1000, 1000, 0, new WallGrid(WORLD, [{ x: 1100, y: 900, width: 50, height: 200 }]));
    for (let frame = 0; frame < 10; frame++) bolts.step([], TICK, 0.5);
    expect(ahead(bolts)).toHaveLength(0);
  });

  it("never grow in number without end", () => {
    const bolts = new OwnBolts();
    for (let shot = 0; shot < 200; shot++) bolts.fire(1000, 1000, shot, NO_WALLS);
    expect(ahead(bolts).length).toBeLessThanOrEqual(24);
  });
});
