import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type * as Replay from "./replayVector";

// Proves that the golden vectors notice each of these slips in the decoder; one that they miss wants a new vector.
const SLIPS: readonly (readonly [file: string, right: string, wrong: string])[] = [
  ["motion.ts", "(rate >> 8)", "((rate / 256) | 0)"],
  ["motion.ts", "rate -= rate >> 2", "rate -= (rate / 4) | 0"],
  ["motion.ts", "Math.min(last, Math.max(0, state.positions[at]! + ", "((state.positions[at]! + "],
  ["motion.ts", "> kind.teleports[axis]! ||", ">= kind.teleports[axis]! ||"],
  ["motion.ts", "partner > kind.teleports[axis]!", "false"],
  ["motion.ts", "levels >> 4", "levels >> 5"],
  ["motion.ts", "+ (residual << subBits)", "+ residual * 255"],
  ["motion.ts", "kind.ballistic && axis < 2 && state.steered[slot] === 0", "false"],
  ["motion.ts", "Math.min(3, state.activities[slot]! + 2)", "Math.min(3, state.activities[slot]! + 1)"],
  ["motion.ts", "Math.max(0, state.activities[slot]! - 1)", "0"],
  ["motion.ts", "history === 0 && ", ""],
  ["motion.ts", "Math.min(8, 28 - bits)", "8"],
  ["history.ts", "Math.min(7, ", "Math.min(15, "],
  ["history.ts", "residual > 0 ? 1 : 2", "residual > 0 ? 2 : 1"],
  ["history.ts", "lengths === 0 ? 0 : (history & ~LENGTHS) | lengths", "(history & ~LENGTHS) | lengths"],
  ["streamState.ts", "((1 << subBits) >> 1)", "((1 << subBits) >> 2)"],
  ["launchMemory.ts", "Math.floor((length * part) / 16384)", "Math.trunc((length * part) / 16384)"],
  ["launchMemory.ts", "Math.max(0, speed - 1)", "speed"],
  ["deltaCodec.ts", "run > 0", "run > 1"],
  ["updateSyntax.ts", "residual < -(levels >> 1)", "residual <= -(levels >> 1)"],
  [
    "updateSyntax.ts",
    "(moved && reader.bit(kind.othersChanged) === 0)",
    "reader.bit(kind.othersChanged) === 0",
  ],
  ["updateSyntax.ts", "(length >= 3 ? 1 : 0)", "(length > 3 ? 1 : 0)"],
  ["updateSyntax.ts", "const other = axis ^ 1", "const other = axis - 1"],
  ["deltaCodec.ts", "(state.frame + 1) & 0xff", "state.frame + 1"],
  ["spawnSyntax.ts", "< MAX_REACH", "< 0"],
  ["deltaCodec.ts", "slot >= this.capacity || rows.kinds[slot] !== FREE", "slot >= this.capacity"],
  ["bitReader.ts", "this.current !== 0", "false"],
  ["rangeReader.ts", " || this.padded", ""],
  ["rangeReader.ts", "LENGTH_NODES + lastSign", "LENGTH_NODES"],
  ["rangeReader.ts", "this.code < bound", "this.code <= bound"],
  ["coderTable.ts", "(capped & 7)", "(capped & 3)"],
];
const CODEC = fileURLToPath(new URL(".", import.meta.url));
const MUTANTS = fileURLToPath(new URL("../../target/mutants/", import.meta.url));
const VECTORS = fileURLToPath(
  new URL("../../../shared-protocol/src/test/resources/vectors/delta/", import.meta.url),
);
// Without the largest one, which takes longer than all others together.
const vectors = ["directed-bits", "directed-range", "random-bits", "random-range"]
  .flatMap((name) => JSON.parse(readFileSync(`${VECTORS}${name}.json`, "utf8")) as Replay.Vector[])
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
