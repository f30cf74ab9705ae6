/**
 * What a picture, a minimap and the sound need to know of one instant, free of where it came from: a live room or the
 * quiet simulation behind the lobby. Lengths in world px, angles in radians clockwise from the positive x axis.
 */
export interface Scene {
  readonly nowMs: number;
  readonly width: number;
  readonly height: number;
  readonly ships: readonly ShipSprite[];
  readonly bolts: readonly BoltSprite[];
  readonly pickUps: readonly PickUpSprite[];
  readonly walls: readonly WallPlate[];
  /** How many are where in a large world (`crowds.ts`), of which we know only what is near; absent where we know all. */
  readonly crowds?: readonly number[] | undefined;
}

export interface ShipSprite {
  readonly id: number;
  readonly seat: number;
  readonly x: number;
  readonly y: number;
  readonly aim: number;
  readonly hull: number; // 0 to 1
  readonly shield: number; // 0 to 1
  readonly team: number; // 0 or 1; -1 in a free-for-all
  readonly look: number;
  readonly name: string;
  readonly mine: boolean;
  readonly cloaked: boolean;
  readonly overdrive: boolean;
  readonly sheltered: boolean; // just spawned: cannot be hurt
  readonly charge: number; // of the rail, 0 to 1
}

export interface BoltSprite {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly colour: number;
  readonly mine: boolean;
}

export type PickUpKind = "repair" | "overdrive" | "cloak";

export interface PickUpSprite {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly kind: PickUpKind;
  readonly ready: boolean;
}

export interface WallPlate {
  readonly x: number; // left
  readonly y: number; // top
  readonly width: number;
  readonly height: number;
  readonly mirror: boolean; // bolts bounce off it once
}

export const SHIP_RADIUS = 18;

/** World px along both axes around our ship, within which everybody is known in a large world too. */
export const KNOWN_WITHIN = 900;
