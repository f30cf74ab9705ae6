import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { transformWithOxc } from "vite";
import { describe, expect, it } from "vitest";
import { stepShip } from "./shipRules";
import { firstDifference, type MakeWalls, type ShipRulesVectors, type StepShip } from "./shipRulesReplay";
import { WallGrid } from "./wallGrid";

const file = (name: string): string => readFileSync(fileURLToPath(new URL(name, import.meta.url)), "utf8");
const vectors = JSON.parse(file("./vectors/shipRules.json")) as ShipRulesVectors;
const source = file("./shipRules.ts");
const gridSource = file("./wallGrid.ts");
const makeWalls: MakeWalls = (world, walls) => new WallGrid(world, walls);

/** Slips that somebody could make in the twin; each must be noticed. */
const SLIPS: readonly (readonly [from: string, to: string])[] = [
  ["THRUST = 900", "THRUST = 901"],
  ["CHARGING_THRUST = 0.6", "CHARGING_THRUST = 0.61"],
  ["BRAKE = 340", "BRAKE = 339.99"],
  ["DASH_SPEED = 2000", "DASH_SPEED = 1999.9"],
  ["DASH_KEEP = 0.88", "DASH_KEEP = 0.8800001"],
  ["speed >= DASH_LEAST_SPEED", "speed > DASH_LEAST_SPEED"],
  ["DASH_TICKS = 75", "DASH_TICKS = 74"],
  ["HEAT_A_BOLT = 30", "HEAT_A_BOLT = 29"],
  ["HEAT_LOSS = 10", "HEAT_LOSS = 9"],
  ["OVERHEAT_TICKS = 45", "OVERHEAT_TICKS = 44"],
  ["OVERDRIVE_FIRE_TICKS = 3", "OVERDRIVE_FIRE_TICKS = 2"],
  ["RAIL_TICKS = 48", "RAIL_TICKS = 47"],
  ["RAIL_COOLDOWN_TICKS = 36", "RAIL_COOLDOWN_TICKS = 37"],
  ["LONGEST_STEP = 16", "LONGEST_STEP = 17"],
  ["MOST_STEPS = 8", "MOST_STEPS = 3"],
  ["ship.dashTicks === 0", "ship.dashTicks <= 1"],
  ["ship.overdriveTicks - 1", "ship.overdriveTicks"],
  ["ship.cloakTicks - 1", "ship.cloakTicks"],
  ["thrustX * thrustX + thrustY * thrustY", "thrustX * thrustX + thrustX * thrustY"],
  ["ship.vx / speed) * DASH_SPEED", "ship.vx * DASH_SPEED) / speed"],
  ["side > 0", "side > 1"],
  ["Math.min(side, BRAKE * TICK_SECONDS)", "BRAKE * TICK_SECONDS"],
  ["Math.min(thrust, 1)", "thrust"],
  ["(ship.vx + directionX * power) * DRAG_KEEP", "ship.vx * DRAG_KEEP + directionX * power"],
  ["speed > TOP_SPEED", "speed > TOP_SPEED + 1"],
  ["ship.x < RADIUS", "ship.x < RADIUS - 1"],
  ["ship.x > last", "ship.x > last + 1"],
  ["squared >= RADIUS * RADIUS", "squared > RADIUS * RADIUS + 0.1"],
  ["Math.max(ship.y, wall.y), bottom", "Math.max(ship.y, wall.y), right"],
  ["normalX * (RADIUS - distance)", "normalX * RADIUS - normalX * distance"],
  ["Math.min(0, ship.vx * normalX", "(ship.vx * normalX"],
  ["ship.x - left === nearest", "ship.y - top === nearest"],
  ["if (pushOut(ship, walls)) {", "if (false) {"],
  ["ship.fireTicks > FIRE_TICKS", "ship.fireTicks >= FIRE_TICKS"],
  ["ship.fireTicks === -COOL_DELAY_TICKS", "ship.fireTicks < 0"],
  ["Math.max(0, ship.heat - HEAT_LOSS)", "ship.heat - HEAT_LOSS"],
  ["} else if (rail) {", "} if (rail) {"],
  ["ship.fireTicks <= 0", "ship.fireTicks < 0"],
  ["ship.railTicks <= RAIL_COOLDOWN_TICKS", "ship.railTicks === 0"],
  ["ship.heat === HEAT_MAX", "ship.heat >= HEAT_MAX - 1"],
  ["ship.railTicks <= RAIL_TICKS", "ship.railTicks < RAIL_TICKS"],
];

/** The same of the lookup of walls. */
const GRID_SLIPS: readonly (readonly [from: string, to: string])[] = [
  ["CELL = 256", "CELL = 255"],
  ["MARGIN = 64", "MARGIN = 10"],
  ["MARGIN = 64", "MARGIN = 400"],
  ["wall.x - MARGIN", "wall.x"],
  ["wall.y + wall.height + MARGIN", "wall.y + wall.height"],
  ["this.row(y) * this.columns + this.row(x)", "this.row(x) * this.columns + this.row(y)"],
  [".push(wall)", ".unshift(wall)"],
];

async function slipped<T>(text: string, from: string, to: string): Promise<T> {
  const { code } = await transformWithOxc(text.replace(from, to), "slip.ts");
  const url = `data:text/javascript;base64,${Buffer.from(code).toString("base64")}`;
  return (await import(/* @vite-ignore */ url)) as T;
}

describe("ship rules", () => {
  it("agree with Java in every bit", () => {
    expect(firstDifference(vectors, stepShip, makeWalls)).toBeNull();
  });

  it.each(SLIPS)("are told apart from a twin with %s -> %s", async (from, to) => {
    expect(source.split(from).length, "the slip is made somewhere").toBeGreaterThan(1);
    expect(
      firstDifference(vectors, (await slipped<{ stepShip: StepShip }>(source, from, to)).stepShip, makeWalls),
    ).not.toBeNull();
  });

  it.each(GRID_SLIPS)("are told apart from a lookup with %s -> %s", async (from, to) => {
    expect(gridSource.split(from).length, "the slip is made somewhere").toBeGreaterThan(1);
    const { WallGrid: Slipped } = await slipped<{ WallGrid: typeof WallGrid }>(gridSource, from, to);
    expect(firstDifference(vectors, stepShip, (world, walls) => new Slipped(world, walls))).not.toBeNull();
  });
});
