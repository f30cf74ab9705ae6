import { expect, it } from "vitest";
import type { Platform, SocketHandlers } from "../../src/platform";
import { behindBadLine, type LineSettings, OrderedLine, PERFECT } from "./badLine";

/** A generator of the test's own; the same numbers in each run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

it("delays every message by the same time where there is no jitter", () => {
  const line = new OrderedLine(seeded(1));
  const settings = { ...PERFECT, delayMillis: 80 };
  expect([0, 16, 33].map((at) => line.arrivalMillis(at, settings))).toEqual([80, 96, 113]);
});

it("keeps the order whatever the jitter", () => {
  const line = new OrderedLine(seeded(2));
  const settings = { delayMillis: 50, jitterMillis: 40, lossPercent: 5 };
  const arrivals = Array.from({ length: 500 }, (_, i) => line.arrivalMillis(i * 10, settings));
  expect(arrivals).toEqual([...arrivals].sort((a, b) => a - b));
  expect(Math.max(...arrivals.map((at, i) => at - i * 10))).toBeGreaterThan(100);
});

it("holds everything up behind a lost message until that was sent again", () => {
  const numbers = [0.5, 0.5, 0.001, 0.9, 0.5, 0.5, 0.9]; // of the first: jitter, jitter, lost, not again; then of the second
  const line = new OrderedLine(() => numbers.shift()!);
  const settings: LineSettings = { delayMillis: 20, jitterMillis: 0, lossPercent: 1 };
  expect(line.arrivalMillis(0, settings)).toBe(220);
  expect(line.arrivalMillis(10, settings)).toBe(220);
});

it("loses about as many as it is told to", () => {
  const line = new OrderedLine(seeded(3));
  let held = 0;
  for (let i = 0; i < 2000; i++) {
    const at = i * 100_000;
    held += line.arrivalMillis(at, { delayMillis: 10, jitterMillis: 0, lossPercent: 10 }) - at > 100 ? 1 : 0;
  }
  expect(held).toBeGreaterThan(140);
  expect(held).toBeLessThan(260);
});

it("delivers in order even when timers swap, and the end of the socket last", () => {
  const timers: (() => void)[] = [];
  let handlers: SocketHandlers | undefined;
  const sent: unknown[] = [];
  const platform = {
    now: () => 0,
    random: () => 0.5,
    after: (_: number, run: () => void) => {
      timers.push(run);
      return () => {};
    },
    openSocket: (_: string, __: string, given: SocketHandlers) => {
      handlers = given;
      return { bufferedAmount: 0, send: (data: unknown) => sent.push(data), close: () => {} };
    },
  } as unknown as Platform;
  const heard: string[] = [];
  let bytes = 0;
  const spoilt = behindBadLine(
    platform,
    () => ({ ...PERFECT, delayMillis: 5 }),
    (count) => {
      bytes += count;
    },
  );
  const socket = spoilt.openSocket("/play", "rookery.1", {
    opened: () => heard.push("opened"),
    text: (text) => heard.push(text),
    binary: () => heard.push("binary"),
    closed: () => heard.push("closed"),
  });
  handlers!.opened();
  handlers!.text("hello");
  handlers!.binary(new Uint8Array(3));
  handlers!.closed(1000, "");
  socket.send("one");
  expect([heard, sent]).toEqual([[], []]);
  for (const timer of timers.reverse()) timer();
  expect(heard).toEqual(["opened", "hello", "binary", "closed"]);
  expect([sent, bytes]).toEqual([["one"], 3]);
});
