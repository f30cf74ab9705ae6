import type { ShipSprite } from "../scene";
import type { Surface } from "./surface";

const POINTS = 9; // of a trail
const SPACING_SECONDS = 0.045; // between two of them
const JUMP = 300; // world px: farther in one frame is a new life, not a flight

interface Track {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  count: number;
  sinceSample: number;
  lastX: number;
  lastY: number;
  vx: number;
  vy: number;
  seen: number; // frame number
}

/** What a picture remembers of the ships it has drawn: their speed and where they have just been. */
export class Motion {
  private readonly tracks = new Map<number, Track>();
  private frame = 0;

  step(ships: readonly ShipSprite[], seconds: number): void {
    this.frame++;
    for (const ship of ships) this.track(ship, seconds);
    this.tracks.forEach((track, id) => {
      if (track.seen !== this.frame) this.tracks.delete(id);
    });
  }

  vx(id: number): number {
    return this.tracks.get(id)?.vx ?? 0;
  }

  vy(id: number): number {
    return this.tracks.get(id)?.vy ?? 0;
  }

  paintTrail(surface: Surface, ship: ShipSprite, tint: number, alpha: number): void {
    const track = this.tracks.get(ship.id);
    if (!track) return;
    let x = ship.x;
    let y = ship.y;
    for (let point = 0; point < track.count; point++) {
      const px = track.xs[point]!;
      const py = track.ys[point]!;
      const length = Math.sqrt((x - px) * (x - px) + (y - py) * (y - py));
      if (length > 1.5) {
        const fade = 1 - point / POINTS;
        surface.sprite(
          "beam",
          (x + px) / 2,
          (y + py) / 2,
          Math.atan2(y - py, x - px),
          (length + 1) / 32,
          0.25 + 0.75 * fade,
          tint,
          alpha * fade * fade * 0.5,
        );
      }
      x = px;
      y = py;
    }
  }

  clear(): void {
    this.tracks.clear();
  }

  private track(ship: ShipSprite, seconds: number): void {
    let track = this.tracks.get(ship.id);
    if (!track) {
      track = {
        xs: new Float64Array(POINTS),
        ys: new Float64Array(POINTS),
        count: 0,
        sinceSample: 0,
        lastX: ship.x,
        lastY: ship.y,
        vx: 0,
        vy: 0,
        seen: this.frame,
      };
      this.tracks.set(ship.id, track);
    }
    track.seen = this.frame;
    const dx = ship.x - track.lastX;
    const dy = ship.y - track.lastY;
    track.lastX = ship.x;
    track.lastY = ship.y;
    if (dx * dx + dy * dy > JUMP * JUMP) {
      track.count = 0;
      track.vx = 0;
      track.vy = 0;
      return;
    }
    if (seconds > 0) {
      const part = 1 - Math.exp(-seconds / 0.06);
      track.vx += (dx / seconds - track.vx) * part;
      track.vy += (dy / seconds - track.vy) * part;
    }
    track.sinceSample += seconds;
    if (track.sinceSample >= SPACING_SECONDS) {
      track.sinceSample = 0;
      track.xs.copyWithin(1, 0, POINTS - 1);
      track.ys.copyWithin(1, 0, POINTS - 1);
      track.xs[0] = ship.x;
      track.ys[0] = ship.y;
      track.count = Math.min(POINTS, track.count + 1);
    }
  }
}
