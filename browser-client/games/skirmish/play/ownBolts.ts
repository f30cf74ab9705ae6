import { rayLength } from "../rules/ray";
import type { WallGrid } from "../rules/wallGrid";
import type { BoltSprite } from "../scene";

const SPEED = 900; // px/s, as in the rules
const REACH = SPEED * 1.1; // px: 1.1 s of life
const MUZZLE = 24; // px before the ship's centre
const BLEND_SECONDS = 0.18; // time constant with which a bolt takes its place in the server's time
const MAX_AHEAD = 24;

interface Ghost extends BoltSprite {
  readonly id: number; // negative, so that it is no entity's
  readonly startX: number;
  readonly startY: number;
  readonly angle: number;
  readonly mine: true;
  colour: number;
  readonly reach: number; // px until a wall
  x: number;
  y: number;
  flown: number; // px
  seconds: number;
}

/** One of the server's bolts: the view's object, the same as long as the bolt lives, unlike its id. */
interface ServerBolt {
  readonly x: number;
  readonly y: number;
}

interface Offset {
  x: number;
  y: number;
  seen: boolean;
}

/**
 * Our own bolts leave the muzzle when we press, not a round trip later. Each flies ahead until the server's bolt turns
 * up, hands its place over to it, and the difference fades. A bolt that the server never confirms goes away.
 */
export class OwnBolts {
  private readonly ghosts: Ghost[] = [];
  private readonly offsets = new Map<ServerBolt, Offset>();
  private nextId = -1;

  /** We fired, from a ship at this place. */
  fire(x: number, y: number, angle: number, walls: WallGrid): void {
    if (this.ghosts.length >= MAX_AHEAD) this.ghosts.shift();
    const directionX = Math.cos(angle);
    const directionY = Math.sin(angle);
    const startX = x + directionX * MUZZLE;
    const startY = y + directionY * MUZZLE;
    this.ghosts.push({
      id: this.nextId--,
      startX,
      startY,
      angle,
      mine: true,
      colour: 0,
      reach: rayLength(walls, startX, startY, directionX, directionY, REACH),
      x: startX,
      y: startY,
      flown: 0,
      seconds: 0,
    });
  }

  /** `confirmSeconds`: how long the server may take to show its own. `bolts` are those of ours that it shows now. */
  step(bolts: readonly ServerBolt[], seconds: number, confirmSeconds: number): void {
    for (const ghost of this.ghosts) {
      ghost.seconds += seconds;
      ghost.flown = Math.min(ghost.reach, ghost.flown + SPEED * seconds);
      ghost.x = ghost.startX + Math.cos(ghost.angle) * ghost.flown;
      ghost.y = ghost.startY + Math.sin(ghost.angle) * ghost.flown;
    }
    const kept = Math.exp(-seconds / BLEND_SECONDS);
    for (const offset of this.offsets.values()) {
      offset.seen = false;
      offset.x *= kept;
      offset.y *= kept;
    }
    for (const bolt of bolts) {
      const known = this.offsets.get(bolt);
      if (known) {
        known.seen = true;
        continue;
      }
      const ghost = this.ghosts.shift();
      this.offsets.set(bolt, {
        x: ghost ? ghost.x - bolt.x : 0,
        y: ghost ? ghost.y - bolt.y : 0,
        seen: true,
      });
    }
    for (const [bolt, offset] of this.offsets) if (!offset.seen) this.offsets.delete(bolt);
    while (this.ghosts[0] && this.ghosts[0].seconds > confirmSeconds) this.ghosts.shift();
  }

  /** Where to draw one of the server's bolts that is ours. */
  drawn(bolt: ServerBolt): { x: number; y: number } {
    const offset = this.offsets.get(bolt);
    return offset ? { x: bolt.x + offset.x, y: bolt.y + offset.y } : bolt;
  }

  /** Adds those still ahead of the server; what has struck a wall is not drawn any more. */
  addAhead(sprites: BoltSprite[], colour: number): void {
    for (const ghost of this.ghosts) {
      if (ghost.flown >= ghost.reach) continue;
      ghost.colour = colour;
      sprites.push(ghost);
    }
  }

  clear(): void {
    this.ghosts.length = 0;
    this.offsets.clear();
  }
}
