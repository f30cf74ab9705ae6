import type { EntityTypes, EventTypes, GameDefinition } from "../game";
import { decoderOf } from "../joinRoom";
import { browserPlatform, type Platform } from "../platform";
import type { ToServer, Welcome } from "../protocol/protocol";
import type { DecoderFactory } from "../protocol/snapshotDecoder";
import type { SpectatedRoom, SpectateOptions } from "../room";
import { RoomClient } from "../roomClient";

class SpectatorClient<E extends EntityTypes, I extends object, V extends EventTypes>
  extends RoomClient<E, I, V>
  implements SpectatedRoom<E, V>
{
  delayMillis = 0;
  startsAtMillis = 0;

  override joinMessage(lastRoom: string | null, ticket: string | undefined): ToServer {
    const message = super.joinMessage(null, ticket) as Extract<ToServer, { type: "join" }>;
    return { ...message, room: (message.room ?? lastRoom)!, spectate: true };
  }

  override welcomed(welcome: Welcome): void {
    const { delayMillis, startsInMillis } = welcome.spectator!;
    this.delayMillis = delayMillis;
    this.startsAtMillis = this.now() + startsInMillis;
    super.welcomed(welcome);
  }
}

/** Watches a room of this game without a seat. Rejects as `joinRoom` does; a lost connection comes back by itself. */
export function watchRoom<E extends EntityTypes, I extends object, V extends EventTypes>(
  game: GameDefinition<E, I, V>,
  options: SpectateOptions,
): Promise<SpectatedRoom<E, V>> {
  return watchRoomOn(browserPlatform(), game, options);
}

/** As `watchRoom`, in other surroundings than a browser. */
export function watchRoomOn<E extends EntityTypes, I extends object, V extends EventTypes>(
  platform: Platform,
  game: GameDefinition<E, I, V>,
  options: SpectateOptions,
  makeDecoder: DecoderFactory = decoderOf(game),
): Promise<SpectatedRoom<E, V>> {
  const client = new SpectatorClient(platform, game, { ...options, storage: null }, makeDecoder);
  return client.join() as Promise<unknown> as Promise<SpectatorClient<E, I, V>>;
}
