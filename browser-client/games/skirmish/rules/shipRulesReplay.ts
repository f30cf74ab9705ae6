import type { Block, ShipControls, ShipState, Walls } from "./shipRules";

/** The rule under test: the twin itself, or one of its mutants. */
export type StepShip = (ship: ShipState, controls: ShipControls, walls: Walls) => number;

/** The lookup under test, likewise. */
export type MakeWalls = (world: number, walls: readonly Block[]) => Walls;

/** `vectors/shipRules.json`, written by `ShipRulesVectors.java`. */
export interface ShipRulesVectors {
  readonly walls: readonly (readonly number[])[];
  /** Where the world's upper left corner comes to lie among the walls and positions, and its side. */
  readonly worlds: readonly (readonly [left: number, top: number, side: number])[];
  readonly positions: readonly (readonly number[])[];
  readonly speeds: readonly number[];
  readonly moves: readonly (readonly number[])[];
  readonly fireTicks: readonly number[];
  readonly heats: readonly number[];
  readonly railTicks: readonly number[];
  readonly leftTicks: readonly number[];
  readonly motion: readonly (readonly number[])[]; // by world, then by position
  readonly timing: readonly number[];
  readonly runSteps: number;
  readonly runs: readonly (readonly number[])[];
}

/** Replays the vectors through `step`; answers the first difference in words, or null if there is none. */
export function firstDifference(vectors: ShipRulesVectors, step: StepShip, make: MakeWalls): string | null {
  const replay = new Replay(step, wallsOf(vectors, 0, make));
  for (const [i, fireTicks] of vectors.fireTicks.entries()) {
    if (replay.timing(fireTicks, vectors) !== vectors.timing[i]) {
      return `timing with fireTicks ${fireTicks}`;
    }
  }
  for (const [i, [hash, ...last]] of vectors.runs.entries()) {
    const ship = replay.flight(i + 1, vectors.runSteps);
    if (replay.hash !== hash || [ship.x, ship.y, ship.vx, ship.vy].some((value, k) => value !== last[k])) {
      return `flight ${i + 1}`;
    }
  }
  for (const [number, [left, top]] of vectors.worlds.entries()) {
    const shifted = new Replay(step, wallsOf(vectors, number, make));
    for (const [i, [x, y]] of vectors.positions.entries()) {
      if (shifted.motion([x! + left, y! + top], vectors) !== vectors.motion[number]![i]) {
        return `motion from ${x},${y} in world ${number}`;
      }
    }
  }
  return null;
}

function wallsOf(vectors: ShipRulesVectors, number: number, make: MakeWalls): Walls {
  const [left, top, side] = vectors.worlds[number]!;
  const blocks = vectors.walls.map(([x, y, width, height]) => ({
    x: x! + left,
    y: y! + top,
    width: width!,
    height: height!,
  }));
  return make(side, blocks);
}

class Replay {
  hash = 0;
  private random = 0;
  private readonly bits = new DataView(new ArrayBuffer(8));
  private readonly rule: StepShip;
  private readonly walls: Walls;

  constructor(rule: StepShip, walls: Walls) {
    this.rule = rule;
    this.walls = walls;
  }

  motion(position: readonly number[], vectors: ShipRulesVectors): number {
    this.hash = 0;
    for (const vx of vectors.speeds) {
      for (const vy of vectors.speeds) {
        for (const [i, move] of vectors.moves.entries()) {
          const ship = shipAt(position[0]!, position[1]!);
          ship.vx = vx;
          ship.vy = vy;
          ship.railTicks = i % 3 === 2 ? 40 : 0;
          this.step(ship, move[0]!, move[1]!, false, false, i % 4 === 3);
        }
      }
    }
    return this.hash;
  }

  timing(fireTicks: number, vectors: ShipRulesVectors): number {
    this.hash = 0;
    for (const heat of vectors.heats) {
      for (const railTicks of vectors.railTicks) {
        for (const overdriveTicks of vectors.leftTicks) {
          for (const otherTicks of vectors.leftTicks) {
            for (let buttons = 0; buttons < 8; buttons++) {
              const ship = shipAt(1500, 1500);
              ship.vx = otherTicks * 29;
              ship.fireTicks = fireTicks;
              ship.heat = heat;
              ship.railTicks = railTicks;
              ship.overdriveTicks = overdriveTicks;
              ship.cloakTicks = 2 - otherTicks;
              ship.dashTicks = otherTicks;
              this.step(ship, 0, 0, (buttons & 1) !== 0, (buttons & 2) !== 0, (buttons & 4) !== 0);
            }
          }
        }
      }
    }
    return this.hash;
  }

  flight(seed: number, steps: number): ShipState {
    this.random = seed * 7919;
    this.hash = 0;
    const corner = seed % 2 === 0 ? 0 : 3196;
    const ship = shipAt(0, 0);
    ship.x = corner + this.next(900 * 256) / 256;
    ship.y = corner + this.next(900 * 256) / 256;
    ship.vx = this.next(961) - 480;
    ship.vy = this.next(961) - 480;
    ship.heat = this.next(361);
    ship.overdriveTicks = this.next(40);
    ship.cloakTicks = this.next(40);
    let moveX = 0;
    let moveY = 0;
    let fire = false;
    for (let i = 0; i < steps; i++) {
      if (this.next(8) === 0) {
        moveX = this.next(31) - 15;
        moveY = this.next(31) - 15;
        fire = this.next(3) > 0;
      }
      const rail = this.next(30) === 0;
      const dash = this.next(20) === 0;
      this.step(ship, moveX, moveY, fire, rail, dash);
      ship.x = Math.floor(ship.x * 256 + 0.5) / 256;
      ship.y = Math.floor(ship.y * 256 + 0.5) / 256;
      ship.vx = Math.floor(ship.vx * 16 + 0.5) / 16;
      ship.vy = Math.floor(ship.vy * 16 + 0.5) / 16;
    }
    return ship;
  }

  private step(
    ship: ShipState,
    moveX: number,
    moveY: number,
    fire: boolean,
    rail: boolean,
    dash: boolean,
  ): void {
    const outcome = this.rule(ship, { moveX, moveY, fire, rail, dash }, this.walls);
    this.mix(ship.x);
    this.mix(ship.y);
    this.mix(ship.vx);
    this.mix(ship.vy);
    this.mixInt(ship.heat);
    this.mixInt(ship.fireTicks);
    this.mixInt(ship.railTicks);
    this.mixInt(ship.dashTicks);
    this.mixInt(ship.overdriveTicks);
    this.mixInt(ship.cloakTicks);
    this.mixInt(outcome);
  }

  private mix(value: number): void {
    this.bits.setFloat64(0, value + 0);
    this.mixInt(this.bits.getInt32(0));
    this.mixInt(this.bits.getInt32(4));
  }

  private mixInt(value: number): void {
    this.hash = Math.imul(((this.hash << 5) | (this.hash >>> 27)) ^ value, 0x9e3779b1);
  }

  private next(bound: number): number {
    this.random = (Math.imul(this.random, 1664525) + 1013904223) | 0;
    return (this.random >>> 8) % bound;
  }
}

function shipAt(x: number, y: number): ShipState {
  return {
    x,
    y,
    vx: 0,
    vy: 0,
    heat: 0,
    fireTicks: 0,
    railTicks: 0,
    dashTicks: 0,
    overdriveTicks: 0,
    cloakTicks: 0,
  };
}
