import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { join, joined, play } from "../testing/joined";
import { ManualPlatform } from "../testing/manualPlatform";
import { PlainDecoder } from "../testing/plainDecoder";
import { droneX, testSchema, welcome } from "../testing/testRoom";
import { angleBetween, carriedMillis, linearBetween } from "./interpolation";
import { SnapshotBuffer } from "./snapshotBuffer";

/** A buffer in which slot 0 was at these places, one tick apart. */
function path(...xs: readonly number[]): SnapshotBuffer {
  const buffer = new SnapshotBuffer();
  const { rows } = new PlainDecoder(testSchema);
  rows.spawn(0, 0, 1);
  for (const [tick, x] of xs.entries()) {
    rows.values[0] = x;
    buffer.push(tick, rows);
  }
  return buffer;
}

describe("between two snapshots", () => {
  it("a steady motion is a straight line, curved or not", () => {
    const buffer = path(0, 10, 20, 30);
    for (const isCurved of [true, false]) {
      expect(linearBetween(buffer, 1, 0, 0, 0.25, 3201, isCurved)).toBeCloseTo(22.5, 9);
    }
  });

  it("a constant acceleration is drawn exactly", () => {
    const buffer = path(0, 1, 4, 9, 16);
    expect(linearBetween(buffer, 1, 0, 0, 0.5, 3201, true)).toBeCloseTo(12.25, 9);
  });

  it("a sudden start or stop is a kink and no curve", () => {
    expect(linearBetween(path(0, 1, 2, 66), 1, 0, 0, 0.5, 3201, true)).toBe(34);
    expect(linearBetween(path(0, 50, 100, 100, 101), 1, 0, 0, 0.5, 3201, true)).toBe(100.5);
  });

  it("nothing overshoots, whatever the motion before", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(300), { minLength: 2, maxLength: 6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (xs, share) => {
          const [from, to] = xs.slice(-2) as [number, number];
          const drawn = linearBetween(path(...xs), 1, 0, 0, share, 3201, true);
          expect(drawn).toBeGreaterThanOrEqual(Math.min(from, to) - 1e-9);
          expect(drawn).toBeLessThanOrEqual(Math.max(from, to) + 1e-9);
        },
      ),
    );
  });

  it("a jump across the world is not drawn as a flight", () => {
    const buffer = path(100, 3000);
    expect(linearBetween(buffer, 1, 0, 0, 0.9, 3201, true)).toBe(100);
    expect(linearBetween(buffer, 1, 0, 0, 1, 3201, true)).toBe(3000);
  });

  it("an angle turns by the shorter way", () => {
    expect(angleBetween(1000, 24, 0.5, 1024)).toBe(1024);
    expect(angleBetween(24, 1000, 0.5, 1024)).toBe(0);
    expect(angleBetween(10, 20, 0.5, 1024)).toBe(15);
  });
});

describe("without news", () => {
  it("things go on for 100 ms, brake, and stand at 200 ms", () => {
    expect([-5, 0, 60, 100, 150, 200, 5000].map(carriedMillis)).toEqual([0, 0, 60, 100, 137.5, 150, 150]);
  });
});

describe("the picture of others", () => {
  it("is exactly where they were at the drawn tick", async () => {
    const game = await joined(30);
    play(game, 1000);
    play(game, 3000, (room) => {
      const stats = room.stats();
      const drone = room.view(game.platform.now()).runner.find(({ id }) => id === 1)!;
      expect(Math.abs(drone.x - droneX(stats.drawnTick))).toBeLessThan(0.26); // half a step of the wire at each end
      expect(stats.drawnTick).toBeLessThan(stats.newestTick);
    });
    const { underruns, interpolationDelayMillis } = game.room.stats();
    expect(underruns).toBe(0);
    expect(interpolationDelayMillis).toBeGreaterThanOrEqual(50);
    expect(interpolationDelayMillis).toBeLessThan(60);
  });

  it("moves on at an even speed while snapshots come unevenly", async () => {
    const game = await joined(30);
    let seed = 1;
    play(game, 4000, () => {
      seed = (seed * 48_271) % 0x7fffffff;
      game.platform.latencyMillis = 30 + (seed % 25);
    });
    let last = Number.NaN;
    play(game, 4000, (room) => {
      seed = (seed * 48_271) % 0x7fffffff;
      game.platform.latencyMillis = 30 + (seed % 25);
      const drawn = room.stats().drawnTick;
      if (!Number.isNaN(last)) {
        expect(drawn - last).toBeGreaterThan(0.5 * 0.93);
        expect(drawn - last).toBeLessThan(0.5 * 1.03);
      }
      last = drawn;
    });
    expect(game.room.stats().underruns).toBeLessThan(5);
  });

  it("goes on through a stall, comes to rest, and returns without a jump", async () => {
    const game = await joined(30);
    play(game, 2000);
    const x = (): number => game.room.view(game.platform.now()).runner.find(({ id }) => id === 1)!.x;
    game.server.isSending = false;
    const before = x();
    play(game, 200);
    expect(x()).toBeGreaterThan(before + 1);
    play(game, 300);
    const rest = x();
    play(game, 100);
    expect(x()).toBe(rest);
    expect(game.room.stats().underruns).toBeGreaterThan(10);
  });

  it.each([
    [2, 1],
    [2, 30],
    [20, 30],
  ])("does not jump back after %i frozen seconds, %i ms away", async (seconds, latencyMillis) => {
    const game = await joined(latencyMillis);
    play(game, 4000);
    const behind = (): number => game.platform.now() / (1000 / 30) - game.room.stats().drawnTick;
    const usual = behind();
    let last = game.room.stats().drawnTick;
    const watch = (): void => {
      const { drawnTick } = game.room.stats();
      expect(drawnTick).toBeGreaterThanOrEqual(last);
      last = drawnTick;
    };
    game.platform.freeze(seconds * 1000);
    game.room.view(game.platform.now());
    watch();
    play(game, 500, watch);
    expect(Math.abs(behind() - usual)).toBeLessThan(2);
    play(game, 25_000, watch);
    expect(Math.abs(behind() - usual)).toBeLessThan(0.3);
  });

  it("blends back from a short stall that it guessed wrong", async () => {
    const game = await joined(30);
    play(game, 2000);
    let last = Number.NaN;
    let widest = 0;
    const watch = (): void => {
      const { x } = game.room.view(game.platform.now()).runner.find(({ id }) => id === 1)!;
      widest = Math.max(widest, Number.isNaN(last) ? 0 : Math.abs(x - last));
      last = x;
    };
    play(game, 200, watch);
    game.platform.latencyMillis = 190; // a stall: everything behind it is late, too
    play(game, 170, watch);
    game.platform.latencyMillis = 30;
    play(game, 1000, watch);
    expect(game.room.stats().underruns).toBeGreaterThan(0);
    expect(widest).toBeLessThan(1);
  });

  it("keeps an object as long as its entity lives, and gives its slot's next one another", async () => {
    const game = await joined();
    play(game, 500);
    const first = game.room.view(game.platform.now());
    const drone = first.runner.find(({ id }) => id === 1);
    play(game, 500);
    const second = game.room.view(game.platform.now());
    expect(second.runner.find(({ id }) => id === 1)).toBe(drone);
    expect(second.runner).toBe(first.runner);
    game.server.droneGeneration++;
    play(game, 500);
    expect(game.room.view(game.platform.now()).runner.find(({ id }) => id === 1)).not.toBe(drone);
  });

  it("is empty before the first snapshot", async () => {
    const platform = new ManualPlatform();
    platform.onSocket = (socket) => {
      socket.accept();
      socket.onText = () => socket.sendText(welcome);
    };
    const joining = join(platform);
    platform.advance(1);
    expect((await joining).view(platform.now())).toEqual({ runner: [], wall: [], card: [] });
  });
});
