import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { CONTEXTS_VERSION } from "../codec/contexts";
import { parseVectors, type VectorFrame } from "../codec/replayVector";
import type { EntityTypes, EventTypes, GameDefinition } from "../game";
import { joinRoomOn } from "../joinRoom";
import type { JoinError, Room } from "../room";
import { ManualPlatform, type ManualSocket } from "../testing/manualPlatform";
import { snapshot, welcome } from "../testing/testRoom";

const VECTORS = fileURLToPath(
  new URL("../../../shared-protocol/src/test/resources/vectors/delta/table-range.json", import.meta.url),
);
const vector = parseVectors(readFileSync(VECTORS, "utf8"))[0]!;
const trained: GameDefinition<EntityTypes, object, EventTypes> = { name: "trained", fingerprint: 5 };
const table = { hash: vector.tableHash!, version: CONTEXTS_VERSION, text: vector.table! };

type AnyRoom = Room<EntityTypes, object, EventTypes>;

/** A page that has said hello, and the socket it did it on. */
function page(platform = new ManualPlatform()): { joining: Promise<AnyRoom>; socket: ManualSocket } {
  const joining = joinRoomOn(platform, trained, { player: "Ada" });
  joining.catch(() => {});
  platform.advance(1);
  return { joining, socket: platform.newestSocket };
}

function welcomeWith(told: object): object {
  return { ...welcome, game: "trained", fingerprint: 5, schema: vector.schema, codec: "range", table: told };
}

/** Sends the recorded stream; the hash of each frame is in its head, so a wrong row is a divergence. */
function stream(platform: ManualPlatform, socket: ManualSocket): void {
  for (const [tick, frame] of vector.frames.entries()) {
    sendFrame(platform, socket, tick, frame);
  }
}

function sendFrame(
  platform: ManualPlatform,
  socket: ManualSocket,
  tick: number,
  { keyframe, stateHash, bytes }: VectorFrame,
  cutBytes = 0,
): void {
  const body = Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0));
  const left = body.subarray(0, body.length - cutBytes);
  socket.sendBinary(snapshot({ tick, keyframe, hash: stateHash!, body: left }));
  platform.advance(33);
}

describe("a room with a table of its own", () => {
  it("is read from its first frame to its last with the table that came with the welcome", async () => {
    const platform = new ManualPlatform();
    const { joining, socket } = page(platform);
    expect(socket.texts[0]).toMatchObject({ type: "join", tables: [] });
    socket.sendText(welcomeWith(table));
    platform.advance(1);
    const room = await joining;
    stream(platform, socket);
    expect(room.stats().divergences).toBe(0);
    expect(room.stats().newestTick).toBe(vector.frames.length - 1);
  });

  it("needs its table only once", async () => {
    const platform = new ManualPlatform();
    const first = page(platform);
    first.socket.sendText(welcomeWith(table));
    platform.advance(1);
    (await first.joining).leave();
    const { joining, socket } = page(platform);
    expect(socket.texts[0]).toMatchObject({ type: "join", tables: [table.hash] });
    socket.sendText(welcomeWith({ hash: table.hash, version: table.version }));
    platform.advance(1);
    const room = await joining;
    stream(platform, socket);
    expect(room.stats().divergences).toBe(0);
    socket.close(1006);
    platform.advance(10_000);
    expect(platform.newestSocket.texts[0]).toMatchObject({ type: "resume", tables: [table.hash] });
  });

  it("asks once for a keyframe when a frame is cut short, and goes on from there", async () => {
    const platform = new ManualPlatform();
    const { joining, socket } = page(platform);
    socket.sendText(welcomeWith(table));
    platform.advance(1);
    const room = await joining;
    const frames = vector.frames;
    for (const tick of [0, 1, 2, 3, 4]) {
      sendFrame(platform, socket, tick, frames[tick]!, tick === 2 ? 1 : 0);
    }
    expect(socket.messages).toEqual(["join", "keyframe"]);
    const last = frames.length - 1;
    expect(frames[last]!.keyframe).toBe(true);
    sendFrame(platform, socket, last, frames[last]!);
    expect(socket.messages).toEqual(["join", "keyframe"]);
    expect(room.stats()).toMatchObject({ newestTick: last, divergences: 1 });
  });

  it.each([
    ["whose text is not what its hash says", { ...table, text: `${table.text}AA== more\n` }],
    ["that is no table", { ...table, text: "" }],
    ["of another version of the codec", { ...table, version: CONTEXTS_VERSION + 1 }],
    ["that this page was never sent", { ...table, text: undefined }],
  ])("is not entered with one %s", async (_, told) => {
    const platform = new ManualPlatform();
    const { joining, socket } = page(platform);
    socket.sendText(welcomeWith(told));
    socket.sendBinary(snapshot({ tick: 0, keyframe: true, body: new Uint8Array(0) }));
    platform.advance(1);
    const { refusal } = await joining.then(
      () => Promise.reject(new Error("It was let in.")),
      (error: JoinError) => error,
    );
    expect(refusal).toMatchObject({ code: "version", closeCode: 4026, reload: true });
    expect(socket.closedByPage).not.toBeNull();
    expect(platform.tableStorage.items.size).toBe(0);
  });

  it.each([undefined, 7, {}, { hash: "1", version: 1 }, { hash: 1, version: 1, text: 7 }])(
    "must be left for a newer page when the welcome says %j of its table",
    async (told) => {
      const platform = new ManualPlatform();
      const { joining, socket } = page(platform);
      socket.sendText(welcomeWith(told as object));
      platform.advance(1);
      await expect(joining).rejects.toMatchObject({ refusal: { code: "version", reload: true } });
    },
  );

  it("must be left for a newer page when it is packed in bits, for which the generated game has no part", async () => {
    const platform = new ManualPlatform();
    const { joining, socket } = page(platform);
    socket.sendText({ ...welcomeWith({}), codec: "bits" });
    platform.advance(1);
    await expect(joining).rejects.toMatchObject({ refusal: { code: "version", reload: true } });
  });
});
