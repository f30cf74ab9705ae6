import { describe, expect, it } from "vitest";
import { InputLayout } from "../protocol/inputLayout";
import { Replica } from "../replica";
import { readInputs } from "../testing/bytes";
import { joined, play, still } from "../testing/joined";
import { PlainDecoder } from "../testing/plainDecoder";
import { testSchema } from "../testing/testRoom";
import { InputSender } from "./inputSender";

const fields = testSchema.input;
const input = (dx: number, fire = 0): Int32Array => Int32Array.of(dx + 128, fire, 0, 2);
const head = { newestTick: 99, drawnTick: 97.5, isTraced: false };

describe("input messages", () => {
  it("carry two inputs each at 60 ticks a second", () => {
    const sender = new InputSender(new InputLayout(fields), 1000 / 60);
    const sent: number[] = [];
    sender.add(1, input(0)); // the choice of a weapon is an edge
    sender.take(head, 0);
    for (let tick = 2; tick < 62; tick++) {
      sender.add(tick, input(1));
      if (sender.isDue((tick * 1000) / 60, 0, 99)) {
        const read = readInputs(sender.take(head, (tick * 1000) / 60), fields);
        sent.push(read.inputs.length);
      }
    }
    expect(sent.length).toBeLessThanOrEqual(31);
    expect(sent.slice(1).every((count) => count === 2)).toBe(true);
  });

  it("leave in the advance that sampled them, however late the timers of 30 ticks a second are", () => {
    const seed = 20_261_121;
    let random = seed;
    let newestSent = 0;
    const replica = new Replica(testSchema, new PlainDecoder(testSchema), {
      rules: new Map(),
      deliver: () => {},
      sample: () => still,
      send: (bytes) => {
        const { firstSequence, inputs } = readInputs(bytes, fields);
        newestSent = firstSequence + inputs.length - 1;
        return true;
      },
      bufferedBytes: 0,
      now: () => 0,
      traceEveryMillis: 250,
      prediction: undefined,
      traced: () => {},
    });
    replica.restart(0);
    for (let now = 0, tick = 0; tick < 1000; tick++) {
      random = (random * 48_271) % 0x7fffffff;
      now += Math.max(1, replica.untilDue(now)) + (random % 4000) / 1000;
      replica.advance(now);
      expect(newestSent, `seed ${seed}, tick ${tick}`).toBe(replica.inputs.newest);
      replica.inputs.acknowledge(newestSent);
    }
    expect(newestSent).toBeGreaterThanOrEqual(1000);
  });

  it("leave at once with a button that was pressed or released", () => {
    const sender = new InputSender(new InputLayout(fields), 1000 / 60);
    sender.add(1, input(0));
    sender.take(head, 0);
    sender.add(2, input(5));
    expect(sender.isDue(10, 0, 99)).toBe(false);
    sender.add(3, input(5, 1));
    expect(sender.isDue(12, 0, 99)).toBe(true);
    sender.take(head, 12);
    sender.add(4, input(5, 0));
    expect(sender.isDue(14, 0, 99)).toBe(true);
  });

  it("tell four times a second what has arrived while there is no input", () => {
    const sender = new InputSender(new InputLayout(fields), 1000 / 60);
    const told: number[] = [];
    for (let now = 0; now < 1000; now++) {
      const newestTick = Math.floor((now * 60) / 1000);
      if (sender.isDue(now, 0, newestTick)) {
        const read = readInputs(sender.take({ newestTick, drawnTick: 0, isTraced: false }, now), fields);
        expect([read.firstSequence, read.inputs.length]).toEqual([1, 0]);
        told.push(read.newestTick);
      }
    }
    expect(told).toEqual([0, 15, 30, 45]);
    expect(sender.isDue(5000, 0, 45), "nothing new has arrived").toBe(false);
    expect(sender.isDue(5000, 0, -1), "the stream is lost").toBe(false);
  });

  it("wait while the network is full; what must give way leaves its buttons to the next", () => {
    const sender = new InputSender(new InputLayout(fields), 1000 / 60);
    sender.add(1, input(0, 1));
    for (let sequence = 2; sequence <= 20; sequence++) {
      sender.add(sequence, input(sequence));
      expect(sender.isDue(sequence * 33, 1000, 99)).toBe(false);
    }
    const read = readInputs(sender.take(head, 700), fields);
    expect([read.firstSequence, read.inputs.length]).toEqual([13, 8]);
    expect(read.inputs[0]).toEqual([13 + 128, 1, 0, 2]);
    expect(read.inputs[1]).toEqual([14 + 128, 0, 0, 2]);
    expect([read.newestTick, read.drawnSixteenths]).toEqual([99, 1560]);
  });

  it("keep the number of one that waited while the page hitched and ticks were repeated", () => {
    const sender = new InputSender(new InputLayout(fields), 1000 / 60);
    sender.add(1, input(0));
    sender.take(head, 0);
    sender.add(2, input(7, 1));
    sender.add(6, input(9, 1));
    const read = readInputs(sender.take(head, 90), fields);
    expect(read.firstSequence).toBe(2);
    expect(read.inputs.map(([dx]) => dx! - 128)).toEqual([7, 7, 7, 7, 9]);
    sender.add(30, input(1)); // nothing waits: a gap alone says that
    expect(readInputs(sender.take(head, 900), fields)).toMatchObject({ firstSequence: 30 });
  });

  it("leave the buttons of one that waited through a long hitch to those that are sent", () => {
    const sender = new InputSender(new InputLayout(fields), 1000 / 60);
    sender.add(1, input(3, 1));
    for (let sequence = 41; sequence < 48; sequence++) {
      sender.add(sequence, input(5));
    }
    const read = readInputs(sender.take(head, 900), fields);
    expect([read.firstSequence, read.inputs.length]).toEqual([40, 8]);
    expect(read.inputs[0]).toEqual([3 + 128, 1, 0, 2]);
  });

  it("number their inputs from 1, once per tick, and trace one in 250 ms", async () => {
    const game = await joined(20);
    game.room.sampleInput(() => still);
    play(game, 3000);
    const read = game.platform.newestSocket.binaries.map((bytes) => readInputs(bytes, fields));
    const sequences = read.flatMap(({ firstSequence, inputs }) => inputs.map((_, i) => firstSequence + i));
    expect(sequences).toEqual(sequences.map((_, i) => i + 1));
    expect(sequences.length).toBeGreaterThan(85);
    expect(sequences.length).toBeLessThan(100);
    expect(read.filter(({ isTraced }) => isTraced).length).toBeGreaterThan(9);
    expect(read.filter(({ isTraced }) => isTraced).length).toBeLessThan(14);
  });

  it("stop with the frozen page, and make up for at most a tenth of a second", async () => {
    const game = await joined(20);
    game.room.sampleInput(() => still);
    play(game, 1000);
    game.platform.newestSocket.binaries.length = 0;
    game.platform.freeze(2000);
    game.platform.advance(30);
    const made = game.platform.newestSocket.binaries.flatMap((bytes) => readInputs(bytes, fields).inputs);
    expect(made.length).toBeLessThanOrEqual(4);
  });

  it("reach the server just before their tick, wherever in it the page began", async () => {
    for (const latency of [1, 9, 17, 25, 33, 80]) {
      const game = await joined(latency);
      game.room.sampleInput(() => still);
      play(game, 6000);
      const { inputMarginMillis } = game.room.stats();
      expect(inputMarginMillis).toBeGreaterThan(3);
      expect(inputMarginMillis).toBeLessThan(26);
      const before = game.server.starved;
      play(game, 4000);
      expect(game.server.starved).toBe(before);
    }
  });
});
