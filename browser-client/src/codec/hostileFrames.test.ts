import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DeltaDecoder } from "./deltaDecoder";
import { decoderOf, parseVectors } from "./replayVector";
import { type GameSchema, levelsOf } from "./schema";

const FOLDER = fileURLToPath(
  new URL("../../../shared-protocol/src/test/resources/vectors/delta/", import.meta.url),
);
const vectors = ["random-bits.json", "random-range.json"].flatMap((file) =>
  parseVectors(readFileSync(FOLDER + file, "utf8")),
);
const CASES = Number(process.env["FUZZ_CASES"] ?? 500);

const streams = vectors.map(({ frames }) =>
  frames.map((frame) => Uint8Array.from(Buffer.from(frame.bytes, "base64"))),
);

function strayValues(decoder: DeltaDecoder, schema: GameSchema): number[] {
  const { kinds, values, stride, end } = decoder.rows;
  const strays: number[] = [];
  for (let slot = 0; slot < end; slot++) {
    for (const [i, field] of (schema.entities[kinds[slot]!]?.fields ?? []).entries()) {
      const levels = field.kind === "reference" ? schema.maxEntities + 1 : levelsOf(field);
      const value = values[slot * stride + i]!;
      if (value < 0 || value >= levels) {
        strays.push(value);
      }
    }
  }
  return strays;
}

/** Flips, cuts, lengthens or overwrites. */
const damage = fc.record({
  flips: fc.array(fc.nat(), { maxLength: 3 }),
  cut: fc.option(fc.nat(), { freq: 3 }),
  tail: fc.uint8Array({ maxLength: 3 }),
});

describe("damaged frames", () => {
  it("end in rows within their fields, or in one error", () => {
    fc.assert(
      fc.property(fc.nat(vectors.length - 1), fc.nat(), damage, (which, at, { flips, cut, tail }) => {
        const { schema, frames } = vectors[which]!;
        const decoder = decoderOf(vectors[which]!);
        const stop = at % frames.length;
        for (let i = 0; i < stop; i++) {
          const sound = streams[which]![i]!;
          decoder.decode(sound, 0, sound.length, frames[i]!.keyframe);
        }
        const good = streams[which]![stop]!;
        const bytes = new Uint8Array([
          ...good.subarray(0, cut === null ? good.length : cut % (good.length + 1)),
          ...tail,
        ]);
        for (const flip of flips) {
          if (bytes.length > 0) {
            const place = (flip >> 3) % bytes.length;
            bytes[place] = bytes[place]! ^ (1 << (flip & 7));
          }
        }
        const error = decoder.decode(bytes, 0, bytes.length, frames[stop]!.keyframe);
        if (error !== null) {
          expect(decoder.decode(good, 0, good.length, false)).toBe("NO_KEYFRAME");
        } else {
          expect(strayValues(decoder, schema)).toEqual([]);
        }
      }),
      { numRuns: CASES, seed: 7 },
    );
  }, 600_000);
});
