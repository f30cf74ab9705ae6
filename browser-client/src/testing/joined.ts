import { joinRoomOn } from "../joinRoom";
import type { JoinOptions, RoomOf } from "../room";
import { ManualPlatform } from "./manualPlatform";
import { PlainDecoder } from "./plainDecoder";
import { type Steer, TestRoom, testGame } from "./testRoom";

export type JoinedRoom = RoomOf<typeof testGame>;

export interface Joined {
  readonly platform: ManualPlatform;
  readonly server: TestRoom;
  readonly room: JoinedRoom;
}

export const still: Steer = { dx: 0, fire: false, aim: 0, weapon: "NONE" };

/** Starts a join in virtual time; the promise settles once `advance` has let the messages pass. */
export function join(platform: ManualPlatform, options: Partial<JoinOptions> = {}): Promise<JoinedRoom> {
  return joinRoomOn(platform, testGame, { player: "Ada", ...options }, (schema) => new PlainDecoder(schema));
}

/** A page in a running room, `latencyMillis` away. */
export async function joined(latencyMillis = 0, options: Partial<JoinOptions> = {}): Promise<Joined> {
  const platform = new ManualPlatform();
  platform.latencyMillis = latencyMillis;
  const server = new TestRoom(platform);
  platform.onSocket = (socket) => server.serve(socket);
  const joining = join(platform, options);
  platform.advance(3 * latencyMillis + 1); // the handshake, the question, the answer
  return { platform, server, room: await joining };
}

/** Draws at 60 Hz for a while; `each` sees every picture. */
export function play(
  { platform, room }: Joined,
  millis: number,
  each: (room: JoinedRoom) => void = () => {},
): void {
  for (let passed = 0; passed < millis; passed += 1000 / 60) {
    platform.advance(1000 / 60);
    room.view(platform.now());
    each(room);
  }
}
