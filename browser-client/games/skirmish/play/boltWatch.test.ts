import { expect, it } from "vitest";
import { BoltWatch } from "./boltWatch";

const bolt = (id: number, seat = 1) => ({ id, x: id, y: 0, seat, heading: 0, bounced: false });

function witness(told: string[]) {
  return {
    launched: (one: { id: number; seat: number }) => told.push(`launched ${one.id} by ${one.seat}`),
    bounced: (one: { id: number }) => told.push(`bounced ${one.id}`),
    ended: (x: number, _y: number, seat: number) => told.push(`ended ${x} by ${seat}`),
  };
}

it("tells of bolts that are new, bounce and end, each once", () => {
  const told: string[] = [];
  const watch = new BoltWatch();
  const [first, second] = [bolt(1), bolt(2)];
  watch.step([first], witness(told));
  watch.step([first, second], witness(told));
  first.bounced = true;
  watch.step([first, second], witness(told));
  watch.step([first], witness(told));
  watch.step([], witness(told));
  expect(told).toEqual(["launched 2 by 1", "bounced 1", "ended 2 by 1", "ended 1 by 1"]);
});

it("tells two bolts apart that have one id after the other", () => {
  const told: string[] = [];
  const watch = new BoltWatch();
  watch.step([bolt(7, 1)], witness(told));
  watch.step([bolt(7, 2)], witness(told));
  watch.step([], witness(told));
  expect(told).toEqual(["launched 7 by 2", "ended 7 by 1", "ended 7 by 2"]);
});

it("tells nothing of what came and went in a gap", () => {
  const told: string[] = [];
  const watch = new BoltWatch();
  watch.step([bolt(1)], witness(told));
  watch.forget();
  watch.step([bolt(2), bolt(3)], witness(told));
  expect(told).toEqual([]);
});
