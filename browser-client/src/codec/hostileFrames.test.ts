import { describe, expect, it } from "vitest";
import { damaged, firstWrong, fuzzCases, type SeededRandom } from "../testing/fuzzing.node";
import { vectorFiles } from "../testing/vectors.node";
import { BitReader } from "./bitReader";
import type { DeltaDecoder } from "./deltaDecoder";
import { FREE } from "./entityRows";
import { RangeReader } from "./rangeReader";
import { bytesOf, decoderOf, type Vector } from "./replayVector";
import { type GameSchema, levelsOf } from "./schema";

const CASES = fuzzCases(5_000); // for each back end
const MOST_DELTAS = 3; // sound ones, between a keyframe and the damage

/** A sound stream of a golden vector, to be damaged. */
interface Stream {
  readonly vector: Vector;
  readonly decoder: DeltaDecoder;
  readonly frames: readonly Uint8Array[];
  /** Numbers of the keyframes that a delta follows. */
  readonly keyframes: readonly number[];
}

const vectors = vectorFiles()
  .flatMap((file) => file.vectors)
  .filter(
    ({ schema, frames }) => schema.maxEntities < 1000 && frames.every(({ error }) => error === undefined),
  );

function streamOf(vector: Vector): Stream {
  const keyframes = [...vector.frames.keys()].filter(
    (i) => vector.frames[i]!.keyframe && vector.frames[i + 1]?.keyframe === undefined,
  );
  const frames = [...vector.frames.keys()].map((i) => bytesOf(vector, i));
  return {
    vector,
    decoder: decoderOf(vector),
    frames,
    keyframes: keyframes.filter((i) => i + 1 < frames.length),
  };
}

/** Counts what decoders ask of their readers: the measure of their time that no clock disturbs. */
function countCalls(): { calls: number } {
  const count = { calls: 0 };
  for (const reader of [BitReader, RangeReader] as readonly { readonly prototype: object }[]) {
    const methods = reader.prototype as Record<string, (...values: number[]) => number>;
    for (const name of ["bit", "unsigned", "signed", "raw"]) {
      const original = methods[name];
      if (original === undefined) {
        throw new Error(`The readers have changed, and who counts their calls has not: ${name}`);
      }
      methods[name] = function (this: unknown, ...values: number[]): number {
        count.calls++;
        return original.apply(this, values);
      };
    }
  }
  return count;
}

/** As CountingReader.java has it; a number may ask for 31 bits. */
function mostCalls({ entities, maxEntities }: GameSchema): number {
  const fields = Math.max(0, ...entities.map((kind) => kind.fields.length));
  const remembered = entities.reduce((sum, kind) => sum + 64 + kind.fields.length, 0);
  return 32 * (8 + remembered + maxEntities * (48 + 22 * fields));
}

/** What is wrong with the rows of an accepted frame, or null. */
function strayValue({ rows }: DeltaDecoder, schema: GameSchema): string | null {
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

describe.each(["bits", "range"])("damaged frames of %s", (codec) => {
  const streams = vectors.filter((vector) => vector.codec === codec).map(streamOf);

  /** One keyframe, some sound deltas, then a damaged frame; what went wrong, or null. */
  function attack(random: SeededRandom): string | null {
    const { vector, decoder, frames, keyframes } = random.of(streams);
    const start = random.of(keyframes);
    const sound = (at: number): boolean => {
      const { keyframe = false, streamHash } = vector.frames[at]!;
      const bytes = frames[at]!;
      return decoder.decode(bytes, 0, bytes.length, keyframe) === null && decoder.streamHash() === streamHash;
    };
    let at = start;
    do {
      if (!sound(at++)) {
        return `${vector.name}: the sound frame ${at - 1} is not decoded`;
      }
    } while (at < start + random.below(MOST_DELTAS + 1) && at + 1 < frames.length);
    const bytes = damaged(frames[at]!, random.below(4) === 0 ? random.of(streams).frames : frames, random);
    const isKeyframe = (vector.frames[at]!.keyframe ?? false) !== (random.below(24) === 0);
    count.calls = 0;
    const error = decoder.decode(bytes, 0, bytes.length, isKeyframe);
    if (count.calls > mostCalls(vector.schema)) {
      return `${vector.name}: asks for ${count.calls} values`;
    }
    if (error === null) {
      return strayValue(decoder, vector.schema);
    }
    const next = frames[start + 1]!;
    for (let i = 0; i < 2; i++) {
      if (decoder.decode(next, 0, next.length, false) !== "NO_KEYFRAME") {
        return `${vector.name}: takes a delta after ${error}`;
      }
    }
    return sound(start) && sound(start + 1)
      ? null
      : `${vector.name}: the next keyframe does not heal ${error}`;
  }

  it("end in rows within their fields or in one error, and the next keyframe heals", () => {
    expect(firstWrong(CASES, attack)).toBeNull();
    expect(count.calls).toBeGreaterThan(0);
  }, 3_600_000);
});
