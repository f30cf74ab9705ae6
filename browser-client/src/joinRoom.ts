import type { EntityTypes, EventTypes, GameDefinition } from "./game";
import { JoinError, type JoinOptions, type Room } from "./room";

/** Takes a seat in a room of this game; rejects with a {@link JoinError} that says why not. */
export function joinRoom<E extends EntityTypes, I extends object, V extends EventTypes>(
  game: GameDefinition<E, I, V>,
  options: JoinOptions,
): Promise<Room<E, I, V>> {
  return Promise.reject(
    new JoinError({
      code: "unreachable",
      message: `${options.player} cannot join ${game.name}: the connection is not here yet.`,
      closeCode: 1006,
      retryAfterMillis: 0,
      reload: false,
    }),
  );
}
