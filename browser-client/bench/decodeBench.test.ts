import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Vector } from "../src/codec/replayVector";
import { decodeMicros, type Recording } from "./decodeBench";

const VECTORS = new URL(
  "../../shared-protocol/src/test/resources/vectors/delta/random-bits.json",
  import.meta.url,
);

/** A golden vector that is one keyframe and then deltas, as a recording. */
function recording(): Recording {
  const vectors = JSON.parse(readFileSync(VECTORS, "utf8")) as Vector[];
  const { schema, codec, frames } = vectors.find(
    (vector) => vector.frames.filter((f) => f.keyframe).length === 1,
  )!;
  const [keyframe, ...deltas] = frames;
  return {
    schema,
    ticksPerFrame: 1,
    streams: [
      {
        codec,
        keyframe: keyframe!.bytes,
        deltas: deltas.map((frame) => frame.bytes),
        stateHashes: deltas.map((frame) => frame.stateHash!),
      },
    ],
  };
}

it("measures a recording that decodes to what was encoded", () => {
  expect(decodeMicros(recording(), "bits", 0)).toBeGreaterThan(0);
});

it("refuses a recording that decodes to something else", () => {
  const { streams, ...rest } = recording();
  const stateHashes = streams[0]!.stateHashes.map((hash) => hash + 1);
  expect(() => decodeMicros({ ...rest, streams: [{ ...streams[0]!, stateHashes }] }, "bits", 0)).toThrow(
    "Not decoded to what was encoded: frame=1",
  );
});

it("refuses a back end that was not recorded", () => {
  expect(() => decodeMicros(recording(), "range", 0)).toThrow("Not in the recording: codec=range");
});
