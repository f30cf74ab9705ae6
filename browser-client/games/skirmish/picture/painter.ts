import { toWorldX, toWorldY, type View } from "../camera";
import { nearestCrowd } from "../crowds";
import {
  GRID_FAR,
  GRID_NEAR,
  GROUND,
  hullColour,
  MIRROR_EDGE,
  OUTSIDE,
  PLATE,
  PLATE_EDGE,
  PLATE_INNER,
  PLATE_SHADE,
  pilotColour,
  RAIL,
  SHIELD,
  TEAM_COLOURS,
} from "../palette";
import {
  type BoltSprite,
  KNOWN_WITHIN,
  type PickUpSprite,
  type Scene,
  SHIP_RADIUS,
  type ShipSprite,
  type WallPlate,
} from "../scene";
import type { ImageName, ShipShape } from "./art";
import { ARC_STEPS } from "./brushes";
import { edgeArrow } from "./edgeArrow";
import { type Effects, PICK_UP_COLOURS } from "./effects";
import type { Motion } from "./motion";
import type { Surface } from "./surface";

const GRID_STEP = 128; // world px
const FAR_PARALLAX = 0.45; // how much of the camera's way the far grid goes
const MARGIN = 90; // world px around the screen that are painted too: glows reach in
const ARROW_INSET = 58; // CSS px: inside the HUD's edges
const MAX_ARROWS = 6;
const ARROW_RANGE = 2600; // world px: fog beyond
const LABEL_PX = 13;
const CROWD = 0xffb454; // the way to others when nobody is near

export interface PaintOptions {
  readonly names: boolean;
  readonly arrows: boolean;
  readonly aimGuide: boolean; // touch and pad have no pointer to show the aim
}

/** Who may be seen by whom: one's own team sees its cloaked ships, others see a shimmer. */
function visibility(ship: ShipSprite, ownTeam: number): number {
  if (!ship.cloaked) return 1;
  if (ship.mine || (ship.team >= 0 && ship.team === ownTeam)) return 0.5;
  return 0.3;
}

export function shipShape(team: number): ShipShape {
  if (team === 0) return "wedge";
  return team === 1 ? "fork" : "dart";
}

export function shipColour(ship: Pick<ShipSprite, "team" | "look">): number {
  return colourOf(ship.team, ship.look);
}

/** The colour of a team's ship, or of a pilot without a team (-1). */
export function colourOf(team: number, look: number): number {
  return team >= 0 ? TEAM_COLOURS[team & 1]! : pilotColour(look);
}

const RIMS: Record<ShipShape, ImageName> = { wedge: "wedge-rim", fork: "fork-rim", dart: "dart-rim" };
const FLASHES: Record<ShipShape, ImageName> = {
  wedge: "wedge-flash",
  fork: "fork-flash",
  dart: "dart-flash",
};
const ARCS = Array.from({ length: ARC_STEPS + 1 }, (_, step): ImageName => `arc-${step}`);

function ownSprite(scene: Scene): ShipSprite | undefined {
  for (const ship of scene.ships) if (ship.mine) return ship;
  return undefined;
}

/** Paints a scene. Its order is the order of things: ground, walls, what lies about, ships, light, words. */
export class Painter {
  private readonly surface: Surface;
  private readonly effects: Effects;
  private readonly motion: Motion;
  private readonly ships: ShipSprite[] = []; // those in the picture
  private readonly bolts: BoltSprite[] = [];
  private readonly pointed: ShipSprite[] = []; // the nearest ones, by distance
  private readonly distances = new Float64Array(MAX_ARROWS);

  constructor(surface: Surface, effects: Effects, motion: Motion) {
    this.surface = surface;
    this.effects = effects;
    this.motion = motion;
  }

  paint(scene: Scene, view: View, options: PaintOptions): void {
    const surface = this.surface;
    const own = ownSprite(scene);
    const ownTeam = own?.team ?? -1;
    surface.begin(view, GROUND);
    surface.blend("normal");
    this.grid(scene, view);
    this.border(scene, view);
    for (const wall of scene.walls) if (this.sees(view, wall)) this.wall(wall);
    for (const pickUp of scene.pickUps) this.pickUp(pickUp, scene.nowMs);
    this.effects.paintSolid(surface);

    surface.blend("add");
    const ships = this.within(view, scene.ships, this.ships);
    const bolts = this.within(view, scene.bolts, this.bolts);
    for (const ship of ships) this.engine(ship, visibility(ship, ownTeam));
    for (const bolt of bolts) this.boltGlow(bolt);

    surface.blend("normal");
    for (const ship of ships) this.body(ship, visibility(ship, ownTeam), scene.nowMs);

    surface.blend("add");
    for (const bolt of bolts) this.bolt(bolt);
    for (const ship of ships) this.charge(ship);
    this.effects.paintLight(surface);
    if (options.aimGuide && own) this.aimGuide(own);

    surface.blend("normal");
    if (options.names) for (const ship of ships) this.tag(ship, visibility(ship, ownTeam), view);
    this.effects.paintNumbers(surface, view.scale);
    if (options.arrows && own) this.arrows(scene, own, view);
    surface.end();
  }

  /** Writes those that may be seen over what `seen` had, which is shortened at the end only: cutting it would free it. */
  private within<T extends { readonly x: number; readonly y: number }>(
    view: View,
    all: readonly T[],
    seen: T[],
  ): readonly T[] {
    const { centreX, centreY, scale } = view;
    const halfWidth = view.width / scale / 2 + MARGIN;
    const halfHeight = view.height / scale / 2 + MARGIN;
    let count = 0;
    for (let index = 0; index < all.length; index++) {
      const thing = all[index]!;
      if (Math.abs(thing.x - centreX) < halfWidth && Math.abs(thing.y - centreY) < halfHeight) {
        seen[count++] = thing;
      }
    }
    seen.length = count;
    return seen;
  }

  private sees(view: View, wall: WallPlate): boolean {
    const halfWidth = view.width / view.scale / 2;
    const halfHeight = view.height / view.scale / 2;
    return (
      wall.x < view.centreX + halfWidth &&
      wall.x + wall.width > view.centreX - halfWidth &&
      wall.y < view.centreY + halfHeight &&
      wall.y + wall.height > view.centreY - halfHeight
    );
  }

  private grid(scene: Scene, view: View): void {
    this.lines(view, GRID_STEP * 1.5, FAR_PARALLAX, GRID_FAR, 1.2, scene);
    this.lines(view, GRID_STEP, 1, GRID_NEAR, 1, scene);
  }

  private lines(view: View, step: number, parallax: number, tint: number, width: number, scene: Scene): void {
    const halfWidth = view.width / view.scale / 2;
    const halfHeight = view.height / view.scale / 2;
    const left = Math.max(0, view.centreX - halfWidth);
    const right = Math.min(scene.width, view.centreX + halfWidth);
    const top = Math.max(0, view.centreY - halfHeight);
    const bottom = Math.min(scene.height, view.centreY + halfHeight);
    if (right <= left || bottom <= top) return;
    const thick = width / view.scale;
    const shiftX = view.centreX * (1 - parallax);
    const shiftY = view.centreY * (1 - parallax);
    for (let x = Math.ceil((left - shiftX) / step) * step + shiftX; x < right; x += step) {
      this.surface.rect(x - thick / 2, top, thick, bottom - top, tint, 1);
    }
    for (let y = Math.ceil((top - shiftY) / step) * step + shiftY; y < bottom; y += step) {
      this.surface.rect(left, y - thick / 2, right - left, thick, tint, 1);
    }
  }

  private border(scene: Scene, view: View): void {
    const reach = 4000;
    const { width, height } = scene;
    const surface = this.surface;
    surface.rect(-reach, -reach, width + 2 * reach, reach, OUTSIDE, 1);
    surface.rect(-reach, height, width + 2 * reach, reach, OUTSIDE, 1);
    surface.rect(-reach, 0, reach, height, OUTSIDE, 1);
    surface.rect(width, 0, reach, height, OUTSIDE, 1);
    const thick = Math.max(3, 2 / view.scale);
    surface.rect(-thick, -thick, width + 2 * thick, thick, PLATE_EDGE, 0.9);
    surface.rect(-thick, height, width + 2 * thick, thick, PLATE_EDGE, 0.9);
    surface.rect(-thick, 0, thick, height, PLATE_EDGE, 0.9);
    surface.rect(width, 0, thick, height, PLATE_EDGE, 0.9);
  }

  private wall(wall: WallPlate): void {
    const { x, y, width, height } = wall;
    const surface = this.surface;
    surface.rect(x + 5, y + 7, width, height, 0x000000, 0.35);
    surface.rect(x, y, width, height, PLATE, 1);
    if (width > 24 && height > 24) surface.rect(x + 9, y + 9, width - 18, height - 18, PLATE_INNER, 1);
    if (wall.mirror) {
      this.hatch(wall);
      surface.rect(x, y, width, 3, MIRROR_EDGE, 1);
      surface.rect(x, y + height - 3, width, 3, MIRROR_EDGE, 0.85);
      surface.rect(x, y, 3, height, MIRROR_EDGE, 0.85);
      surface.rect(x + width - 3, y, 3, height, MIRROR_EDGE, 0.85);
      return;
    }
    surface.rect(x, y + height - 2, width, 2, PLATE_SHADE, 1);
    surface.rect(x + width - 2, y, 2, height, PLATE_SHADE, 1);
    surface.rect(x, y, 2, height, PLATE_EDGE, 0.45);
    surface.rect(x, y, width, 2.5, PLATE_EDGE, 1);
  }

  private hatch(wall: WallPlate): void {
    const along = wall.width >= wall.height;
    const length = along ? wall.width : wall.height;
    const count = Math.max(1, Math.floor((length - 16) / 22));
    const first = (along ? wall.x : wall.y) + (length - (count - 1) * 22) / 2;
    for (let index = 0; index < count; index++) {
      const at = first + index * 22;
      const x = along ? at : wall.x + wall.width / 2;
      const y = along ? wall.y + wall.height / 2 : at;
      this.surface.sprite("chevron", x, y, 0, 1, 1, MIRROR_EDGE, 0.4);
    }
  }

  private pickUp(pickUp: PickUpSprite, nowMs: number): void {
    const tint = PICK_UP_COLOURS[pickUp.kind];
    const surface = this.surface;
    surface.sprite("pedestal", pickUp.x, pickUp.y, 0, 1, 1, tint, pickUp.ready ? 0.75 : 0.25);
    if (!pickUp.ready) return;
    const breath = 1 + 0.06 * Math.sin(nowMs / 260);
    surface.blend("add");
    surface.sprite("glow", pickUp.x, pickUp.y, 0, 1.3 * breath, 1.3 * breath, tint, 0.5);
    surface.blend("normal");
    surface.sprite(pickUp.kind, pickUp.x, pickUp.y, 0, breath, breath, tint, 1);
  }

  private engine(ship: ShipSprite, visible: number): void {
    const tint = shipColour(ship);
    const vx = this.motion.vx(ship.id);
    const vy = this.motion.vy(ship.id);
    const speed = Math.sqrt(vx * vx + vy * vy);
    const power = Math.min(1, speed / 420);
    this.motion.paintTrail(this.surface, ship, tint, visible);
    const glow = 0.9 + (ship.mine ? 0.25 : 0);
    this.surface.sprite("glow", ship.x, ship.y, 0, glow, glow, tint, visible * (ship.mine ? 0.5 : 0.36));
    if (power > 0.08) {
      const angle = Math.atan2(vy, vx);
      const length = 0.5 + power * 0.75;
      const back = 14 + 16 * length;
      this.surface.sprite(
        "flame",
        ship.x - Math.cos(angle) * back,
        ship.y - Math.sin(angle) * back,
        angle,
        length,
        0.9,
        tint,
        visible * power,
      );
      this.surface.sprite(
        "flame",
        ship.x - Math.cos(angle) * (12 + 10 * length),
        ship.y - Math.sin(angle) * (12 + 10 * length),
        angle,
        length * 0.6,
        0.5,
        0xffffff,
        visible * power * 0.8,
      );
    }
    if (ship.overdrive)
      this.surface.sprite("glow", ship.x, ship.y, 0, 1.5, 1.5, PICK_UP_COLOURS.overdrive, 0.5);
  }

  private body(ship: ShipSprite, visible: number, nowMs: number): void {
    const surface = this.surface;
    const shape = shipShape(ship.team);
    const tint = shipColour(ship);
    surface.sprite(shape, ship.x, ship.y, ship.aim, 1, 1, tint, visible);
    if (ship.team >= 0) surface.sprite("spark", ship.x, ship.y, 0, 0.8, 0.8, pilotColour(ship.look), visible);
    if (ship.mine) surface.sprite(RIMS[shape], ship.x, ship.y, ship.aim, 1, 1, 0xffffff, 0.55 * visible);
    if (this.effects.isFlashing(ship.id)) {
      surface.sprite(FLASHES[shape], ship.x, ship.y, ship.aim, 1, 1, 0xffffff, 0.9);
    }
    if (ship.sheltered) {
      const breath = 1.02 + 0.05 * Math.sin(nowMs / 120);
      surface.sprite("thin-ring", ship.x, ship.y, 0, 1.15 * breath, 1.15 * breath, SHIELD, 0.9);
    }
    if (visible < 1 && !ship.mine) return;
    if (ship.shield > 0.02) {
      surface.sprite(
        "thin-ring",
        ship.x,
        ship.y,
        0,
        0.78,
        0.78,
        SHIELD,
        (0.15 + 0.5 * ship.shield) * visible,
      );
    }
    const step = Math.round(Math.min(1, Math.max(0, ship.hull)) * ARC_STEPS);
    if (step > 0) {
      surface.sprite(
        ARCS[step]!,
        ship.x,
        ship.y,
        0,
        1,
        1,
        hullColour(ship.hull),
        (step < ARC_STEPS ? 0.95 : 0.45) * visible,
      );
    }
  }

  private charge(ship: ShipSprite): void {
    if (ship.charge <= 0.02) return;
    const x = ship.x + Math.cos(ship.aim) * (SHIP_RADIUS + 5);
    const y = ship.y + Math.sin(ship.aim) * (SHIP_RADIUS + 5);
    this.surface.sprite("glow", x, y, 0, ship.charge * 0.5, ship.charge * 0.5, RAIL, 0.9);
    this.surface.sprite(
      "star",
      x,
      y,
      ship.charge * 3,
      ship.charge * 0.8,
      ship.charge * 0.8,
      RAIL,
      ship.charge,
    );
  }

  private boltGlow(bolt: BoltSprite): void {
    this.surface.sprite("glow", bolt.x, bolt.y, 0, 0.4, 0.4, bolt.colour, 0.4);
  }

  private bolt(bolt: BoltSprite): void {
    this.surface.sprite("bolt", bolt.x, bolt.y, bolt.angle, 1, 1, bolt.colour, 1);
    this.surface.sprite("bolt", bolt.x, bolt.y, bolt.angle, 0.7, 0.5, 0xffffff, 0.8);
  }

  private aimGuide(ship: ShipSprite): void {
    const from = 34;
    const length = 190;
    const middle = from + length / 2;
    this.surface.sprite(
      "streak",
      ship.x + Math.cos(ship.aim) * middle,
      ship.y + Math.sin(ship.aim) * middle,
      ship.aim + Math.PI,
      length / 32,
      0.5,
      0xffffff,
      0.35,
    );
  }

  private tag(ship: ShipSprite, visible: number, view: View): void {
    if (ship.mine || visible < 1 || ship.name === "") return;
    const size = Math.max(LABEL_PX, Math.round(11.5 * view.scale));
    const above = (SHIP_RADIUS + 15) * view.scale + size * 0.6;
    this.surface.label(ship.name, ship.x, ship.y - above / view.scale, size, shipColour(ship), 0.92);
  }

  private arrows(scene: Scene, own: ShipSprite, view: View): void {
    this.pointAtNearest(scene, own, scene.crowds === undefined ? ARROW_RANGE : KNOWN_WITHIN);
    const crowd =
      scene.crowds !== undefined && this.pointed.length === 0
        ? nearestCrowd(scene.crowds, scene.width, own.x, own.y)
        : undefined;
    const arrow = crowd && edgeArrow(view, crowd.x, crowd.y, ARROW_INSET);
    if (arrow) this.arrow(view, arrow, 1, CROWD, 0.55);
    for (let index = 0; index < this.pointed.length; index++) {
      const ship = this.pointed[index]!;
      const distance = this.distances[index]!;
      const arrow = edgeArrow(view, ship.x, ship.y, ARROW_INSET);
      if (!arrow) continue;
      const near = 1 - distance / ARROW_RANGE;
      this.arrow(view, arrow, 0.6 + 0.5 * near, shipColour(ship), 0.35 + 0.6 * near);
    }
  }

  private arrow(
    view: View,
    { x, y, angle }: { readonly x: number; readonly y: number; readonly angle: number },
    cssSize: number,
    tint: number,
    alpha: number,
  ): void {
    const size = cssSize / view.scale;
    this.surface.sprite("arrow", toWorldX(view, x), toWorldY(view, y), angle, size, size, tint, alpha);
  }

  /** Keeps the nearest ones sorted by insertion; of equally far ones the first in the scene is nearer. */
  private pointAtNearest(scene: Scene, own: ShipSprite, range: number): void {
    const { pointed, distances } = this;
    pointed.length = 0;
    for (const ship of scene.ships) {
      if (ship.mine || ship.cloaked) continue;
      const dx = ship.x - own.x;
      const dy = ship.y - own.y;
      const distance = Math.sqrt(dx * dx + dy * dy);
      let place = pointed.length;
      while (place > 0 && distances[place - 1]! > distance) place--;
      if (distance >= range || place === MAX_ARROWS) continue;
      for (let index = Math.min(pointed.length, MAX_ARROWS - 1); index > place; index--) {
        pointed[index] = pointed[index - 1]!;
        distances[index] = distances[index - 1]!;
      }
      pointed[place] = ship;
      distances[place] = distance;
    }
  }
}
