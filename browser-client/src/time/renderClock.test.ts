import { describe, expect, it } from "vitest";
import { RenderClock } from "./renderClock";
import { ServerClock } from "./serverClock";

interface Line {
  readonly rttMillis: number;
  readonly jitterMillis: number;
  readonly loss: number;
  readonly tickRateHz: number;
}

interface Seen {
  /** Pictures for which no snapshot had come in time, in %. */
  readonly underrun: number;
  /** Pictures whose playback was visibly too fast or too slow, in %. */
  readonly jerk: number;
  readonly delay50: number;
  readonly delay95: number;
}

const SEEDS = [1, 2, 3];
const SECONDS = 120;
const WARM_UP_MILLIS = 10_000;
const FRAME_MILLIS = 1000 / 60;

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 4_294_967_296;
  };
}

/** When each tick's snapshot arrives: in order, with a loss as a stall of one tick and 1.25 round trips. */
function arrivals({ rttMillis, jitterMillis, loss, tickRateHz }: Line, seed: number): number[] {
  const random = seeded(seed);
  const tickMillis = 1000 / tickRateHz;
  let last = 0;
  return Array.from({ length: SECONDS * tickRateHz }, (_, tick) => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const held = random() < loss ? tickMillis + 1.25 * rttMillis : 0;
    last = Math.max(last, tick * tickMillis + rttMillis / 2 + Math.abs(normal) * jitterMillis + held);
    return last;
  });
}

/** Draws at 60 Hz what comes over the line. */
function watch(tickMillis: number, times: readonly number[], each: (delay: number) => void = () => {}): Seen {
  const server = new ServerClock(tickMillis);
  const render = new RenderClock(server);
  const delays: number[] = [];
  let newest = -1;
  let drawnBefore = 0;
  let underruns = 0;
  let jerks = 0;
  for (let now = times[0]!; now < times.at(-1)!; now += FRAME_MILLIS) {
    for (; times[newest + 1]! <= now; newest++) {
      server.arrived(newest + 1, times[newest + 1]!);
    }
    render.advance(now);
    each(render.delayMillis);
    if (now > WARM_UP_MILLIS) {
      const speed = ((render.tick - drawnBefore) * tickMillis) / FRAME_MILLIS;
      underruns += Number(render.tick > newest);
      jerks += Number(speed < 0.95 || speed > 1.05);
      delays.push((server.tickAt(now) - render.tick) * tickMillis);
    }
    drawnBefore = render.tick;
  }
  delays.sort((a, b) => a - b);
  return {
    underrun: (100 * underruns) / delays.length,
    jerk: (100 * jerks) / delays.length,
    delay50: delays[Math.floor(delays.length / 2)]!,
    delay95: delays[Math.floor(delays.length * 0.95)]!,
  };
}

describe("the interpolation delay", () => {
  it.each([
    [
      "A",
      30,
      { rttMillis: 50, jitterMillis: 5, loss: 0 },
      { underrun: 0.1, jerk: 0.5, delay50: 52, delay95: 53 },
    ],
    [
      "A",
      60,
      { rttMillis: 50, jitterMillis: 5, loss: 0 },
      { underrun: 0.1, jerk: 0.5, delay50: 34, delay95: 36 },
    ],
    [
      "B",
      30,
      { rttMillis: 100, jitterMillis: 10, loss: 0.005 },
      { underrun: 0.7, jerk: 1, delay50: 205, delay95: 225 },
    ],
    [
      "B",
      60,
      { rttMillis: 100, jitterMillis: 10, loss: 0.005 },
      { underrun: 0.7, jerk: 1, delay50: 170, delay95: 185 },
    ],
    [
      "C",
      30,
      { rttMillis: 100, jitterMillis: 20, loss: 0.01 },
      { underrun: 1, jerk: 2, delay50: 215, delay95: 230 },
    ],
    [
      "C",
      60,
      { rttMillis: 100, jitterMillis: 20, loss: 0.01 },
      { underrun: 1, jerk: 2, delay50: 185, delay95: 200 },
    ],
    [
      "D",
      30,
      { rttMillis: 200, jitterMillis: 20, loss: 0.02 },
      { underrun: 3, jerk: 5, delay50: 301, delay95: 301 },
    ],
    [
      "D",
      60,
      { rttMillis: 200, jitterMillis: 20, loss: 0.02 },
      { underrun: 3, jerk: 5, delay50: 301, delay95: 301 },
    ],
  ] as const)(
    "on line %s at %i Hz waits for what mostly comes late, and hardly for more",
    (_, tickRateHz, line, most) => {
      for (const seed of SEEDS) {
        const seen = watch(1000 / tickRateHz, arrivals({ ...line, tickRateHz }, seed));
        expect(seen.underrun, `underrun, seed ${seed}`).toBeLessThanOrEqual(most.underrun);
        expect(seen.jerk, `jerk, seed ${seed}`).toBeLessThanOrEqual(most.jerk);
        expect(seen.delay50, `delay p50, seed ${seed}`).toBeLessThanOrEqual(most.delay50);
        expect(seen.delay95, `delay p95, seed ${seed}`).toBeLessThanOrEqual(most.delay95);
      }
    },
  );

  it("is after an outage what it was before", () => {
    const tickMillis = 1000 / 30;
    const times = Array.from({ length: 900 }, (_, tick) => tick * tickMillis + 25);
    for (let tick = 300; tick < 360; tick++) {
      times[tick] = Math.min(times[360]!, times[300]! + 2 * (times[tick]! - times[300]!)); // half the bandwidth
    }
    const delays: number[] = [];
    watch(tickMillis, times, (delay) => delays.push(delay));
    expect(Math.max(...delays.slice(60))).toBeCloseTo(1.5 * tickMillis, 1);
  });

  it("grows when the line becomes worse, and shrinks when it is good again", () => {
    const tickMillis = 1000 / 30;
    const late = (tick: number): number => (tick > 300 && tick < 600 ? (tick % 3) * 45 : 0);
    const times = Array.from({ length: 3600 }, (_, tick) => tick * tickMillis + 25 + late(tick));
    const delays: number[] = [];
    watch(tickMillis, times, (delay) => delays.push(delay));
    expect(Math.max(...delays)).toBeGreaterThan(120);
    expect(delays.at(-1)).toBeLessThan(60);
  });
});

describe("the server's clock", () => {
  it("does not take for late what came while the page slept", () => {
    const tickMillis = 1000 / 30;
    const clock = new ServerClock(tickMillis);
    for (let tick = 0; tick < 90; tick++) {
      clock.awake(tick * tickMillis + 25);
      clock.arrived(tick, tick * tickMillis + 25);
    }
    const awake = 99 * tickMillis + 26;
    clock.awake(awake);
    for (let tick = 90; tick < 100; tick++) {
      clock.arrived(tick, awake);
    }
    expect(clock.latenessMillis(0.999)).toBeLessThan(3);
  });
});
