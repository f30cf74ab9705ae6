import { describe, expect, it } from "vitest";
import type { TimingRecord } from "../protocol/snapshotReader";
import type { InputTrace } from "../room";
import { type Joined, joined, play } from "../testing/joined";
import { InputTraces } from "./inputTraces";

function record(sequence: number, tick: number, outboxMicros = 1000): TimingRecord {
  return { sequence, tick, bufferMicros: 10_000, tickMicros: 2000, outboxMicros };
}

describe("traces of inputs", () => {
  it("tell a way once all of it is known, whatever is known first", () => {
    const told: InputTrace[] = [];
    const traces = new InputTraces(250, (trace) => told.push(trace));
    traces.sent(7, 100, 104);
    traces.received(6, 50, 150);
    traces.received(8, 51, 160);
    traces.drawn(50.9, 190);
    traces.answered(record(7, 51));
    expect(told).toEqual([]);
    traces.drawn(51, 230);
    traces.drawn(52, 240);
    expect(told).toEqual([
      {
        sequence: 7,
        tick: 51,
        isSkipped: false,
        sampledMillis: 100,
        sentMillis: 104,
        receivedMillis: 160,
        renderedMillis: 230,
        bufferMillis: 10,
        tickMillis: 2,
        outboxMillis: 1,
      },
    ]);
    expect(traces.roundTripMillis).toBe(160 - 104 - 13);
  });

  it.each([
    ["the server gave its snapshot up", record(1, 51, -1)],
    ["its snapshot was another one than we saw first", record(1, 49)],
  ])("tell that a way is not whole if %s, and learn no round trip from it", (_, answer) => {
    const told: InputTrace[] = [];
    const traces = new InputTraces(250, (trace) => told.push(trace));
    traces.sent(1, 100, 100);
    traces.received(1, 51, 160);
    traces.answered(answer);
    traces.drawn(52, 200);
    expect(told.map(({ isSkipped, outboxMillis }) => [isSkipped, outboxMillis])).toEqual([
      [true, Math.max(0, answer.outboxMicros) / 1000],
    ]);
    expect(traces.roundTripMillis).toBe(0);
  });

  it("leave out no input: one of which nothing is told is skipped as soon as a later one is told", () => {
    const told: InputTrace[] = [];
    const traces = new InputTraces(0, (trace) => told.push(trace));
    traces.sent(1, 100, 100);
    traces.sent(2, 133, 133);
    traces.received(2, 51, 160);
    traces.answered(record(2, 51));
    traces.drawn(51, 200);
    expect(told.map(({ sequence, isSkipped }) => [sequence, isSkipped])).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  it("bear a server that answers what was never asked, or twice", () => {
    const told: InputTrace[] = [];
    const traces = new InputTraces(0, (trace) => told.push(trace));
    traces.answered(record(9, 51));
    traces.sent(1, 100, 100);
    traces.received(1, 51, 160);
    traces.answered(record(1, 51));
    traces.answered(record(1, 51));
    traces.drawn(60, 200);
    traces.answered(record(1, 51));
    traces.drawn(61, 210);
    expect(told).toHaveLength(1);
  });

  it("keep few while nothing is drawn", () => {
    const told: InputTrace[] = [];
    const traces = new InputTraces(0, (trace) => told.push(trace));
    for (let sequence = 1; sequence <= 500; sequence++) {
      traces.sent(sequence, sequence, sequence);
    }
    traces.received(500, 51, 600);
    traces.answered(record(500, 51));
    traces.drawn(51, 700);
    expect(told).toHaveLength(64);
  });
});

describe("the stages of a traced input", () => {
  /** When the first picture showed that the server had used each input, seen from outside. */
  async function traced(latencyMillis: number): Promise<{ told: InputTrace[]; game: Joined }> {
    const game = await joined(latencyMillis, { traceEveryMillis: 0 });
    const told: InputTrace[] = [];
    game.room.onInputTrace((trace) => told.push(trace));
    game.room.sampleInput(() => ({ dx: 1, fire: false, aim: 0, weapon: "NONE" }));
    return { told, game };
  }

  it.each([0, 20, 75, 150])(
    "add up to its whole way within a millisecond, %i ms away",
    async (latencyMillis) => {
      const { told, game } = await traced(latencyMillis);
      const sampled = new Map<number, number>();
      let sequence = 0;
      game.room.sampleInput(() => {
        sampled.set(++sequence, game.platform.now());
        return { dx: 1, fire: false, aim: 0, weapon: "NONE" };
      });
      const drawn = new Map<number, number>(); // by tick: the first picture at or after it
      play(game, 5000, (room) => {
        for (let tick = Math.floor(room.stats().drawnTick); tick > 0 && !drawn.has(tick); tick--) {
          drawn.set(tick, game.platform.now());
        }
      });
      const whole = told.filter(({ isSkipped }) => !isSkipped);
      expect(whole.length).toBeGreaterThan(100);
      for (const trace of whole) {
        const { sampledMillis, sentMillis, receivedMillis, renderedMillis } = trace;
        const server = trace.bufferMillis + trace.tickMillis + trace.outboxMillis;
        const network = receivedMillis - sentMillis - server;
        const stages = [sentMillis - sampledMillis, network, server, renderedMillis - receivedMillis];
        const total = drawn.get(trace.tick)! - sampled.get(trace.sequence)!;
        expect(Math.abs(stages.reduce((sum, stage) => sum + stage, 0) - total)).toBeLessThan(1);
        expect(Math.min(...stages)).toBeGreaterThan(-0.01);
        expect(Math.abs(network - 2 * latencyMillis)).toBeLessThan(1);
      }
      expect(Math.abs(game.room.stats().rttMillis - 2 * latencyMillis)).toBeLessThan(1);
    },
  );

  it("are told of inputs whose snapshot was given up, too", async () => {
    const { told, game } = await traced(20);
    play(game, 1000);
    game.server.isSkipping = true;
    play(game, 1000);
    const skipped = told.filter(({ isSkipped }) => isSkipped);
    expect(skipped.length).toBeGreaterThan(20);
    expect(told.map(({ sequence }) => sequence)).toEqual(told.map((_, i) => told[0]!.sequence + i));
  });

  it("are asked for four times a second unless said otherwise", async () => {
    const game = await joined(20);
    let told = 0;
    game.room.onInputTrace(() => told++);
    game.room.sampleInput(() => ({ dx: 1, fire: false, aim: 0, weapon: "NONE" }));
    play(game, 5000);
    expect(told).toBeGreaterThan(15);
    expect(told).toBeLessThan(21);
  });
});
