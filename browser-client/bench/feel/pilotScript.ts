import { DASH_TICKS, RAIL_COOLDOWN_TICKS, type ShipState } from "../../games/skirmish/rules/shipRules";
import type { Controls } from "../../src/generated/skirmish";

const HOME_RADIUS = 300; // px, around where the ship came to life
const KEEP_AWAY = 350; // px
const BOLT_RANGE = 1100; // px
const BOLT_SPEED = 900; // px/s
const STUCK_SPEED = 40; // px/s
const KEY_SINE = Math.sin(Math.PI / 8); // eight directions
const LANE = 120; // px to each side of a line of fire that must be free

/** How a bot plays: keeps to itself, or seeks the others out and rams them. */
export type Manner = "apart" | "combat";

export interface Seen {
  readonly x: number;
  readonly y: number;
  readonly isFighter: boolean;
}

/** Numbers in [0, 1) from a seed. */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A player of skirmish by script: flies, turns, shoots; all choices follow from the seed and from what it sees. */
export class PilotScript {
  private readonly random: () => number;
  private readonly manner: Manner;
  private readonly controls: Controls = { moveX: 0, moveY: 0, aim: 0, fire: false, rail: false, dash: false };
  private shipId = -1;
  private homeX = 0;
  private homeY = 0;
  private goalX = 0;
  private goalY = 0;
  private goalTicks = 0;
  private burstTicks = 0;
  private keyTicks = 0; // that the keys are still held
  private turn = 0; // radians a tick
  private stuckTicks = 0; // against a wall; below 0: on the way around it

  constructor(seed: number, manner: Manner) {
    this.random = seeded(seed);
    this.manner = manner;
  }

  /** What the player wants in this tick; the same object each time. */
  next(own: (ShipState & { readonly id: number }) | undefined, others: readonly Seen[]): Controls {
    const { controls } = this;
    controls.fire = controls.rail = controls.dash = false;
    if (own === undefined) {
      controls.moveX = controls.moveY = 0;
      return controls;
    }
    if (own.id !== this.shipId) {
      this.shipId = own.id;
      this.homeX = own.x;
      this.homeY = own.y;
      this.goalTicks = 0;
    }
    if (--this.goalTicks < 0) {
      this.choose();
    }
    this.burstTicks--;
    if (this.manner === "apart") {
      this.stayApart(own, others);
    } else {
      this.fight(own, others);
    }
    return controls;
  }

  private choose(): void {
    const { random } = this;
    this.goalTicks = 15 + Math.floor(random() * 45);
    const angle = random() * 2 * Math.PI;
    this.goalX = this.homeX + Math.cos(angle) * HOME_RADIUS;
    this.goalY = this.homeY + Math.sin(angle) * HOME_RADIUS;
    this.turn = (random() - 0.5) * 0.3;
    if (random() < 0.5) {
      this.burstTicks = 10 + Math.floor(random() * 20);
    }
  }

  private stayApart(own: ShipState, others: readonly Seen[]): void {
    const { controls } = this;
    const near = nearest(own, others);
    if (near !== null && near.distance < KEEP_AWAY) {
      this.thrust(own.x - near.other.x, own.y - near.other.y);
    } else {
      this.thrust(this.goalX - own.x, this.goalY - own.y);
    }
    controls.aim += this.turn;
    controls.fire = this.burstTicks > 0 && isLaneFree(own, controls.aim, others);
    controls.dash =
      own.dashTicks === 0 &&
      (near === null || near.distance > 3 * KEEP_AWAY) &&
      this.random() < 2 / DASH_TICKS &&
      Math.hypot(this.homeX - own.x, this.homeY - own.y) > HOME_RADIUS / 2;
  }

  private fight(own: ShipState, others: readonly Seen[]): void {
    const { controls, random } = this;
    const near = nearest(
      own,
      others.filter(({ isFighter }) => isFighter),
    );
    if (near === null || this.stuckTicks < 0) {
      this.stuckTicks++;
      this.thrust(this.goalX - own.x, this.goalY - own.y);
      return;
    }
    this.stuckTicks = Math.hypot(own.vx, own.vy) < STUCK_SPEED ? this.stuckTicks + 1 : 0;
    if (this.stuckTicks > 10) {
      this.stuckTicks = -20 - Math.floor(random() * 30);
      this.homeX = own.x;
      this.homeY = own.y;
      this.choose();
    }
    const { other, distance } = near;
    const circling = distance < 250 && this.goalTicks % 20 > 8 ? this.turn * 10 : 0;
    const towards = Math.atan2(other.y - own.y, other.x - own.x) + circling;
    this.thrust(Math.cos(towards), Math.sin(towards));
    const lead = distance / BOLT_SPEED;
    controls.aim = Math.atan2(other.y - own.vy * lead - own.y, other.x - own.vx * lead - own.x);
    controls.fire = distance < 800 && this.burstTicks > 0;
    controls.rail = own.railTicks === 0 && distance < 900 && random() < 0.02;
    controls.dash = own.dashTicks === 0 && distance > 300 && random() < 0.02;
  }

  /** As with four keys, held for a few ticks at least. */
  private thrust(x: number, y: number): void {
    if (--this.keyTicks > 0) {
      return;
    }
    this.keyTicks = 4 + Math.floor(this.random() * 12);
    const length = Math.hypot(x, y);
    this.controls.moveX = length < 20 || Math.abs(x) < length * KEY_SINE ? 0 : 15 * Math.sign(x);
    this.controls.moveY = length < 20 || Math.abs(y) < length * KEY_SINE ? 0 : 15 * Math.sign(y);
  }
}

/** Whether fire leaves at once when its button is held in the next tick. */
export function isReady(own: ShipState): boolean {
  return own.fireTicks <= 1 && own.railTicks <= RAIL_COOLDOWN_TICKS;
}

function nearest(own: ShipState, others: readonly Seen[]): { other: Seen; distance: number } | null {
  let best: { other: Seen; distance: number } | null = null;
  for (const other of others) {
    const distance = Math.hypot(other.x - own.x, other.y - own.y);
    if (best === null || distance < best.distance) {
      best = { other, distance };
    }
  }
  return best;
}

function isLaneFree(own: ShipState, aim: number, others: readonly Seen[]): boolean {
  const x = Math.cos(aim);
  const y = Math.sin(aim);
  return others.every((other) => {
    const ahead = (other.x - own.x) * x + (other.y - own.y) * y;
    const aside = Math.abs((other.y - own.y) * x - (other.x - own.x) * y);
    return ahead < -LANE || ahead > BOLT_RANGE + LANE || aside > LANE + ahead / 4;
  });
}
