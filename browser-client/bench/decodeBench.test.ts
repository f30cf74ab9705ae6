import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { decoderOf, parseVectors } from "../src/codec/replayVector";
import { decodeMicros, type Recording } from "./decodeBench";

const VECTORS = new URL(
  "../../shared-protocol/src/test/resources/vectors/delta/random-bits.json",
  import.meta.url,
);

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

/** A golden vector that is one keyframe and then deltas, as a recording. */
function recording(): Recording {
  const vector = parseVectors(readFileSync(VECTORS, "utf8")).find(
    ({ frames }) => frames.filter(({ isKeyframe }) => isKeyframe).length === 1,
  )!;
  const decoder = decoderOf(vector);
  const stateHashes = vector.frames.map(({ bytes, isKeyframe }) => {
    decoder.decode(bytes, 0, bytes.length, isKeyframe);
    return decoder.stateHash();
  });
  const [keyframe, ...deltas] = vector.frames.map(({ bytes }) => base64(bytes));
  return {
    schema: vector.schema,
    ticksPerFrame: 1,
    streams: [{ codec: vector.codec, keyframe: keyframe!, deltas, stateHashes: stateHashes.slice(1) }],
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
