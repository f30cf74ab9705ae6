import type { GameDefinition } from "../game";
import { cells } from "../parts/cells";
import { prediction } from "../parts/prediction";

export interface Ship {
  x: number;
  y: number;
  aim: number;
  hull: number;
  shield: number;
  seat: number;
  thrust: boolean;
  dashing: boolean;
  charging: boolean;
  overdrive: boolean;
  cloaked: boolean;
  fresh: boolean;
}

export interface OwnShip extends Ship {
  vx: number;
  vy: number;
  heat: number;
  fireTicks: number;
  railTicks: number;
  dashTicks: number;
  overdriveTicks: number;
  cloakTicks: number;
}

export interface Bolt {
  x: number;
  y: number;
  heading: number;
  seat: number;
  bounced: boolean;
}

export interface PickUp {
  x: number;
  y: number;
  kind: "REPAIR" | "OVERDRIVE" | "CLOAK";
  ready: boolean;
}

export interface Pilot {
  seat: number;
  team: "NONE" | "AZURE" | "AMBER";
  alive: boolean;
  respawnSeconds: number;
  score: number;
  kills: number;
  assists: number;
  deaths: number;
  streak: number;
  bestStreak: number;
  accuracyPercent: number;
}

export interface Wall {
  x: number;
  y: number;
  width: number;
  height: number;
  mirror: boolean;
}

export interface Match {
  phase: "PLAYING" | "RESULT";
  mode: "FREE_FOR_ALL" | "TEAMS";
  layout: "FOUNDRY" | "CROSSING" | "PINWHEEL" | "REEF";
  secondsLeft: number;
  round: number;
  azureScore: number;
  amberScore: number;
}

export interface Controls {
  moveX: number;
  moveY: number;
  aim: number;
  fire: boolean;
  rail: boolean;
  dash: boolean;
}

export interface Hit {
  victim: number;
  by: number;
  weapon: "BOLT" | "RAIL";
  damage: number;
  shielded: boolean;
  x: number;
  y: number;
  angle: number;
}

export interface Kill {
  killer: number;
  victim: number;
  weapon: "BOLT" | "RAIL";
  assist: number;
  streak: number;
  ended: number;
  x: number;
  y: number;
}

export interface RailFired {
  seat: number;
  x: number;
  y: number;
  toX: number;
  toY: number;
  struck: boolean;
}

export interface PickedUp {
  seat: number;
  kind: "REPAIR" | "OVERDRIVE" | "CLOAK";
  x: number;
  y: number;
}

export interface Dashed {
  seat: number;
  x: number;
  y: number;
  angle: number;
}

export interface RoundStarted {
  round: number;
  layout: "FOUNDRY" | "CROSSING" | "PINWHEEL" | "REEF";
}

export interface RoundEnded {
  winner: number;
  team: "NONE" | "AZURE" | "AMBER";
}

export interface Crowds {
  north: number;
  middle: number;
  south: number;
}

export type SkirmishEntities = {
  ship: { seen: Ship; own: OwnShip };
  bolt: { seen: Bolt; own: Bolt };
  pickUp: { seen: PickUp; own: PickUp };
  pilot: { seen: Pilot; own: Pilot };
  wall: { seen: Wall; own: Wall };
  match: { seen: Match; own: Match };
};

export type SkirmishEvents = {
  hit: Hit;
  kill: Kill;
  railFired: RailFired;
  pickedUp: PickedUp;
  dashed: Dashed;
  roundStarted: RoundStarted;
  roundEnded: RoundEnded;
  crowds: Crowds;
};

export const skirmish: GameDefinition<SkirmishEntities, Controls, SkirmishEvents> = {
  name: "skirmish",
  fingerprint: -365341536,
  parts: { cells, prediction },
};
