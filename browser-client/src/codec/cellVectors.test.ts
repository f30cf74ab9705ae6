import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { CellDecoder } from "./cellDecoder";
import { mix } from "./entityRows";
import { backEndOf, parseVectors } from "./replayVector";
import { streamHash } from "./streamHash";

const VECTORS = fileURLToPath(
  new URL("../../../shared-protocol/src/test/resources/vectors/cells/", import.meta.url),
);

/** Hash over all streams in view and their predictors; `viewHash` of CellDecoder.java. */
function viewHash(decoder: CellDecoder): number {
  let hash = 0;
  for (const cell of decoder.streams.values()) {
    hash = mix(hash, cell.live === 0 ? 0 : streamHash(cell.state, decoder.codec.codec.kinds, cell.hash()));
  }
  return hash;
}

describe.each(["bits.json", "range.json"])("%s", (file) => {
  const vectors = parseVectors(readFileSync(VECTORS + file, "utf8"));

  it.each(vectors)("decodes $codec, $name to the state that Java has", (vector) => {
    const decoder = new CellDecoder(vector.schema, backEndOf(vector));
    for (const [number, frame] of vector.frames.entries()) {
      const bytes = Uint8Array.from(atob(frame.bytes), (character) => character.charCodeAt(0));
      expect([number, decoder.decode(bytes, 0, bytes.length, frame.keyframe)]).toEqual([number, null]);
      expect([number, decoder.stateHash()]).toEqual([number, frame.stateHash]);
      expect([number, viewHash(decoder)]).toEqual([number, frame.streamHash]);
    }
  });
});
