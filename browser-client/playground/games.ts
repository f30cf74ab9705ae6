import type { EntityTypes, EventTypes, GameDefinition } from "@rookery/client";
import type { GameSchema } from "../src/codec/schema";
import { bits } from "../src/parts/bits";
import { cells } from "../src/parts/cells";

/** One of the values, or where there are none a whole number from `min` to `max`. */
export interface GameSetting {
  readonly initial: string;
  readonly values: readonly string[];
  readonly min: number;
  readonly max: number;
}

/** A registered game, as the server's `/playground/games` tells of it. */
export interface PlayableGame {
  readonly name: string;
  readonly minSeats: number;
  readonly maxSeats: number;
  readonly tickRateHz: number;
  /** What whoever opens a room may choose, by name. */
  readonly settings: Readonly<Record<string, GameSetting>>;
  readonly fingerprint: number;
  readonly schema: GameSchema;
}

/** The definition of a game that no file was generated for. */
export type AnyGame = GameDefinition<EntityTypes, object, EventTypes>;

/** All games of this server, in its order. */
export async function registeredGames(): Promise<readonly PlayableGame[]> {
  const answer = await fetch("games", { cache: "no-store", signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return (await answer.json()) as readonly PlayableGame[];
}

/** What the library needs to know of a game, with the parts that any game may need. */
export function definitionOf({ name, fingerprint }: PlayableGame): AnyGame {
  return { name, fingerprint, parts: { bits, cells } };
}
