import { describe, expect, it } from "vitest";
import { damaged, firstWrong, fuzzCases, type SeededRandom } from "../testing/fuzzing.node";
import { MessageClient, parseMessages } from "../testing/messages";
import { vectorFile } from "../testing/vectors.node";

const CASES = fuzzCases(3_000); // for each room
const VERDICTS = ["applied", "waiting", "diverged", "broken"];
const MOST_DELTAS = 3; // sound ones, between a keyframe and the damage

const vectors = parseMessages(vectorFile("messages.json"));

describe("the messages of real rooms", () => {
  it("are read one after another, with all that a private header may hold", () => {
    const seen = new Set<string>();
    for (const vector of vectors) {
      const client = new MessageClient(vector);
      const { reader } = client;
      for (const number of vector.messages.keys()) {
        expect(client.reads(number), `${vector.schema.game}, message ${number}`).toBe(true);
        seen.add(reader.keyframe ? "keyframe" : "delta");
        seen.add(reader.ack > 0 ? "ack" : "no ack");
        seen.add(reader.timings.length > 0 ? "traced" : "not traced");
        for (const { onlyMe, tick } of reader.events) {
          seen.add(onlyMe ? "private event" : tick < reader.tick ? "missed event" : "event");
        }
        for (const { kind } of reader.owned.values()) {
          seen.add(vector.schema.entities[kind]!.name);
        }
      }
    }
    const blocks = ["ack", "no ack", "traced", "not traced", "private event", "missed event", "event"];
    expect([...seen].sort()).toEqual(["keyframe", "delta", ...blocks, "mover", "pawn", "card"].sort());
  });
});

describe.each(vectors.map((vector) => [vector.schema.game, vector] as const))(
  "damaged messages of %s",
  (_, vector) => {
    const { messages, schema } = vector;
    const client = new MessageClient(vector);
    const late = new MessageClient(vector); // never saw a keyframe
    const { reader } = client;
    const keyframes = [...messages.keys()].filter((at) => {
      reader.read(messages[at]!.bytes);
      return reader.keyframe && at + MOST_DELTAS + 2 < messages.length;
    });
    const sound = messages.map(({ bytes }) => bytes);
    const mostOwned = schema.maxEntities + 256;

    /** A keyframe, some sound messages, then a damaged one; what went wrong, or null. */
    function attack(random: SeededRandom): string | null {
      const start = random.of(keyframes);
      let at = start;
      do {
        if (!client.reads(at++)) {
          return `the sound message ${at - 1} is not read`;
        }
      } while (at < start + random.below(MOST_DELTAS + 1));
      const bytes = damaged(sound[at]!, sound, random);
      const verdict = reader.read(bytes);
      const { events, owned, isInStream } = reader;
      if (!VERDICTS.includes(verdict) || isInStream !== (verdict === "applied")) {
        return `${verdict}, in stream: ${isInStream}`;
      }
      if (events.length > bytes.length || owned.size > mostOwned) {
        return `${events.length} events, ${owned.size} owned`;
      }
      const afterwards = isInStream ? null : reader.read(sound[start + 1]!);
      if (afterwards !== null && afterwards !== "waiting") {
        return `a delta is ${afterwards} after ${verdict}`;
      }
      if (!VERDICTS.includes(late.reader.read(bytes))) {
        return "no verdict without a stream";
      }
      return client.reads(start) && client.reads(start + 1) ? null : `the keyframe does not heal ${verdict}`;
    }

    it("end in one verdict; deltas wait until the next keyframe, which heals", () => {
      expect(firstWrong(CASES, attack)).toBeNull();
    }, 3_600_000);
  },
);
