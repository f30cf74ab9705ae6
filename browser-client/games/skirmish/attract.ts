import { pilotColour } from "./palette";
import type { BoltSprite, PickUpSprite, Scene, ShipSprite, WallPlate } from "./scene";

const SIZE = 2400; // world px
const SPEED = 240; // px a second
const BOLT_SPEED = 900;
const BOLT_LIFE = 0.9; // seconds

interface Drifter {
  readonly id: number;
  readonly look: number;
  x: number;
  y: number;
  vx: number;
  vy: number;
  aim: number;
  hull: number;
  shield: number;
  wander: number;
  reload: number;
  away: number; // seconds until it is back
}

interface Dart {
  readonly id: number;
  readonly shooter: number;
  readonly colour: number;
  x: number;
  y: number;
  vx: number;
  vy: number;
  left: number;
}

/** What happens behind the lobby that a picture may show. */
export interface AttractWitness {
  hit(shipId: number, x: number, y: number, angle: number, colour: number): void;
  death(x: number, y: number, colour: number): void;
  shot(x: number, y: number, angle: number, colour: number): void;
}

const WALLS: readonly WallPlate[] = [
  { x: 620, y: 560, width: 260, height: 60, mirror: false },
  { x: 1480, y: 520, width: 60, height: 300, mirror: true },
  { x: 760, y: 1480, width: 60, height: 280, mirror: true },
  { x: 1420, y: 1560, width: 300, height: 60, mirror: false },
  { x: 1130, y: 1060, width: 140, height: 140, mirror: false },
  { x: 380, y: 1000, width: 60, height: 260, mirror: false },
  { x: 1940, y: 1080, width: 60, height: 260, mirror: false },
];

const PICK_UPS: readonly PickUpSprite[] = [
  { id: 900, x: 1200, y: 900, kind: "overdrive", ready: true },
  { id: 901, x: 900, y: 1240, kind: "repair", ready: true },
  { id: 902, x: 1560, y: 1240, kind: "cloak", ready: true },
];

/**
 * The quiet skirmish behind the lobby: a few ships that circle and shoot at each other by rules made up for the looks of
 * it. Nothing here is the game; the game's rules live on the server.
 */
export class Attract {
  private readonly ships: Drifter[] = [];
  private readonly bolts: Dart[] = [];
  private nextId = 1;
  private readonly random: () => number;

  constructor(count: number, random: () => number = Math.random) {
    this.random = random;
    for (let index = 0; index < count; index++) {
      this.ships.push({
        id: this.nextId++,
        look: index % 12,
        x: 500 + random() * (SIZE - 1000),
        y: 500 + random() * (SIZE - 1000),
        vx: 0,
        vy: 0,
        aim: random() * 6,
        hull: 1,
        shield: 1,
        wander: random() * 6,
        reload: random(),
        away: 0,
      });
    }
  }

  step(seconds: number, witness: AttractWitness): void {
    for (const ship of this.ships) this.fly(ship, seconds, witness);
    for (const bolt of this.bolts) this.travel(bolt, seconds, witness);
    for (let index = this.bolts.length - 1; index >= 0; index--) {
      if (this.bolts[index]!.left <= 0) this.bolts.splice(index, 1);
    }
  }

  /** A slow walk of the camera around the middle. */
  lookAt(nowMs: number): { x: number; y: number } {
    return { x: SIZE / 2 + Math.cos(nowMs / 14000) * 260, y: SIZE / 2 + Math.sin(nowMs / 11000) * 200 };
  }

  scene(nowMs: number): Scene {
    return {
      nowMs,
      width: SIZE,
      height: SIZE,
      walls: WALLS,
      pickUps: PICK_UPS,
      ships: this.ships.filter((ship) => ship.away <= 0).map(sprite),
      bolts: this.bolts.map(
        (bolt): BoltSprite => ({
          id: bolt.id,
          x: bolt.x,
          y: bolt.y,
          angle: Math.atan2(bolt.vy, bolt.vx),
          colour: bolt.colour,
          mine: false,
        }),
      ),
    };
  }

  private fly(ship: Drifter, seconds: number, witness: AttractWitness): void {
    if (ship.away > 0) {
      ship.away -= seconds;
      if (ship.away > 0) return;
      Object.assign(ship, { hull: 1, shield: 1, vx: 0, vy: 0 });
      ship.x = 400 + this.random() * (SIZE - 800);
      ship.y = 400 + this.random() * (SIZE - 800);
    }
    const prey = this.nearest(ship);
    ship.wander += (this.random() - 0.5) * 3 * seconds;
    let thrustX = Math.cos(ship.wander);
    let thrustY = Math.sin(ship.wander);
    if (prey) {
      const dx = prey.x - ship.x;
      const dy = prey.y - ship.y;
      const distance = Math.hypot(dx, dy) || 1;
      const approach = distance > 420 ? 1 : -0.4;
      thrustX += (dx / distance) * approach - (dy / distance) * 0.8;
      thrustY += (dy / distance) * approach + (dx / distance) * 0.8;
      // Ahead of where it is: the bolt takes its time.
      const lead = distance / BOLT_SPEED;
      const ahead = Math.atan2(dy + prey.vy * lead, dx + prey.vx * lead);
      ship.aim += wrap(ahead - ship.aim) * Math.min(1, seconds * 5);
      ship.reload -= seconds;
      if (distance < 640 && ship.reload <= 0) {
        ship.reload = this.random() < 0.16 ? 0.8 + this.random() : 0.17;
        this.shoot(ship, witness);
      }
    }
    for (const wall of WALLS) {
      const awayX = ship.x - (wall.x + wall.width / 2);
      const awayY = ship.y - (wall.y + wall.height / 2);
      const near = Math.hypot(awayX, awayY) / (Math.max(wall.width, wall.height) * 0.5 + 110);
      if (near < 1) {
        thrustX += (awayX / (near * 120)) * 2;
        thrustY += (awayY / (near * 120)) * 2;
      }
    }
    if (ship.x < 300) thrustX += 2;
    if (ship.x > SIZE - 300) thrustX -= 2;
    if (ship.y < 300) thrustY += 2;
    if (ship.y > SIZE - 300) thrustY -= 2;
    const length = Math.hypot(thrustX, thrustY) || 1;
    const part = Math.min(1, seconds * 2.2);
    ship.vx += ((thrustX / length) * SPEED - ship.vx) * part;
    ship.vy += ((thrustY / length) * SPEED - ship.vy) * part;
    ship.x += ship.vx * seconds;
    ship.y += ship.vy * seconds;
    ship.shield = Math.min(1, ship.shield + seconds * 0.06);
  }

  private nearest(ship: Drifter): Drifter | undefined {
    let best: Drifter | undefined;
    let bestDistance = Number.POSITIVE_INFINITY;
    for (const other of this.ships) {
      if (other === ship || other.away > 0) continue;
      const distance = Math.hypot(other.x - ship.x, other.y - ship.y);
      if (distance < bestDistance) {
        best = other;
        bestDistance = distance;
      }
    }
    return best;
  }

  private shoot(ship: Drifter, witness: AttractWitness): void {
    const angle = ship.aim + (this.random() - 0.5) * 0.1;
    const colour = pilotColour(ship.look);
    const x = ship.x + Math.cos(angle) * 22;
    const y = ship.y + Math.sin(angle) * 22;
    witness.shot(x, y, angle, colour);
    this.bolts.push({
      id: this.nextId++,
      shooter: ship.id,
      colour,
      x,
      y,
      vx: Math.cos(angle) * BOLT_SPEED,
      vy: Math.sin(angle) * BOLT_SPEED,
      left: BOLT_LIFE,
    });
  }

  private travel(bolt: Dart, seconds: number, witness: AttractWitness): void {
    bolt.x += bolt.vx * seconds;
    bolt.y += bolt.vy * seconds;
    bolt.left -= seconds;
    const angle = Math.atan2(bolt.vy, bolt.vx);
    for (const wall of WALLS) {
      if (
        bolt.x > wall.x &&
        bolt.x < wall.x + wall.width &&
        bolt.y > wall.y &&
        bolt.y < wall.y + wall.height
      ) {
        bolt.left = 0;
        witness.hit(-1, bolt.x, bolt.y, angle + Math.PI, bolt.colour);
        return;
      }
    }
    for (const ship of this.ships) {
      if (ship.id === bolt.shooter || ship.away > 0) continue;
      if (Math.hypot(ship.x - bolt.x, ship.y - bolt.y) > 20) continue;
      bolt.left = 0;
      witness.hit(ship.id, bolt.x, bolt.y, angle + Math.PI, bolt.colour);
      const taken = Math.min(ship.shield, 0.3);
      ship.shield -= taken;
      ship.hull -= (0.3 - taken) * 0.6;
      if (ship.hull <= 0) {
        ship.away = 2 + this.random();
        witness.death(ship.x, ship.y, pilotColour(ship.look));
      }
      return;
    }
  }
}

function wrap(angle: number): number {
  return Math.atan2(Math.sin(angle), Math.cos(angle));
}

function sprite(ship: Drifter): ShipSprite {
  return {
    id: ship.id,
    seat: -1,
    x: ship.x,
    y: ship.y,
    aim: ship.aim,
    hull: ship.hull,
    shield: ship.shield,
    team: -1,
    look: ship.look,
    name: "",
    mine: false,
    cloaked: false,
    overdrive: false,
    sheltered: false,
    charge: 0,
  };
}
