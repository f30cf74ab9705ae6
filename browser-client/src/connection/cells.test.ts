import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parseVectors, type VectorFrame } from "../codec/replayVector";
import type { EntityTypes, EventTypes, GameDefinition } from "../game";
import { joinRoomOn } from "../joinRoom";
import { bits } from "../parts/bits";
import { cells } from "../parts/cells";
import type { Room } from "../room";
import { ManualPlatform, type ManualSocket } from "../testing/manualPlatform";
import { snapshot, welcome } from "../testing/testRoom";

const VECTORS = fileURLToPath(
  new URL("../../../shared-protocol/src/test/resources/vectors/cells/bits.json", import.meta.url),
);
const vector = parseVectors(readFileSync(VECTORS, "utf8"))[3]!; // a view that stays, and begins once
const large: GameDefinition<EntityTypes, object, EventTypes> = {
  name: "large",
  fingerprint: 5,
  parts: { bits, cells },
};

async function joined(platform: ManualPlatform): Promise<{
  room: Room<EntityTypes, object, EventTypes>;
  socket: ManualSocket;
}> {
  const joining = joinRoomOn(platform, large, { player: "Ada" });
  platform.advance(1);
  const socket = platform.newestSocket;
  socket.sendText({ ...welcome, game: "large", fingerprint: 5, schema: vector.schema, codec: "bits" });
  platform.advance(1);
  return { room: await joining, socket };
}

/** The hash of each frame is in its head, so that a wrong row is a divergence. */
function send(
  platform: ManualPlatform,
  socket: ManualSocket,
  tick: number,
  { isKeyframe, stateHash, bytes }: VectorFrame,
): void {
  socket.sendBinary(snapshot({ tick, keyframe: isKeyframe, hash: stateHash!, body: bytes }));
  platform.advance(33);
}

describe("a room with interest cells", () => {
  it("is read from its first frame to its last, and drawn meanwhile", async () => {
    const platform = new ManualPlatform();
    const { room, socket } = await joined(platform);
    let most = 0;
    for (const [tick, frame] of vector.frames.entries()) {
      send(platform, socket, tick, frame);
      const seen = Object.values(room.view(platform.now()) as Record<string, readonly unknown[]>);
      most = Math.max(most, seen.flat().length);
    }
    expect(room.stats()).toMatchObject({ divergences: 0, newestTick: vector.frames.length - 1 });
    expect(most).toBeGreaterThan(0);
  });

  it("asks once for a keyframe after a frame that nobody can have sent, then says so in words", async () => {
    const platform = new ManualPlatform();
    const { room, socket } = await joined(platform);
    const [first, second] = vector.frames as [VectorFrame, VectorFrame];
    send(platform, socket, 0, first);
    send(platform, socket, 1, { ...second, bytes: second.bytes.subarray(0, 1).map(() => 0xff) });
    expect(socket.messages).toEqual(["join", "keyframe"]);
    send(platform, socket, 2, first);
    expect(room.stats()).toMatchObject({ newestTick: 2, divergences: 1 });
    send(platform, socket, 3, { ...second, bytes: second.bytes.subarray(0, 1).map(() => 0xff) });
    expect(room.connection).toMatchObject({ state: "reconnecting" });
  });

  it("is not entered by a page that was built without them", async () => {
    const platform = new ManualPlatform();
    const { parts: _, ...bare } = large;
    const joining = joinRoomOn(platform, bare, { player: "Ada" });
    const refused = expect(joining).rejects.toMatchObject({ refusal: { closeCode: 4026, reload: true } });
    platform.advance(1);
    platform.newestSocket.sendText({
      ...welcome,
      game: "large",
      fingerprint: 5,
      schema: vector.schema,
      codec: "bits",
    });
    platform.advance(1);
    await refused;
  });
});
