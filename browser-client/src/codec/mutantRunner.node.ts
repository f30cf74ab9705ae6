import { parentPort, workerData } from "node:worker_threads";
import type * as Quantise from "../protocol/replayQuantise";
import type * as Messages from "../testing/messages";
import type * as Seen from "../testing/seenMoments";
import type * as Replay from "./replayVector";

/** What a runner is told. */
export interface MutantRun {
  /** URL of the folder of each mutant, and which files of vectors are likely to fail first. */
  readonly mutants: readonly (readonly [folder: string, first: string])[];
  /** Names of the files of vectors, and their JSON. */
  readonly files: readonly (readonly [name: string, json: string])[];
  readonly grids: string;
  readonly messages: string;
  readonly seen: string;
  /** Names of vectors that are left out. */
  readonly without: readonly string[];
}

const run = workerData as MutantRun;

/** The first vector that fails, or null. */
async function firstFailure(folder: string, first: string): Promise<string | null> {
  const load = <T>(name: string): Promise<T> => import(/* @vite-ignore */ `${folder}${name}`) as Promise<T>;
  const { parseVectors, decoderOf, replayVector } = await load<typeof Replay>("codec/replayVector.mjs");
  const quantise = await load<typeof Quantise>("protocol/replayQuantise.mjs");
  const seen = await load<typeof Seen>("testing/seenMoments.mjs");
  if (first === "seen") {
    return seen.replaySeen(seen.parseSeen(run.seen));
  }
  const isLater = (name: string): number => (name.includes(first) ? 0 : 1);
  for (const [, json] of run.files.toSorted(([a], [b]) => isLater(a) - isLater(b))) {
    for (const vector of parseVectors(json)) {
      const difference = run.without.includes(vector.name) ? null : replayVector(vector, decoderOf(vector));
      if (difference !== null) {
        return difference;
      }
    }
  }
  const difference = quantise.replayQuantise(quantise.parseQuantiseVectors(run.grids));
  if (difference !== null) {
    return difference;
  }
  const messages = await load<typeof Messages>("testing/messages.mjs");
  return messages.replayMessages(messages.parseMessages(run.messages));
}

// A worker loads modules itself, which is faster by far than through Vite. It answers mutant by mutant; a slip that throws
// is noticed as well.
for (const [folder, first] of run.mutants) {
  parentPort!.postMessage(await firstFailure(folder, first).catch(String));
}
