import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DeltaDecoder } from "../codec/deltaDecoder";
import { bits } from "../parts/bits";
import { Bytes } from "../testing/bytes";
import { PlainDecoder, type PlainRow, plainBody } from "../testing/plainDecoder";
import { CARD, cardBlock, hits, ownerBlock, snapshot, testSchema } from "../testing/testRoom";
import { FIRST_PRIVATE_ID, LAST_PRIVATE_ID } from "./fields";
import { parseControl } from "./protocol";
import { SnapshotReader } from "./snapshotReader";
import { WireReader } from "./wireReader";

const verdicts = ["applied", "waiting", "diverged", "broken"];
const rows: PlainRow[] = [
  [0, 0, 1, 100, 200, 3, 0, 0, 0],
  [5, 0, 2, 101, 201, 4, 1, 1, 1],
  [6, 1, 0, 90],
];

const reader = (): SnapshotReader => new SnapshotReader(testSchema, new PlainDecoder(testSchema));
const keyframe = snapshot({
  tick: 40,
  keyframe: true,
  ack: [3, 0xf8],
  timing: [
    [2, 37, 1500, 700, 91],
    [3, 38, 0, 1, 0],
  ],
  owner: ownerBlock([0, 25_600, 1.5, 7], [5, -3, Number.NaN, 20]),
  hidden: cardBlock([3, 255, 1, 7, 9, -0.5], [9, 2, 0, 3200, null, 1e300]),
  privateEvents: hits([null, "mine", 1]),
  missedEvents: [
    [38, hits([5, "one", 0.5])],
    [39, hits([0, "two", -1], [null, "three", 2])],
  ],
  events: hits([6, "now", 3]),
  body: plainBody(rows),
});

describe("a snapshot message", () => {
  it("is read as it is laid out", () => {
    const one = reader();
    expect(one.read(keyframe)).toBe("applied");
    expect([one.tick, one.keyframe, one.ack, one.marginEighths]).toEqual([40, true, 3, -8]);
    expect(one.timings).toEqual([
      { sequence: 2, tick: 37, bufferMicros: 1500, tickMicros: 700, outboxMicros: 90 },
      { sequence: 3, tick: 38, bufferMicros: 0, tickMicros: 1, outboxMicros: -1 },
    ]);
    expect(one.events.map(({ event, tick, onlyMe }) => [event["words"], event["by"], tick, onlyMe])).toEqual([
      ["mine", null, 40, true],
      ["one", 5, 38, false],
      ["two", 0, 39, false],
      ["three", null, 39, false],
      ["now", 6, 40, false],
    ]);
    expect([...one.owned.values()].map(({ slot, values }) => [slot, ...values])).toEqual([
      [0, 25_600, 1.5, 7],
      [5, -3, Number.NaN, 20],
      [FIRST_PRIVATE_ID + 3, -0.5],
      [FIRST_PRIVATE_ID + 9, 1e300],
    ]);
    const hidden = [...one.owned.values()].filter(({ row }) => row !== null);
    expect(hidden.map(({ kind, generation, row }) => [kind, generation, ...row!])).toEqual([
      [CARD, 255, 1, 7, FIRST_PRIVATE_ID + 10],
      [CARD, 2, 0, 3200, 0],
    ]);
  });

  it("follows its predecessor, over skipped ticks too", () => {
    const one = reader();
    one.read(keyframe);
    expect(one.read(snapshot({ tick: 41, body: plainBody(rows) }))).toBe("applied");
    expect(one.tick).toBe(41);
    expect(one.read(snapshot({ tick: 44, skipped: 2, body: plainBody(rows) }))).toBe("applied");
    expect(one.tick).toBe(44);
  });

  it("keeps what we own until told otherwise, or until it is gone", () => {
    const one = reader();
    one.read(keyframe);
    one.read(snapshot({ tick: 41, hidden: cardBlock(), body: plainBody(rows.slice(0, 1)) }));
    expect([...one.owned.keys()]).toEqual([0]);
    one.read(snapshot({ tick: 42, owner: new Bytes().varint(0), body: plainBody(rows) }));
    expect(one.owned.size).toBe(0);
  });

  it("keeps what only we see until it is told anew, or a keyframe says nothing of it", () => {
    const one = reader();
    one.read(keyframe);
    one.read(snapshot({ tick: 41, owner: ownerBlock(), body: plainBody([]) }));
    expect([...one.owned.keys()]).toEqual([FIRST_PRIVATE_ID + 3, FIRST_PRIVATE_ID + 9]);
    one.read(snapshot({ tick: 42, hidden: cardBlock([0, 1, 1, 1, null, 1]), body: plainBody([]) }));
    expect([...one.owned.keys()]).toEqual([FIRST_PRIVATE_ID]);
    one.read(snapshot({ tick: 43, keyframe: true, body: plainBody([]) }));
    expect(one.owned.size).toBe(0);
  });

  it("waits for a keyframe, and loses no event meanwhile", () => {
    const one = reader();
    expect(one.read(snapshot({ tick: 1, body: plainBody(rows) }))).toBe("waiting");
    one.read(keyframe);
    expect(one.read(snapshot({ tick: 41, hash: 1, events: hits([1, "a", 0]), body: plainBody(rows) }))).toBe(
      "diverged",
    );
    expect(one.events).toHaveLength(1);
    expect(one.read(snapshot({ tick: 42, events: hits([1, "b", 0]), body: plainBody(rows) }))).toBe(
      "waiting",
    );
    expect(one.events.map(({ tick }) => tick)).toEqual([42]);
    expect(one.read(keyframe)).toBe("applied");
  });

  it.each([
    ["nothing", []],
    ["another type", [0x11, 0, 1, 5]],
    ["unknown header flags", [0x10, 64, 1, 5]],
    ["unknown frame flags", [0x10, 0, 17, 5]],
    ["timings without an end", [0x10, 2, 5, 1, 1, 1, 1]],
    ["a number of six bytes", [0x10, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]],
    ["a number beyond 32 bits", [0x10, 1, 0xff, 0xff, 0xff, 0xff, 0x10]],
    ["a block longer than the message", [0x10, 4, 200, 1, 0]],
    ["an event kind that does not exist", [0x10, 8, 2, 1, 9, 1, 5]],
    ["an event block that is too long", [0x10, 8, 3, 0, 0, 0, 1, 5]],
    ["missed events without a keyframe", [0x10, 16, 0, 0]],
    ["four billion events", [0x10, 8, 5, 0xff, 0xff, 0xff, 0xff, 0x0f]],
  ])("with %s is broken", (_, bytes) => {
    expect(reader().read(Uint8Array.from(bytes))).toBe("broken");
  });

  it.each([
    ["a slot that is free", ownerBlock([3, 0, 0, 0])],
    ["slots out of order", ownerBlock([5, 0, 0, 0], [0, 0, 0, 0])],
    ["one slot twice", ownerBlock([0, 0, 0, 0], [0, 0, 0, 0])],
    ["a slot past the last", ownerBlock([60_000, 0, 0, 0])],
    ["a value out of range", ownerBlock([0, 0, 0, 21])],
    ["no end", new Bytes().varint(1).zigzag(0).f64(0).varint(0)],
    ["bytes left over", ownerBlock().u8(0)],
  ])("whose owner block has %s diverges", (_, owner) => {
    expect(reader().read(snapshot({ tick: 1, keyframe: true, owner, body: plainBody(rows) }))).toBe(
      "diverged",
    );
  });

  it.each([
    ["an id twice", cardBlock([0, 1, 0, 0, null, 0], [0, 1, 0, 0, null, 0])],
    ["ids out of order", cardBlock([4, 1, 0, 0, null, 0], [3, 1, 0, 0, null, 0])],
    ["an id of what everybody sees", new Bytes().varint(0).varint(CARD).u8(0).u8(0).u8(0).u8(0).f64(0)],
    ["an id past the last", cardBlock([LAST_PRIVATE_ID - FIRST_PRIVATE_ID + 1, 1, 0, 0, null, 0])],
    ["a kind that everybody sees", new Bytes().varint(1).varint(1).u8(0).u8(0)],
    ["a kind that does not exist", new Bytes().varint(1).varint(9).u8(0).u8(0)],
    ["a value out of range", cardBlock([0, 1, 2, 0, null, 0])],
    ["a reference out of range", cardBlock([0, 1, 0, 0, LAST_PRIVATE_ID - FIRST_PRIVATE_ID + 1, 0])],
    ["an end within an entity", new Bytes().varint(1).varint(CARD).u8(0).u8(0).u8(0).u8(0)],
    ["bytes left over", cardBlock([0, 1, 0, 0, null, 0]).u8(1)],
  ])("whose block of what only we see has %s diverges", (_, hidden) => {
    expect(reader().read(snapshot({ tick: 1, keyframe: true, hidden, body: plainBody(rows) }))).toBe(
      "diverged",
    );
  });

  it("whatever its bytes, ends in a verdict", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(verdicts).toContain(reader().read(bytes));
        const real = new SnapshotReader(testSchema, new DeltaDecoder(testSchema, 1, bits));
        expect(verdicts).toContain(real.read(Uint8Array.of(0x10, 0, 1, 5, ...bytes)));
      }),
      { numRuns: 2000 },
    );
  });

  it("damaged anywhere, ends in a verdict, and the next keyframe heals", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(keyframe.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        fc.nat(keyframe.length),
        (changes, length) => {
          const one = reader();
          const bytes = keyframe.slice(0, Math.max(1, length));
          for (const [at, value] of changes) {
            bytes[at % bytes.length] = value;
          }
          expect(verdicts).toContain(one.read(bytes));
          expect(one.read(keyframe)).toBe("applied");
          expect(one.tick).toBe(40);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe("the wire reader", () => {
  it("reads back every number that is written", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        fc.integer(),
        fc.double(),
        fc.string(),
        (u, i, d, s) => {
          const one = new WireReader();
          one.begin(new Bytes().varint(u).zigzag(i).i32(i).f64(d).text(s).toBytes());
          expect([one.varint(), one.zigzag(), one.i32(), one.f64()]).toEqual([u, i, i, d]);
          expect(one.text(10_000)).toBe(new TextDecoder().decode(new TextEncoder().encode(s)));
          expect([one.failed, one.remaining]).toEqual([false, 0]);
        },
      ),
    );
  });

  it("fails, and never throws, at the end of its bytes and on text that is no UTF-8", () => {
    const one = new WireReader();
    one.begin(Uint8Array.of(2, 0xc3, 0x28));
    expect([one.text(256), one.failed]).toEqual(["", true]);
    one.begin(Uint8Array.of(5, 65));
    expect([one.text(256), one.failed]).toEqual(["", true]);
    one.begin(Uint8Array.of(1, 2, 3));
    expect([one.f64(), one.u8(), one.failed]).toEqual([0, 0, true]);
  });
});

describe("a control message", () => {
  it("of any JSON is understood or refused, never thrown at", () => {
    const types = fc.constantFrom("welcome", "roster", "chat", "notice", "error", "new");
    fc.assert(
      fc.property(types, fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (type, rest, text) => {
        parseControl(text);
        const message = parseControl(JSON.stringify({ ...rest, type }));
        expect(message === null || message.type === type || message.type === "unknown").toBe(true);
      }),
    );
  });
});
