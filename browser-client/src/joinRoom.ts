import { DeltaDecoder } from "./codec/deltaDecoder";
import type { EntityTypes, EventTypes, GameDefinition } from "./game";
import { browserPlatform, type Platform } from "./platform";
import type { DecoderFactory } from "./protocol/snapshotDecoder";
import type { JoinOptions, Room } from "./room";
import { RoomClient } from "./roomClient";

/**
 * Takes a seat in a room of this game, or takes back the one that this tab had before a reload. Rejects with a
 * `JoinError` that says why not; a server that cannot be reached is tried for ten seconds.
 */
export function joinRoom<E extends EntityTypes, I extends object, V extends EventTypes>(
  game: GameDefinition<E, I, V>,
  options: JoinOptions,
): Promise<Room<E, I, V>> {
  return joinRoomOn(browserPlatform(), game, options);
}

/** As `joinRoom`, in other surroundings than a browser: tests and bots. */
export function joinRoomOn<E extends EntityTypes, I extends object, V extends EventTypes>(
  platform: Platform,
  game: GameDefinition<E, I, V>,
  options: JoinOptions,
  makeDecoder: DecoderFactory = decoderOf(game),
): Promise<Room<E, I, V>> {
  return new RoomClient(platform, game, options, makeDecoder).join();
}

/** Reads what a room of this game sends. */
export function decoderOf(game: Pick<GameDefinition<never, never, never>, "parts">): DecoderFactory {
  return (schema, backEnd) =>
    schema.cells === undefined ? new DeltaDecoder(schema, 1, backEnd) : game.parts!.cells!(schema, backEnd);
}
