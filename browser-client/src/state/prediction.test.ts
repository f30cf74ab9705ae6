import { describe, expect, it } from "vitest";
import { readInputs } from "../testing/bytes";
import { type Joined, joined, play, still } from "../testing/joined";
import { runnerRule, testSchema } from "../testing/testRoom";

/** A page that predicts itself and runs to the right. */
async function running(latencyMillis: number, dx = 4): Promise<Joined> {
  const game = await joined(latencyMillis);
  game.room.predict("runner", runnerRule);
  game.room.sampleInput(() => ({ ...still, dx }));
  play(game, 2000);
  return game;
}

const mine = ({ room, platform }: Joined) => room.view(platform.now()).runner.find((runner) => runner.mine)!;

describe("our own entity", () => {
  it("runs ahead of the server by the way there and the tick", async () => {
    const game = await running(100);
    const { x } = mine(game);
    const unitsPerMilli = 120 / 1000;
    expect(x - game.server.x).toBeGreaterThan(90 * unitsPerMilli);
    expect(x - game.server.x).toBeLessThan(220 * unitsPerMilli);
  });

  it("is not moved by a hitch before the first input, which has nothing to repeat", async () => {
    const game = await joined(20);
    const asked: unknown[] = [];
    game.room.predict("runner", (me, input, tickSeconds, world) => {
      asked.push(input);
      runnerRule(me, input, tickSeconds, world);
    });
    play(game, 200);
    game.platform.freeze(400);
    play(game, 200);
    expect(asked).not.toContain(undefined);
  });

  it("moves evenly at 60 pictures a second though its ticks are 30", async () => {
    const game = await running(50);
    let last = mine(game).x;
    play(game, 500, () => {
      const { x } = mine(game);
      expect(x - last).toBeGreaterThan(1.6);
      expect(x - last).toBeLessThan(2.4);
      last = x;
    });
  });

  it("answers a key in the second picture at the latest", async () => {
    const game = await running(100, 0);
    game.room.sampleInput(() => ({ ...still, dx: 4 }));
    const before = mine(game).x;
    play(game, 2 * (1000 / 60) + 0.1);
    expect(mine(game).x).toBeGreaterThan(before);
  });

  it("glides to where a push has put it, and counts one correction", async () => {
    const game = await running(50, 0);
    const start = mine(game).x;
    game.server.push = 30;
    let last = start;
    let widest = 0;
    play(game, 1500, () => {
      const { x } = mine(game);
      widest = Math.max(widest, Math.abs(x - last));
      last = x;
    });
    expect(last).toBeCloseTo(start + 30, 1);
    expect(widest).toBeLessThan(6);
    const { correctionsPerMinute } = game.room.stats();
    expect(correctionsPerMinute).toBeGreaterThan(0);
    expect(correctionsPerMinute * (game.platform.now() / 60_000)).toBeLessThan(3);
  });

  it.each(["join", "unpause", "resume"])(
    "counts no correction while the server moves it without our inputs after a %s",
    async (beginning) => {
      const game = await joined(45);
      game.room.predict("runner", runnerRule);
      game.room.sampleInput(() => still);
      if (beginning !== "join") {
        play(game, 3000);
        if (beginning === "unpause") {
          game.platform.setHidden(true);
          play(game, 1000);
          game.platform.setHidden(false);
        } else {
          game.platform.newestSocket.close(1006);
          game.platform.advance(120); // what was on its way has arrived
        }
      }
      const arrived = (): number =>
        game.platform.sockets.reduce((sum, { binaries }) => sum + binaries.length, 0);
      let pushes = 0;
      for (const before = arrived(); arrived() === before; pushes++) {
        game.server.push = 3;
        game.platform.advance(1);
      }
      game.server.push = 0;
      expect(pushes).toBeGreaterThan(40);
      play(game, 2000);
      expect(game.room.stats().correctionsPerMinute).toBe(0);
      game.server.push = 30;
      play(game, 500);
      expect(game.room.stats().correctionsPerMinute).toBeGreaterThan(0);
    },
  );

  it("goes on evenly while its inputs are held up on the way", async () => {
    const game = await running(50);
    let last = mine(game).x;
    const evenly = (): void => {
      const { x } = mine(game);
      expect(x - last).toBeGreaterThan(1.4);
      expect(x - last).toBeLessThan(2.6);
      last = x;
    };
    game.server.isHeldUp = true;
    play(game, 120, evenly);
    game.server.isHeldUp = false;
    play(game, 500, evenly);
    expect(game.server.starved).toBeGreaterThan(0);
  });

  it.each([150, 250, 400, 3000])("answers at once after the page slept for %i ms", async (millis) => {
    const game = await running(100, 0);
    game.platform.freeze(millis);
    play(game, 20);
    const before = mine(game).x;
    game.room.sampleInput(() => ({ ...still, dx: 4 }));
    play(game, 150);
    expect(mine(game).x - before).toBeGreaterThan(8);
    play(game, 1000);
    expect(mine(game).x - game.server.x).toBeGreaterThan(10);
  });

  it("is shown at once where it was thrown far away", async () => {
    const game = await running(50, 0);
    const start = mine(game).x;
    game.server.push = 200;
    play(game, 200);
    expect(mine(game).x).toBeCloseTo(start + 200, 1);
  });

  it("has its owner's fields, and those of the newest snapshot", async () => {
    const game = await running(50);
    const me = mine(game);
    expect(me).toMatchObject({ ammo: 7, mood: "CALM", y: 400, it: false });
    expect(me.mine && me.pace).toBeCloseTo(120, 4);
  });

  it("lets the rule know what is replayed, so that effects come once", async () => {
    const game = await joined(100);
    let fresh = 0;
    let all = 0;
    game.room.predict("runner", (me, input, tickSeconds, world) => {
      all++;
      fresh += Number(!world.replaying);
      runnerRule(me, input, tickSeconds);
    });
    let sampled = 0;
    game.room.sampleInput(() => {
      sampled++;
      return still;
    });
    play(game, 2000);
    expect(fresh).toBe(sampled);
    expect(all).toBeGreaterThan(4 * sampled);
  });

  it("finds the world unchanged, as the very same objects, while it is unchanged", async () => {
    const game = await joined(20);
    const lists = new Set<unknown>();
    const walls = new Set<unknown>();
    game.room.predict("runner", (_me, _input, _tickSeconds, world) => {
      lists.add(world.entities("wall"));
      walls.add(world.entities("wall")[0]);
      expect(world.entities("wall")).toEqual([{ id: 2, x: 90 }]);
    });
    game.room.sampleInput(() => still);
    play(game, 1000);
    expect([lists.size, walls.size]).toEqual([1, 1]);
  });

  it("stops after 64 unanswered inputs, and starts again from what the server says", async () => {
    const game = await running(20, 1);
    game.server.isSending = false;
    play(game, 4000);
    expect(game.room.stats().pendingInputs).toBe(64);
    game.server.isSending = true;
    game.server.keyframeNext = true;
    play(game, 1000);
    expect(game.room.stats().pendingInputs).toBeLessThan(8);
    expect(Math.abs(mine(game).x - game.server.x)).toBeLessThan(10);
  });

  it("is not fooled by acks of inputs it never made", async () => {
    const game = await running(20, 0);
    const before = game.room.stats().pendingInputs;
    game.server.lieAboutAck = 100_000;
    play(game, 300);
    game.server.lieAboutAck = 0;
    play(game, 500);
    expect(game.room.stats().pendingInputs).toBeLessThanOrEqual(before + 1);
    expect(game.room.connection.state).toBe("online");
  });
});

describe("an input", () => {
  it.each([
    [{ dx: Number.NaN }, 'Input field "dx" (scalar from -128 to 127) cannot be NaN.'],
    [{ dx: Number.POSITIVE_INFINITY }, 'Input field "dx" (scalar from -128 to 127) cannot be Infinity.'],
    [{ dx: 128 }, 'Input field "dx" (scalar from -128 to 127) cannot be 128.'],
    [{ dx: undefined }, 'Input field "dx" (scalar from -128 to 127) cannot be undefined.'],
    [{ fire: 1 }, 'Input field "fire" (flag) cannot be 1.'],
    [{ aim: Number.NaN }, 'Input field "aim" (angle) cannot be NaN.'],
    [{ weapon: "LASER" }, 'Input field "weapon" (BOLT, RAIL, NONE) cannot be LASER.'],
  ])("of %o throws by name and is never sent", async (wrong, message) => {
    const game = await joined();
    play(game, 200);
    game.room.sampleInput(() => ({ ...still, ...(wrong as object) }));
    expect(() => play(game, 200)).toThrow(new RangeError(message));
    const { binaries } = game.platform.newestSocket;
    binaries.length = 0;
    for (let i = 0; i < 10; i++) {
      expect(() => play(game, 50)).toThrow(RangeError);
    }
    expect(binaries.flatMap((bytes) => readInputs(bytes, testSchema.input).inputs)).toEqual([]);
    game.room.sampleInput(() => still);
    play(game, 200);
    expect(game.platform.newestSocket.binaries.length).toBeGreaterThan(3);
    expect(game.server.malformed).toEqual([]);
  });

  it("means to our rule exactly what it means to the server", async () => {
    const game = await joined();
    let heard: unknown;
    game.room.predict("runner", (_me, input) => {
      heard = input;
    });
    game.room.sampleInput(() => ({ dx: 2.4, fire: true, aim: -Math.PI / 2 + 20 * Math.PI, weapon: "RAIL" }));
    play(game, 300);
    expect(heard).toEqual({ dx: 2, fire: true, aim: 1.5 * Math.PI, weapon: "RAIL" });
  });
});
