import { type Camera, easing, type View } from "../camera";
import { type Scene, SHIP_RADIUS, type ShipSprite } from "../scene";

/** No pilot's seat. */
export const NOBODY = -2;

const FLIGHT_SPEED = 1100; // world px a second, by keys
const PICK_RADIUS = SHIP_RADIUS + 30; // world px around a ship that count as the ship
const SWING_SECONDS = 0.12; // time constant of the way from one pilot to the next
const CUT_DISTANCE = 900; // world px; what is farther is cut to

/** Where somebody looks who watches: at one pilot, or at a point of their own. */
export class Watch {
  /** Seat of the pilot who is followed, NOBODY in free flight or while there is none. */
  seat = NOBODY;
  isFree = false;
  x: number;
  y: number;
  private readonly world: number;
  private moveX = 0; // -1 to 1, keys of free flight
  private moveY = 0;
  private offX = 0; // of the camera from the point, while it swings there
  private offY = 0;
  private swingsTo = NOBODY; // id of a ship

  /** @param world side of the square world, px */
  constructor(world: number) {
    this.world = world;
    this.x = world / 2;
    this.y = world / 2;
  }

  /** The next pilot, or the one before, by seat; ends free flight. */
  turn(step: 1 | -1, seats: readonly number[]): void {
    const sorted = [...seats].sort((a, b) => a - b);
    this.isFree = false;
    if (sorted.length === 0) {
      this.seat = NOBODY;
      return;
    }
    const after = sorted.findIndex((seat) => (step > 0 ? seat > this.seat : seat >= this.seat));
    const from = after < 0 ? sorted.length : after;
    const index = step > 0 ? from % sorted.length : (from - 1 + sorted.length) % sorted.length;
    this.follow(sorted[index]!);
  }

  follow(seat: number): void {
    this.isFree = false;
    this.seat = seat;
  }

  free(): void {
    this.isFree = true;
    this.seat = NOBODY;
  }

  /** Keys of free flight; anything but a standstill begins it. */
  steer(moveX: number, moveY: number): void {
    this.moveX = moveX;
    this.moveY = moveY;
    if (moveX !== 0 || moveY !== 0) this.free();
  }

  /** The picture is dragged by so many CSS px. */
  drag(dx: number, dy: number, view: View): void {
    this.free();
    this.place(this.x - dx / view.scale, this.y - dy / view.scale);
  }

  /** Follows the ship at this point of the world, if there is one. */
  pick(x: number, y: number, ships: readonly ShipSprite[]): boolean {
    let nearest: ShipSprite | undefined;
    let least = PICK_RADIUS;
    for (const ship of ships) {
      const distance = Math.hypot(ship.x - x, ship.y - y);
      if (distance < least) {
        least = distance;
        nearest = ship;
      }
    }
    if (nearest) this.follow(nearest.seat);
    return nearest !== undefined;
  }

  /** One drawn frame. `seats` are those of all who play: whoever has left is followed no more. */
  step(scene: Scene, seats: readonly number[], camera: Camera, seconds: number): void {
    if (!this.isFree && !seats.includes(this.seat)) this.seat = scene.ships[0]?.seat ?? NOBODY;
    const ship = this.isFree ? undefined : scene.ships.find(({ seat }) => seat === this.seat);
    if (ship) this.swing(ship);
    else if (this.isFree) this.fly(seconds);
    const left = 1 - easing(seconds, SWING_SECONDS);
    this.offX *= left;
    this.offY *= left;
    camera.enclose(scene.width, scene.height);
    camera.follow(this.x + this.offX, this.y + this.offY, 0, 0, seconds);
  }

  private swing(ship: ShipSprite): void {
    if (ship.id !== this.swingsTo) {
      this.swingsTo = ship.id;
      this.offX += this.x - ship.x;
      this.offY += this.y - ship.y;
      if (Math.hypot(this.offX, this.offY) > CUT_DISTANCE) this.offX = this.offY = 0;
    }
    this.x = ship.x;
    this.y = ship.y;
  }

  private fly(seconds: number): void {
    this.swingsTo = NOBODY;
    const way = (FLIGHT_SPEED * seconds) / Math.max(1, Math.hypot(this.moveX, this.moveY));
    this.place(this.x + this.moveX * way, this.y + this.moveY * way);
  }

  private place(x: number, y: number): void {
    this.x = Math.min(this.world, Math.max(0, x));
    this.y = Math.min(this.world, Math.max(0, y));
  }
}
