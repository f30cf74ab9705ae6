import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type * as Replay from "./replayVector";
import { parseVectors } from "./replayVector";

// Proves that the golden vectors notice each of these slips in the decoder; one that they miss wants a new vector.
const SLIPS: readonly (readonly [file: string, right: string, wrong: string])[] = [
  ["motion.ts", "turnRates[slot * turns + angle]! >> 8", "(turnRates[slot * turns + angle]! / 256) | 0"],
  ["motion.ts", "-(rate >> 2)", "-((rate / 4) | 0)"],
  ["motion.ts", "clamped(positions[at]! + velocities[at]!, field.last)", "positions[at]! + velocities[at]!"],
  ["motion.ts", "> field.teleport", ">= field.teleport"],
  ["motion.ts", "Math.max(Math.abs(field.residual), Math.abs(partner))", "Math.abs(field.residual)"],
  ["motion.ts", "levels >> 4", "levels >> 5"],
  ["motion.ts", "field.residual << field.subBits", "field.residual * 255"],
  ["updateSyntax.ts", "ballistic && axis < 2 && steered[slot] === 0", "false"],
  ["updateSyntax.ts", "& 3) + 2)", "& 3) + 1)"],
  ["motion.ts", "Math.max(0, (state.activities[slot]! & 3) - 1)", "0"],
  ["history.ts", "(turned === 0 ? 0 : 8)", "0"],
  ["history.ts", "(moved === 0 ? 0 : 4)", "0"],
  ["updateSyntax.ts", "isRelaunched ? movedBeside : moved", "moved"],
  ["motion.ts", "history === 0 && ", ""],
  ["motion.ts", "Math.min(8, 28 - bits)", "8"],
  ["history.ts", "Math.min(7, ", "Math.min(15, "],
  ["history.ts", "residual > 0 ? 1 : 2", "residual > 0 ? 2 : 1"],
  ["history.ts", "lengths === 0 ? 0 : (history & ~LENGTHS) | lengths", "(history & ~LENGTHS) | lengths"],
  ["history.ts", "Math.min(3, ", "Math.min(4, "],
  ["streamState.ts", "((1 << subBits) >> 1)", "((1 << subBits) >> 2)"],
  ["launchMemory.ts", "Math.floor((length * part) / 16384)", "Math.trunc((length * part) / 16384)"],
  ["launchMemory.ts", "Math.max(0, speed - 1)", "speed"],
  ["deltaCodec.ts", "run > 0", "run > 1"],
  ["deltaCodec.ts", "(state.frame + 1) & 0xff", "state.frame + 1"],
  ["updateSyntax.ts", "residual < -half", "residual <= -half"],
  [
    "updateSyntax.ts",
    "(moved && reader.bit(kind.othersChanged) === 0)",
    "reader.bit(kind.othersChanged) === 0",
  ],
  ["updateSyntax.ts", "(length >= 3 ? 1 : 0)", "(length > 3 ? 1 : 0)"],
  ["updateSyntax.ts", "const other = axis ^ 1", "const other = axis - 1"],
  ["spawnSyntax.ts", "distance < MAX_REACH", "false"],
  ["spawnSyntax.ts", "owner !== slot", "true"],
  ["elements.ts", "(state.rows.kinds[slot] === FREE) === areFree", "true"],
  ["elements.ts", "value < levels", "value <= levels"],
  ["elements.ts", "count > most", "count > most + 1"],
  ["launchMemory.ts", "0112223334444", "0111223334444"],
  ["bitReader.ts", "this.raw(left) !== 0", "false"],
  ["rangeReader.ts", " || this.padded", ""],
  ["rangeReader.ts", "LENGTH_NODES + lastSign", "LENGTH_NODES"],
  ["rangeReader.ts", "this.interval[CODE]! < bound", "this.interval[CODE]! <= bound"],
  ["coderTable.ts", "(capped & 7)", "(capped & 3)"],
  ["coderTable.ts", "code - LAST_CODE", "code - LAST_CODE - 1"],
  ["coderTable.ts", "own?.[i] ?? alike?.[i]", "alike?.[i] ?? own?.[i]"],
  ["coderTable.ts", "~crc", "crc"],
];
const CODEC = fileURLToPath(new URL(".", import.meta.url));
const MUTANTS = fileURLToPath(new URL("../../target/mutants/", import.meta.url));
const VECTORS = fileURLToPath(
  new URL("../../../shared-protocol/src/test/resources/vectors/delta/", import.meta.url),
);
// Without the largest one, which takes longer than all others together.
const vectors = ["directed-bits", "directed-range", "random-bits", "random-range", "table-range"]
  .flatMap((name) => parseVectors(readFileSync(`${VECTORS}${name}.json`, "utf8")))
  .filter((vector) => vector.name !== "full room");

/** Whether some vector fails; a slip that throws is noticed as well. */
async function isNoticed(folder: string): Promise<boolean> {
  const { decoderOf, replayVector } = (await import(
    /* @vite-ignore */ `${folder}/replayVector.ts`
  )) as typeof Replay;
  return vectors.some((vector) => {
    try {
      return replayVector(vector, decoderOf(vector)) !== null;
    } catch {
      return true;
    }
  });
}

describe("the golden vectors", () => {
  afterAll(() => rmSync(MUTANTS, { recursive: true, force: true }));

  it.each(SLIPS)(
    "notice in %s that %s has become %s",
    async (file, right, wrong) => {
      const folder = `${MUTANTS}${SLIPS.findIndex((slip) => slip[0] === file && slip[1] === right)}`;
      mkdirSync(folder, { recursive: true });
      cpSync(CODEC, folder, { recursive: true, filter: (path) => !path.endsWith(".test.ts") });
      const source = readFileSync(`${folder}/${file}`, "utf8");
      expect(source).toContain(right);
      writeFileSync(`${folder}/${file}`, source.replace(right, wrong));
      expect(await isNoticed(folder)).toBe(true);
    },
    120_000,
  );
});
