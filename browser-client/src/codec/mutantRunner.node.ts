import { parentPort, workerData } from "node:worker_threads";
import type * as Replay from "./replayVector";

/** What a runner is told. */
export interface MutantRun {
  /** URL of each mutant's `replayVector`. */
  readonly mutants: readonly string[];
  readonly vectors: readonly Replay.Vector[];
  readonly grids: readonly Replay.QuantiseVector[];
}

/** The first vector that fails, or null; a slip that throws is noticed as well. */
function firstFailure(
  { decoderOf, replayVector, replayQuantise }: typeof Replay,
  { vectors, grids }: MutantRun,
): string | null {
  for (const vector of vectors) {
    try {
      const difference = replayVector(vector, decoderOf(vector));
      if (difference !== null) {
        return difference;
      }
    } catch (error) {
      return `${vector.name}: ${error}`;
    }
  }
  return replayQuantise(grids);
}

// A worker loads modules itself, which is faster by far than through Vite. It answers mutant by mutant.
const run = workerData as MutantRun;
for (const mutant of run.mutants) {
  parentPort!.postMessage(firstFailure((await import(/* @vite-ignore */ mutant)) as typeof Replay, run));
}
