/** How far the camera leads toward the aim, in world px. */
export const LEAD = 120;

/** World px seen at any window size: the area of 1600 x 900, so that no shape of window sees more than another. */
export const VISIBLE_AREA = 1600 * 900;

/** On small windows ships would shrink to dots: never fewer CSS px for one world px than this. */
export const MIN_SCALE = 0.5;

/** Beyond this the camera cuts instead of gliding: a respawn across the map is not a pan. */
const CUT_DISTANCE = 900;

const LEAD_TIME_CONSTANT = 0.22; // seconds
const GLIDE_TIME_CONSTANT = 0.12; // seconds

/** How much of the darkness beyond the border is shown at most, CSS px. */
const BEYOND = 130;

/** What the camera shows: the world point in the middle and CSS px per world px. */
export interface View {
  readonly centreX: number;
  readonly centreY: number;
  readonly scale: number;
  readonly width: number; // of the window, CSS px
  readonly height: number;
}

export function scaleFor(width: number, height: number): number {
  return Math.max(MIN_SCALE, Math.sqrt((width * height) / VISIBLE_AREA));
}

/** Part of the way to go in `seconds` with this time constant; the same for any frame rate. */
export function easing(seconds: number, timeConstant: number): number {
  return 1 - Math.exp(-Math.max(0, seconds) / timeConstant);
}

export function toScreenX(view: View, x: number): number {
  return (x - view.centreX) * view.scale + view.width / 2;
}

export function toScreenY(view: View, y: number): number {
  return (y - view.centreY) * view.scale + view.height / 2;
}

export function toWorldX(view: View, x: number): number {
  return (x - view.width / 2) / view.scale + view.centreX;
}

export function toWorldY(view: View, y: number): number {
  return (y - view.height / 2) / view.scale + view.centreY;
}

/**
 * Follows one point and leads toward the aim, eased. The lead is kept apart from the followed point: the ship itself
 * stays rock steady on the screen while the lead drifts, and a correction of the ship (already smoothed by the client
 * library) never makes the picture jump.
 */
export class Camera {
  private x = 0;
  private y = 0;
  private leadX = 0;
  private leadY = 0;
  private settled = false;
  private width = 1;
  private height = 1;
  private worldWidth = Number.POSITIVE_INFINITY;
  private worldHeight = Number.POSITIVE_INFINITY;

  resize(width: number, height: number): void {
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
  }

  /** Keeps the picture inside a world of this size, apart from a margin. */
  enclose(worldWidth: number, worldHeight: number): void {
    this.worldWidth = worldWidth;
    this.worldHeight = worldHeight;
  }

  /**
   * Looks at a point that moves with the player. `aimX`, `aimY` is the direction of the aim with a length of 0 (no lead)
   * to 1 (full lead).
   */
  follow(x: number, y: number, aimX: number, aimY: number, seconds: number): void {
    const length = Math.max(1, Math.hypot(aimX, aimY));
    const part = easing(seconds, LEAD_TIME_CONSTANT);
    this.leadX += ((aimX / length) * LEAD - this.leadX) * part;
    this.leadY += ((aimY / length) * LEAD - this.leadY) * part;
    this.x = x;
    this.y = y;
    this.settled = true;
  }

  /** Glides to a point that is not the player: where it died, or a walk through the arena. Far points are cut to. */
  glide(x: number, y: number, seconds: number): void {
    if (!this.settled || Math.hypot(x - this.x, y - this.y) > CUT_DISTANCE) {
      this.x = x;
      this.y = y;
      this.leadX = 0;
      this.leadY = 0;
      this.settled = true;
      return;
    }
    const part = easing(seconds, GLIDE_TIME_CONSTANT);
    this.x += (x - this.x) * part;
    this.y += (y - this.y) * part;
    this.leadX -= this.leadX * part;
    this.leadY -= this.leadY * part;
  }

  /** `shakeX`, `shakeY` in CSS px. */
  view(shakeX = 0, shakeY = 0): View {
    const scale = scaleFor(this.width, this.height);
    return {
      centreX:
        within(this.x + this.leadX, this.width / scale, this.worldWidth, BEYOND / scale) + shakeX / scale,
      centreY:
        within(this.y + this.leadY, this.height / scale, this.worldHeight, BEYOND / scale) + shakeY / scale,
      scale,
      width: this.width,
      height: this.height,
    };
  }
}

/** Keeps the middle of the picture such that at most `margin` is seen beyond either end of the world. */
function within(centre: number, visible: number, world: number, margin: number): number {
  if (!Number.isFinite(world)) return centre;
  const lowest = visible / 2 - margin;
  const highest = world - visible / 2 + margin;
  if (lowest > highest) return world / 2;
  return Math.min(highest, Math.max(lowest, centre));
}
