import { describe, expect, it } from "vitest";
import { damaged, firstWrong, fuzzCases, type SeededRandom } from "../testing/fuzzing.node";
import { vectorFile, vectorFiles } from "../testing/vectors.node";
import { BitReader } from "./bitReader";
import type { CellDecoder } from "./cellDecoder";
import type { DeltaDecoder } from "./deltaDecoder";
import { FREE } from "./entityRows";
import { RangeReader } from "./rangeReader";
import { decoderOf, hashOf, parseVectors, type Vector } from "./replayVector";
import { type GameSchema, levelsOf, roomKinds } from "./schema";

const CASES = fuzzCases(3_000); // for each back end, with and without cells
const MOST_DELTAS = 3; // sound ones, between a keyframe and the damage

/** A sound stream of a golden vector, to be damaged. */
interface Stream {
  readonly vector: Vector;
  readonly decoder: DeltaDecoder | CellDecoder;
  readonly sound: readonly Uint8Array[];
  /** Numbers of the keyframes that a delta follows. */
  readonly keyframes: readonly number[];
}

const vectors = vectorFiles()
  .flatMap((file) => parseVectors(vectorFile(file)))
  .filter(({ schema, frames }) => schema.maxEntities < 1000 && frames.every(({ error }) => error === null));

function streamOf(vector: Vector): Stream {
  const { frames } = vector;
  const keyframes = [...frames.keys()].filter(
    (i) => frames[i]!.isKeyframe && frames[i + 1] !== undefined && !frames[i + 1]!.isKeyframe,
  );
  return { vector, decoder: decoderOf(vector), sound: frames.map(({ bytes }) => bytes), keyframes };
}

/** Counts what decoders ask of their readers: the measure of their time that no clock disturbs. */
function countCalls(): { calls: number } {
  const count = { calls: 0 };
  for (const { prototype } of [BitReader, RangeReader]) {
    const { bit, unsigned, signed, raw } = prototype;
    prototype.bit = function (context): number {
      count.calls++;
      return bit.call(this, context);
    };
    prototype.unsigned = function (context): number {
      count.calls++;
      return unsigned.call(this, context);
    };
    prototype.signed = function (context, lastSign): number {
      count.calls++;
      return signed.call(this, context, lastSign);
    };
    prototype.raw = function (bits): number {
      count.calls++;
      return raw.call(this, bits);
    };
  }
  return count;
}

/** As CountingReader.java has it; a number may ask for 31 bits, a room with cells for a base and arrivals of each. */
function mostCalls(schema: GameSchema): number {
  const kinds = roomKinds(schema);
  const fields = Math.max(0, ...kinds.map((kind) => kind.fields.length));
  const remembered = kinds.reduce((sum, kind) => sum + 64 + kind.fields.length, 0);
  const { columns = 0, rows = 0 } = schema.cells ?? {};
  return 32 * 2 * (1 + columns * rows) * (8 + remembered + schema.maxEntities * (48 + 22 * fields));
}

/** What is wrong with the rows of an accepted frame, or null. */
function strayValue({ rows }: DeltaDecoder | CellDecoder, schema: GameSchema): string | null {
  let live = 0;
  let end = 0;
  for (let slot = 0; slot < schema.maxEntities; slot++) {
    const kind = rows.kinds[slot]!;
    if (kind === FREE) {
      continue;
    }
    live++;
    end = slot + 1;
    for (const [i, field] of schema.entities[kind]!.fields.entries()) {
      const levels = field.kind === "reference" ? schema.maxEntities + 1 : levelsOf(field);
      const value = rows.values[slot * rows.stride + i]!;
      if (value < 0 || value >= levels) {
        return `slot ${slot}, ${field.name}: ${value}`;
      }
    }
  }
  return live === rows.live && end === rows.end ? null : `live ${rows.live}, end ${rows.end}`;
}

const count = countCalls();

describe.each([
  ["bits", false],
  ["range", false],
  ["bits", true],
  ["range", true],
])("damaged frames of %s, with cells: %s", (codec, inCells) => {
  const streams = vectors
    .filter((vector) => vector.codec === codec && (vector.schema.cells !== undefined) === inCells)
    .map(streamOf);

  /** One keyframe, some sound deltas, then a damaged frame; what went wrong, or null. */
  function attack(random: SeededRandom): string | null {
    const { vector, decoder, sound, keyframes } = random.of(streams);
    const { name, schema, frames } = vector;
    const start = random.of(keyframes);
    const isDecoded = (at: number): boolean => {
      const { isKeyframe, bytes, streamHash } = frames[at]!;
      return decoder.decode(bytes, 0, bytes.length, isKeyframe) === null && hashOf(decoder) === streamHash;
    };
    let at = start;
    do {
      if (!isDecoded(at++)) {
        return `${name}: the sound frame ${at - 1} is not decoded`;
      }
    } while (at < start + random.below(MOST_DELTAS + 1) && at + 1 < frames.length);
    const bytes = damaged(sound[at]!, random.below(4) === 0 ? random.of(streams).sound : sound, random);
    const isKeyframe = frames[at]!.isKeyframe !== (random.below(24) === 0);
    count.calls = 0;
    const error = decoder.decode(bytes, 0, bytes.length, isKeyframe);
    if (count.calls > mostCalls(schema)) {
      return `${name}: asks for ${count.calls} values`;
    }
    if (error === null) {
      return strayValue(decoder, schema);
    }
    const next = sound[start + 1]!;
    for (let i = 0; i < 2; i++) {
      if (decoder.decode(next, 0, next.length, false) !== "NO_KEYFRAME") {
        return `${name}: takes a delta after ${error}`;
      }
    }
    return isDecoded(start) && isDecoded(start + 1)
      ? null
      : `${name}: the next keyframe does not heal ${error}`;
  }

  it("end in rows within their fields or in one error, and the next keyframe heals", () => {
    expect(firstWrong(CASES, attack)).toBeNull();
    expect(count.calls).toBeGreaterThan(0);
  }, 3_600_000);
});
