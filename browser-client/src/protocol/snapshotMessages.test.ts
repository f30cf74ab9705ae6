import { describe, expect, it } from "vitest";
import { DeltaDecoder } from "../codec/deltaDecoder";
import { damaged, firstWrong, fuzzCases, type SeededRandom } from "../testing/fuzzing.node";
import { messageVector } from "../testing/vectors.node";
import { SnapshotReader } from "./snapshotReader";

const CASES = fuzzCases(5_000);
const VERDICTS = ["applied", "waiting", "diverged", "broken"];
const MOST_DELTAS = 3; // sound ones, between a keyframe and the damage

const { schema, messages } = messageVector();
const sound = messages.map(({ bytes }) => Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)));

interface Client {
  readonly decoder: DeltaDecoder;
  readonly reader: SnapshotReader;
}

function client(): Client {
  const decoder = new DeltaDecoder(schema);
  return { decoder, reader: new SnapshotReader(schema, decoder) };
}

/** Whether the sound message is read as Java wrote it. */
function isRead({ decoder, reader }: Client, at: number): boolean {
  const verdict = reader.read(sound[at]!);
  return (
    verdict === "applied" && reader.tick === messages[at]!.tick && decoder.stateHash() === messages[at]!.rows
  );
}

describe("the messages of a real room", () => {
  it("are read one after another, with all that a private header may hold", () => {
    const one = client();
    const seen = new Set<string>();
    for (const at of sound.keys()) {
      expect(isRead(one, at), `message ${at}`).toBe(true);
      const { reader } = one;
      seen.add(reader.keyframe ? "keyframe" : "delta");
      seen.add(reader.ack > 0 ? "ack" : "no ack");
      seen.add(reader.tracedSequence > 0 ? "traced" : "not traced");
      for (const { name, onlyMe, tick } of reader.events) {
        seen.add(`${name}${onlyMe ? ", only me" : ""}${tick < reader.tick ? ", missed" : ""}`);
      }
      expect([...reader.owned.values()].map(({ kind }) => schema.entities[kind]!.name)).toEqual(["mover"]);
    }
    expect([...seen].sort()).toEqual(
      [
        "ack",
        "delta",
        "keyframe",
        "no ack",
        "not traced",
        "shouted",
        "shouted, missed",
        "traced",
        "whispered, only me",
      ].sort(),
    );
  });
});

describe("damaged messages", () => {
  const one = client();
  const keyframes = [...sound.keys()].filter((at) => one.reader.read(sound[at]!) && one.reader.keyframe);
  const late = client(); // never saw a keyframe

  /** A keyframe, some sound messages, then a damaged one; what went wrong, or null. */
  function attack(random: SeededRandom): string | null {
    const start = random.of(keyframes.filter((at) => at + MOST_DELTAS + 2 < sound.length));
    let at = start;
    do {
      if (!isRead(one, at++)) {
        return `the sound message ${at - 1} is not read`;
      }
    } while (at < start + random.below(MOST_DELTAS + 1));
    const bytes = damaged(sound[at]!, sound, random);
    const verdict = one.reader.read(bytes);
    const { events, owned, isInStream } = one.reader;
    if (!VERDICTS.includes(verdict) || isInStream !== (verdict === "applied")) {
      return `${verdict}, in stream: ${isInStream}`;
    }
    if (events.length > bytes.length || owned.size > schema.maxEntities) {
      return `${events.length} events, ${owned.size} owned`;
    }
    const afterwards = isInStream ? null : one.reader.read(sound[start + 1]!);
    if (afterwards !== null && afterwards !== "waiting") {
      return `a delta is ${afterwards} after ${verdict}`;
    }
    if (!VERDICTS.includes(late.reader.read(bytes))) {
      return "no verdict without a stream";
    }
    return isRead(one, start) && isRead(one, start + 1) ? null : `the next keyframe does not heal ${verdict}`;
  }

  it("end in one verdict; deltas wait until the next keyframe, which heals", () => {
    expect(firstWrong(CASES, attack)).toBeNull();
  }, 3_600_000);
});
