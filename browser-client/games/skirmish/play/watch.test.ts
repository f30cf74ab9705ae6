import { describe, expect, it } from "vitest";
import { Camera } from "../camera";
import type { Scene, ShipSprite } from "../scene";
import { NOBODY, Watch } from "./watch";

const WORLD = 4096;

function ship(seat: number, x: number, y: number): ShipSprite {
  return { id: 100 + seat, seat, x, y } as ShipSprite;
}

function scene(...ships: ShipSprite[]): Scene {
  return { nowMs: 0, width: WORLD, height: WORLD, ships, bolts: [], pickUps: [], walls: [] };
}

const view = { centreX: 0, centreY: 0, scale: 0.5, width: 800, height: 600 };

describe("where somebody looks who watches", () => {
  it("begins with a pilot who flies, and stays with the seat while its ship is gone", () => {
    const watch = new Watch(WORLD);
    const camera = new Camera();
    watch.step(scene(), [3, 5], camera, 0.016);
    expect(watch.seat).toBe(NOBODY);
    watch.step(scene(ship(5, 1000, 900)), [3, 5], camera, 0.016);
    expect([watch.seat, watch.x, watch.y]).toEqual([5, 1000, 900]);
    watch.step(scene(ship(3, 50, 50)), [3, 5], camera, 0.016);
    expect([watch.seat, watch.x, watch.y]).toEqual([5, 1000, 900]);
    watch.step(scene(ship(3, 50, 50)), [3], camera, 0.016);
    expect(watch.seat).toBe(3);
  });

  it("turns to the next pilot and the one before, round and round", () => {
    const watch = new Watch(WORLD);
    const seats = [7, 2, 4];
    const turns = (step: 1 | -1, times: number) =>
      Array.from({ length: times }, () => {
        watch.turn(step, seats);
        return watch.seat;
      });
    expect(turns(1, 4)).toEqual([2, 4, 7, 2]);
    expect(turns(-1, 3)).toEqual([7, 4, 2]);
    watch.turn(1, []);
    expect(watch.seat).toBe(NOBODY);
  });

  it("flies freely by keys and by dragging, inside the world, and back to a pilot by a click", () => {
    const watch = new Watch(WORLD);
    const camera = new Camera();
    watch.step(scene(ship(1, 2000, 2000)), [1], camera, 0.016);
    watch.steer(1, 0);
    watch.step(scene(ship(1, 2000, 2000)), [1], camera, 0.1);
    expect(watch.isFree).toBe(true);
    expect(watch.x).toBeGreaterThan(2050);
    watch.steer(0, 0);
    const { x } = watch;
    watch.step(scene(ship(1, 2000, 2000)), [1], camera, 0.1);
    expect(watch.x).toBe(x);
    watch.drag(-50, 20, view);
    expect([watch.x, watch.y]).toEqual([x + 100, 2000 - 40]);
    watch.drag(1e6, -1e6, view);
    expect([watch.x, watch.y]).toEqual([0, WORLD]);
    expect(watch.pick(2030, 2000, [ship(1, 2000, 2000)])).toBe(true);
    expect(watch.pick(3000, 2000, [ship(1, 2000, 2000)])).toBe(false);
    expect([watch.seat, watch.isFree]).toEqual([1, false]);
  });

  it("swings to another pilot nearby instead of jumping, and cuts to one far away", () => {
    const watch = new Watch(WORLD);
    const camera = new Camera();
    camera.resize(1280, 720);
    const both = scene(ship(1, 2000, 2000), ship(2, 2400, 2000), ship(3, 600, 600));
    watch.follow(1);
    watch.step(both, [1, 2, 3], camera, 0.016);
    for (let frame = 0; frame < 120; frame++) watch.step(both, [1, 2, 3], camera, 0.016);
    watch.turn(1, [1, 2, 3]);
    watch.step(both, [1, 2, 3], camera, 0.016);
    expect(camera.view().centreX).toBeGreaterThan(2000);
    expect(camera.view().centreX).toBeLessThan(2200);
    for (let frame = 0; frame < 120; frame++) watch.step(both, [1, 2, 3], camera, 0.016);
    expect(camera.view().centreX).toBeCloseTo(2400, 0);
    watch.turn(1, [1, 2, 3]);
    watch.step(both, [1, 2, 3], camera, 0.016);
    expect(camera.view().centreX).toBeLessThan(1000);
  });
});
