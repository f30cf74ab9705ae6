import { h, setHidden } from "../../../page/dom";
import { AREAS } from "../crowds";
import { cssColour, MIRROR_EDGE, PLATE_EDGE } from "../palette";
import { PICK_UP_COLOURS } from "../picture/effects";
import { shipColour } from "../picture/painter";
import { KNOWN_WITHIN, type Scene } from "../scene";

const SIDE = 176; // px of the drawing; the style sheet scales it
const FOG_FROM = 900; // world px: from here on others fade
const FOG_TO = 2400;
const PAUSE_MS = 80; // between two drawings

const CROWD_COLOUR = "#ffb454";
const CROWD_RADIUS = [0, 3, 6, 10]; // px of the drawing, by level

/** How well something is seen on the map at this distance; in a large world only what is near is known. */
export function throughFog(distance: number, isLarge = false): number {
  const from = isLarge ? FOG_FROM / 2 : FOG_FROM;
  const to = isLarge ? KNOWN_WITHIN : FOG_TO;
  return Math.max(0, Math.min(1, (to - distance) / (to - from)));
}

export class Minimap {
  readonly element = h("div", { class: "hud-panel minimap" });
  private readonly canvas = h("canvas", {
    class: "map",
    attributes: { width: String(SIDE * 2), height: String(SIDE * 2), role: "img", "aria-label": "Map" },
  });
  private readonly pen: CanvasRenderingContext2D;
  private drawnAtMs = 0;

  constructor() {
    this.element.append(this.canvas);
    this.pen = this.canvas.getContext("2d")!;
    this.pen.scale(2, 2);
  }

  /** `x`, `y` is the point from which fog is measured: our ship, or where it died. */
  show(scene: Scene | undefined, x: number, y: number, nowMs: number): void {
    setHidden(this.element, scene === undefined);
    if (!scene || nowMs - this.drawnAtMs < PAUSE_MS) return;
    this.drawnAtMs = nowMs;
    const pen = this.pen;
    const unit = SIDE / Math.max(scene.width, scene.height);
    pen.clearRect(0, 0, SIDE, SIDE);
    const isLarge = scene.crowds !== undefined;
    const thinnest = isLarge ? 0.7 : 1.5;
    if (scene.crowds !== undefined) this.crowds(scene.crowds);
    for (const wall of scene.walls) {
      pen.fillStyle = cssColour(wall.mirror ? MIRROR_EDGE : PLATE_EDGE);
      pen.globalAlpha = wall.mirror ? 0.65 : 0.5;
      const width = Math.max(thinnest, wall.width * unit);
      const height = Math.max(thinnest, wall.height * unit);
      pen.fillRect(wall.x * unit, wall.y * unit, width, height);
    }
    const dot = isLarge ? 2.6 : 4;
    for (const pickUp of scene.pickUps) {
      pen.fillStyle = cssColour(PICK_UP_COLOURS[pickUp.kind]);
      pen.globalAlpha = pickUp.ready ? 1 : 0.3;
      pen.fillRect(pickUp.x * unit - dot / 2, pickUp.y * unit - dot / 2, dot, dot);
    }
    const own = scene.ships.find((ship) => ship.mine);
    for (const ship of scene.ships) {
      if (ship.mine) continue;
      const friend = ship.team >= 0 && ship.team === own?.team;
      if (ship.cloaked && !friend) continue;
      const seen = friend ? 1 : throughFog(Math.hypot(ship.x - x, ship.y - y), isLarge);
      if (seen <= 0) continue;
      pen.globalAlpha = 0.25 + 0.75 * seen;
      pen.fillStyle = cssColour(shipColour(ship));
      pen.beginPath();
      pen.arc(ship.x * unit, ship.y * unit, 2.6, 0, Math.PI * 2);
      pen.fill();
    }
    if (own) this.arrow(own.x * unit, own.y * unit, own.aim);
    pen.globalAlpha = 1;
  }

  private crowds(levels: readonly number[]): void {
    const pen = this.pen;
    const side = SIDE / AREAS;
    pen.fillStyle = CROWD_COLOUR;
    for (const [area, level] of levels.entries()) {
      if (level === 0) continue;
      pen.globalAlpha = 0.36;
      pen.beginPath();
      const middleX = ((area % AREAS) + 0.5) * side;
      const middleY = (Math.floor(area / AREAS) + 0.5) * side;
      pen.arc(middleX, middleY, CROWD_RADIUS[level]!, 0, Math.PI * 2);
      pen.fill();
    }
  }

  private arrow(x: number, y: number, angle: number): void {
    const pen = this.pen;
    pen.save();
    pen.translate(x, y);
    pen.rotate(angle);
    pen.globalAlpha = 1;
    pen.fillStyle = "#ffffff";
    pen.beginPath();
    pen.moveTo(6.5, 0);
    pen.lineTo(-4, 4.2);
    pen.lineTo(-2, 0);
    pen.lineTo(-4, -4.2);
    pen.closePath();
    pen.fill();
    pen.restore();
  }
}
