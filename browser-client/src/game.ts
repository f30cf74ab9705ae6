import type { BackEnd } from "./codec/backEnd";
import type { DecoderFactory } from "./protocol/snapshotDecoder";
import type { PredictionFactory } from "./state/ownEntities";

/**
 * What one kind of entity looks like: `seen` to everybody, `own` to its owner, who also gets the fields that are his
 * alone. A generated file names both. A kind that only owners see is `never` seen by others.
 */
export interface EntityType {
  seen: object;
  own: object;
}

/** Kinds of entities by name, as generated from the Java classes. */
export type EntityTypes = Record<string, EntityType>;

/** Kinds of events by name, as generated from the Java records. */
export type EventTypes = Record<string, object>;

/** Parts of the library that only some games need. */
export interface GameParts {
  /** Reads frames that are packed in bits instead of range coded. */
  readonly bits?: BackEnd;
  /** Reads the frames of rooms with interest cells. */
  readonly cells?: DecoderFactory;
  /** Lets a player's own entities run ahead of the server. */
  readonly prediction?: PredictionFactory;
}

/** One game as the generated file describes it. Everything else about it comes from the server in `welcome`. */
export interface GameDefinition<E extends EntityTypes, I extends object, V extends EventTypes> {
  readonly name: string;
  /** Identifies the schema; a page built from another one is told to reload. */
  readonly fingerprint: number;
  /** What the generated file brings along for this game; absent if it needs none. */
  readonly parts?: GameParts;
  /** Never set: carries the types from here to the room. */
  readonly types?: { readonly entities: E; readonly input: I; readonly events: V };
}

/** The fields of an entity beside `id`, told apart by `mine`. */
export type EntityView<T extends EntityType> =
  | ({ readonly id: number; readonly mine: false } & Readonly<T["seen"]>)
  | ({ readonly id: number; readonly mine: true } & Readonly<T["own"]>);

/** All visible entities by kind, as they are to be drawn now. The arrays and objects are used again by the next call. */
export type View<E extends EntityTypes> = { readonly [K in keyof E]: readonly EntityView<E[K]>[] };

/** What we know of an entity that may not be ours: all of it where only owners know of it. */
type Known<T extends EntityType> = [T["seen"]] extends [never] ? T["own"] : T["seen"];

/** What a prediction rule may read of the world: the newest known state, on the grid of the wire, not interpolated. */
export interface World<E extends EntityTypes> {
  entities<K extends keyof E>(kind: K): readonly ({ readonly id: number } & Readonly<Known<E[K]>>)[];
  /** Whether this input was predicted before and is only replayed: no effects then. */
  readonly replaying: boolean;
}

/**
 * The twin of the game's `onInput`: moves `me` by one input. It runs again for every unacknowledged input whenever the
 * server's state arrives, so it may change nothing but `me`, and must use only `+ - * / Math.sqrt floor min max`.
 */
export type PredictionRule<T extends EntityType, I, E extends EntityTypes> = (
  me: T["own"] & { readonly id: number },
  input: I,
  tickSeconds: number,
  world: World<E>,
) => void;
