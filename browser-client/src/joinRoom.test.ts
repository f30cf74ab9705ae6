import { describe, expect, it } from "vitest";
import { joined, play, still } from "./testing/joined";
import { runnerRule } from "./testing/testRoom";

describe("a room in play", () => {
  it("shows everybody by kind, with id, mine and typed fields", async () => {
    const game = await joined(20);
    play(game, 500);
    const { runner, wall } = game.room.view(game.platform.now());
    expect(runner.map(({ id, mine }) => ({ id, mine }))).toEqual([
      { id: 0, mine: true },
      { id: 1, mine: false },
    ]);
    expect(runner[1]).toMatchObject({ it: true, mood: "WILD", target: 0, y: 200 });
    expect(wall).toEqual([{ id: 2, mine: false, x: 90 }]);
  });

  it("predicts itself without a single correction while nothing else touches it", async () => {
    const game = await joined(60);
    game.room.predict("runner", runnerRule);
    let phase = 0;
    game.room.sampleInput(() => ({ ...still, dx: Math.round(4 * Math.sin(phase++ / 9)) }));
    play(game, 3000); // the input clock finds its lead
    const before = game.room.stats().correctionsPerMinute;
    play(game, 20_000);
    const stats = game.room.stats();
    expect(game.server.malformed).toEqual([]);
    expect(stats.pendingInputs).toBeGreaterThan(2);
    expect(stats.pendingInputs).toBeLessThan(9);
    expect(stats.rttMillis).toBeGreaterThan(110);
    expect(stats.rttMillis).toBeLessThan(135);
    expect({ before, after: stats.correctionsPerMinute, starved: game.server.starved }).toEqual({
      before: 0,
      after: 0,
      starved: 0,
    });
  });
});
