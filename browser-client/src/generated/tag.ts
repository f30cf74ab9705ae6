import type { GameDefinition } from "../game";
import { prediction } from "../parts/prediction";

export interface Avatar {
  x: number;
  y: number;
  it: boolean;
}

export interface Steer {
  dx: number;
  dy: number;
}

export interface Tagged {
  hunter: number;
  prey: number;
}

export type TagEntities = {
  avatar: { seen: Avatar; own: Avatar };
};

export type TagEvents = {
  tagged: Tagged;
};

export const tag: GameDefinition<TagEntities, Steer, TagEvents> = {
  name: "tag",
  fingerprint: 1898993874,
  parts: { prediction },
};
