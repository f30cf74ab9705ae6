/**
 * How a ship moves and how its weapons keep time: the twin of `ShipRules.java`, operation by operation. The server
 * decides; a browser runs the same rules ahead of it. Change both together: `shipRules.test.ts` replays what Java wrote.
 *
 * Only `+ - * /`, sqrt, floor, min, max and comparisons, which agree bit for bit with Java. The library rounds positions
 * to 1/256 px and velocities to 1/16 px/s after each step.
 */

export const TICK_RATE_HZ = 30;
export const TICK_SECONDS = 1 / TICK_RATE_HZ;

export const WORLD = 4096; // px, side of the standard square, and of a district of the large one
export const LARGE_WORLD = 3 * WORLD;
export const RADIUS = 18; // px, of a ship

export const THRUST = 900; // px/s²
export const CHARGING_THRUST = 0.6; // share of it left while the rail charges
export const TOP_SPEED = 420; // px/s
export const DRAG_KEEP = TOP_SPEED / (TOP_SPEED + THRUST * TICK_SECONDS); // of the velocity, a tick
export const BRAKE = 340; // px/s², of the part of the velocity that is not along the thrust

export const DASH_SPEED = 2000; // px/s at the start
export const DASH_KEEP = 0.88; // of what is above top speed, a tick
export const DASH_LEAST_SPEED = 30; // px/s, below that a dash without thrust has no direction
export const DASH_TICKS = 75;

export const FIRE_TICKS = 5; // between bolts
export const OVERDRIVE_FIRE_TICKS = 3;
export const HEAT_A_BOLT = 30;
export const OVERDRIVE_HEAT_A_BOLT = 18;
export const HEAT_MAX = 360;
export const HEAT_LOSS = 10; // a tick, while cooling
export const COOL_DELAY_TICKS = 6; // of not firing before it cools
export const OVERHEAT_TICKS = 45; // without fire

export const RAIL_TICKS = 48; // charge and cool-down
export const RAIL_COOLDOWN_TICKS = 36; // the rail fires when this is left

/** Outcomes of a step, to be tested with `&`. */
export const FIRED = 1; // a bolt leaves
export const RAIL_FIRED = 2; // the rail goes off
export const CHARGED = 4; // the rail begins to charge
export const DASHED = 8; // a dash begins

const LONGEST_STEP = 16; // px
const MOST_STEPS = 8;

/** The predicted fields of a ship; what they mean is told in `Ship.java`. */
export interface ShipState {
  x: number;
  y: number;
  vx: number;
  vy: number;
  heat: number;
  fireTicks: number;
  railTicks: number;
  dashTicks: number;
  overdriveTicks: number;
  cloakTicks: number;
}

/** What the rules read of the player's input. */
export interface ShipControls {
  readonly moveX: number; // -15 to 15
  readonly moveY: number;
  readonly fire: boolean;
  readonly rail: boolean;
  readonly dash: boolean;
}

/** A solid block, px. */
export interface Block {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What stands in a ship's way. */
export interface Walls {
  readonly world: number; // px, side of the square that the border encloses
  /** Those near a place that the rules compare a ship with, in ascending order of their entities' ids. */
  near(x: number, y: number): readonly Block[];
}

/**
 * Moves the ship by one tick, in place.
 *
 * @returns outcomes, a sum of FIRED, RAIL_FIRED, CHARGED and DASHED
 */
export function stepShip(ship: ShipState, controls: ShipControls, walls: Walls): number {
  ship.dashTicks = Math.max(0, ship.dashTicks - 1);
  ship.overdriveTicks = Math.max(0, ship.overdriveTicks - 1);
  ship.cloakTicks = Math.max(0, ship.cloakTicks - 1);
  const outcome = steer(ship, controls.moveX / 15, controls.moveY / 15, controls.dash);
  move(ship, walls);
  return outcome + keepTime(ship, controls.fire, controls.rail);
}

function steer(ship: ShipState, thrustX: number, thrustY: number, dash: boolean): number {
  let directionX = 0;
  let directionY = 0;
  const thrust = Math.sqrt(thrustX * thrustX + thrustY * thrustY);
  if (thrust > 0) {
    directionX = thrustX / thrust;
    directionY = thrustY / thrust;
  }
  let outcome = 0;
  if (dash && ship.dashTicks === 0) {
    const speed = Math.sqrt(ship.vx * ship.vx + ship.vy * ship.vy);
    if (thrust > 0) {
      ship.vx = directionX * DASH_SPEED;
      ship.vy = directionY * DASH_SPEED;
      outcome = DASHED;
    } else if (speed >= DASH_LEAST_SPEED) {
      ship.vx = (ship.vx / speed) * DASH_SPEED;
      ship.vy = (ship.vy / speed) * DASH_SPEED;
      outcome = DASHED;
    }
    if (outcome === DASHED) {
      ship.dashTicks = DASH_TICKS;
    }
  }

  const along = ship.vx * directionX + ship.vy * directionY;
  const sideX = ship.vx - along * directionX;
  const sideY = ship.vy - along * directionY;
  const side = Math.sqrt(sideX * sideX + sideY * sideY);
  if (side > 0) {
    const cut = Math.min(side, BRAKE * TICK_SECONDS) / side;
    ship.vx = ship.vx - sideX * cut;
    ship.vy = ship.vy - sideY * cut;
  }
  let power = Math.min(thrust, 1) * THRUST * TICK_SECONDS;
  if (isCharging(ship)) {
    power = power * CHARGING_THRUST;
  }
  ship.vx = (ship.vx + directionX * power) * DRAG_KEEP;
  ship.vy = (ship.vy + directionY * power) * DRAG_KEEP;
  const speed = Math.sqrt(ship.vx * ship.vx + ship.vy * ship.vy);
  if (speed > TOP_SPEED) {
    const keep = (TOP_SPEED + (speed - TOP_SPEED) * DASH_KEEP) / speed;
    ship.vx = ship.vx * keep;
    ship.vy = ship.vy * keep;
  }
  return outcome;
}

function move(ship: ShipState, walls: Walls): void {
  const distance = Math.sqrt(ship.vx * ship.vx + ship.vy * ship.vy) * TICK_SECONDS;
  const steps = Math.min(MOST_STEPS, 1 + Math.floor(distance / LONGEST_STEP));
  const seconds = TICK_SECONDS / steps;
  for (let i = 0; i < steps; i++) {
    ship.x = ship.x + ship.vx * seconds;
    ship.y = ship.y + ship.vy * seconds;
    keepOut(ship, walls);
  }
}

function keepOut(ship: ShipState, walls: Walls): void {
  if (pushOut(ship, walls)) {
    pushOut(ship, walls);
  }
  const last = walls.world - RADIUS;
  if (ship.x < RADIUS) {
    ship.x = RADIUS;
    ship.vx = Math.max(0, ship.vx);
  }
  if (ship.x > last) {
    ship.x = last;
    ship.vx = Math.min(0, ship.vx);
  }
  if (ship.y < RADIUS) {
    ship.y = RADIUS;
    ship.vy = Math.max(0, ship.vy);
  }
  if (ship.y > last) {
    ship.y = last;
    ship.vy = Math.min(0, ship.vy);
  }
}

function pushOut(ship: ShipState, walls: Walls): boolean {
  let touched = false;
  for (const wall of walls.near(ship.x, ship.y)) {
    const right = wall.x + wall.width;
    const bottom = wall.y + wall.height;
    const dx = ship.x - Math.min(Math.max(ship.x, wall.x), right);
    const dy = ship.y - Math.min(Math.max(ship.y, wall.y), bottom);
    const squared = dx * dx + dy * dy;
    if (squared >= RADIUS * RADIUS) {
      continue;
    }
    touched = true;
    if (squared > 0) {
      const distance = Math.sqrt(squared);
      const normalX = dx / distance;
      const normalY = dy / distance;
      ship.x = ship.x + normalX * (RADIUS - distance);
      ship.y = ship.y + normalY * (RADIUS - distance);
      const into = Math.min(0, ship.vx * normalX + ship.vy * normalY);
      ship.vx = ship.vx - normalX * into;
      ship.vy = ship.vy - normalY * into;
    } else {
      leave(ship, wall.x, wall.y, right, bottom);
    }
  }
  return touched;
}

function leave(ship: ShipState, left: number, top: number, right: number, bottom: number): void {
  const nearest = Math.min(Math.min(ship.x - left, right - ship.x), Math.min(ship.y - top, bottom - ship.y));
  if (ship.x - left === nearest) {
    ship.x = left - RADIUS;
    ship.vx = Math.min(0, ship.vx);
  } else if (right - ship.x === nearest) {
    ship.x = right + RADIUS;
    ship.vx = Math.max(0, ship.vx);
  } else if (ship.y - top === nearest) {
    ship.y = top - RADIUS;
    ship.vy = Math.min(0, ship.vy);
  } else {
    ship.y = bottom + RADIUS;
    ship.vy = Math.max(0, ship.vy);
  }
}

function keepTime(ship: ShipState, fire: boolean, rail: boolean): number {
  ship.fireTicks = Math.max(-COOL_DELAY_TICKS, ship.fireTicks - 1);
  if (ship.fireTicks === -COOL_DELAY_TICKS || ship.fireTicks > FIRE_TICKS) {
    ship.heat = Math.max(0, ship.heat - HEAT_LOSS);
  }
  let outcome = 0;
  if (ship.railTicks > 0) {
    ship.railTicks = ship.railTicks - 1;
    if (ship.railTicks === RAIL_COOLDOWN_TICKS) {
      outcome = RAIL_FIRED;
    }
  } else if (rail) {
    ship.railTicks = RAIL_TICKS;
    ship.cloakTicks = 0;
    outcome = CHARGED;
  }
  if (fire && ship.fireTicks <= 0 && ship.railTicks <= RAIL_COOLDOWN_TICKS) {
    const overdrive = ship.overdriveTicks > 0;
    ship.heat = Math.min(HEAT_MAX, ship.heat + (overdrive ? OVERDRIVE_HEAT_A_BOLT : HEAT_A_BOLT));
    ship.fireTicks = ship.heat === HEAT_MAX ? OVERHEAT_TICKS : overdrive ? OVERDRIVE_FIRE_TICKS : FIRE_TICKS;
    ship.cloakTicks = 0;
    outcome = outcome + FIRED;
  }
  return outcome;
}

/** Whether the rail charges; more than RAIL_TICKS is no charge but locks all weapons. */
export function isCharging(ship: Pick<ShipState, "railTicks">): boolean {
  return ship.railTicks > RAIL_COOLDOWN_TICKS && ship.railTicks <= RAIL_TICKS;
}
