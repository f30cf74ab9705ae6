import { describe, expect, it } from "vitest";
import { rangeCoded } from "../src/codec/backEnd";
import { parseTable } from "../src/codec/coderTable";
import { DeltaDecoder } from "../src/codec/deltaDecoder";
import { GENERIC_TABLE } from "../src/codec/genericTable";
import { parseVectors, type Vector } from "../src/codec/replayVector";
import { bits } from "../src/parts/bits";
import { vectorFile, vectorFiles } from "../src/testing/vectors.node";
import { BitsMeter } from "./bitsMeter";

const streams = vectorFiles()
  .flatMap((file) => parseVectors(vectorFile(file)))
  .filter(({ schema }) => schema.cells === undefined);

function decode({ schema, codec, table, ticksPerFrame, frames }: Vector, meter: BitsMeter): number[] {
  const backEnd = codec === "bits" ? bits : rangeCoded(parseTable(table ?? GENERIC_TABLE));
  const decoder = new DeltaDecoder(schema, ticksPerFrame, meter.measured(backEnd));
  const hashes: number[] = [];
  for (const { isKeyframe, bytes, error } of frames) {
    if (error !== null) return hashes; // what follows is of hostile streams
    decoder.decode(bytes, 0, bytes.length, isKeyframe);
    meter.message(bytes.length);
    hashes.push(decoder.stateHash());
  }
  return hashes;
}

describe.each(["range", "bits"] as const)("of frames that are %s coded", (codec) => {
  const vectors = streams.filter((vector) => vector.codec === codec && vector.frames.length > 20);

  it("the lines add up to the bytes of the messages, and rounding is a byte or so of each", () => {
    expect(vectors.length).toBeGreaterThan(0);
    for (const vector of vectors) {
      const meter = new BitsMeter();
      decode(vector, meter);
      const lines = meter.lines();
      const sum = lines.reduce((total, { value }) => total + value, 0);
      expect(sum).toBeCloseTo(meter.bytesPerMessage, 6);
      const rounding = lines.find(({ name }) => name === "frame: whole bytes")!.value;
      expect(Math.abs(rounding), vector.name).toBeLessThan(1.5);
    }
  });

  it("what is decoded through the meter is what the server encoded", () => {
    for (const vector of vectors) {
      const told = vector.frames.map(({ stateHash }) => stateHash);
      decode(vector, new BitsMeter()).forEach((hash, i) => {
        if (told[i] !== null) expect(hash | 0).toBe(told[i]! | 0);
      });
    }
  });
});

it("forgets what is older than five seconds", () => {
  const meter = new BitsMeter();
  meter.charge("ship: x", 80);
  meter.message(0);
  for (let second = 0; second < 4; second++) meter.turn();
  expect(meter.lines().find(({ name }) => name === "ship: x")?.value).toBe(10);
  meter.turn();
  expect(meter.lines()).toEqual([]);
});
