import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { CellDecoder } from "./cellDecoder";
import { backEndOf, parseVectors, type Vector, type VectorFrame } from "./replayVector";

const VECTORS = fileURLToPath(
  new URL("../../../shared-protocol/src/test/resources/vectors/cells/", import.meta.url),
);
const ROUNDS = 12; // of damage, for each room

/** Numbers from 0 to `below - 1`, the same for the same seed. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function bytesOf({ bytes }: VectorFrame): Uint8Array {
  return Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0));
}

/** The ways in which bytes go wrong: cut short, something behind, other bytes, other bits. */
function damaged(frame: Uint8Array, pick: (below: number) => number): Uint8Array {
  switch (pick(4)) {
    case 0:
      return frame.slice(0, pick(frame.length + 1));
    case 1:
      return Uint8Array.from([...frame, ...Array.from({ length: 1 + pick(3) }, () => pick(256))]);
    case 2:
      return frame.map((byte) => (pick(4) === 0 ? pick(256) : byte));
    default:
      return frame.map((byte) => (pick(frame.length) < 2 ? byte ^ (1 << pick(8)) : byte));
  }
}

/** Spoils one frame of a stream; whatever that leads to, the next keyframe puts everything right. */
function spoil(vector: Vector, pick: (below: number) => number): void {
  const decoder = new CellDecoder(vector.schema, backEndOf(vector));
  const spoiled = pick(vector.frames.length);
  let isExact = true;
  for (const [number, frame] of vector.frames.entries()) {
    const bytes = number === spoiled ? damaged(bytesOf(frame), pick) : bytesOf(frame);
    const before: boolean = isExact;
    const error = decoder.decode(bytes, 0, bytes.length, frame.keyframe);
    isExact = number !== spoiled && (frame.keyframe || before);
    if (isExact) {
      expect([number, error, decoder.stateHash()]).toEqual([number, null, frame.stateHash]);
    } else if (error !== null) {
      const next = bytesOf(vector.frames[0]!);
      expect(decoder.decode(next, 0, next.length, false)).toBe("NO_KEYFRAME");
      expect(decoder.rows.live).toBe(0);
    } else {
      expectValid(decoder, vector);
    }
  }
}

function expectValid({ rows }: CellDecoder, { schema }: Vector): void {
  for (let id = 0; id < rows.end; id++) {
    const kind = schema.entities[rows.kinds[id]!];
    for (let field = 0; field < (kind?.fields.length ?? 0); field++) {
      expect(rows.values[id * rows.stride + field]!).toBeGreaterThanOrEqual(0);
    }
  }
}

describe.each(["bits.json", "range.json"])("damaged frames of %s", (file) => {
  const vectors = parseVectors(readFileSync(VECTORS + file, "utf8"));

  it.each(vectors)("end in a valid frame or in one error: $name", (vector) => {
    for (let round = 0; round < ROUNDS; round++) {
      spoil(vector, random(round + 1));
    }
  });

  it("are refused where the view is not one of the grid", () => {
    const decoder = new CellDecoder(vectors[0]!.schema, backEndOf(vectors[0]!));
    expect(decoder.decode(Uint8Array.of(0, 1, 100, 0, 1, 1), 0, 6, true)).toBe("CELL");
    expect(decoder.decode(Uint8Array.of(0, 0), 0, 2, true)).toBe("CELL");
  });
});
