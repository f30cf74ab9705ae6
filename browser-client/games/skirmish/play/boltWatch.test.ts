import { expect, it } from "vitest";
import { BoltWatch } from "./boltWatch";

const bolt = (id: number, bounced = false) => ({ id, x: id, y: 0, seat: 1, heading: 0, bounced });

it("tells of bolts that are new, bounce and end, each once", () => {
  const told: string[] = [];
  const watch = new BoltWatch();
  const witness = {
    launched: (one: { id: number }) => told.push(`launched ${one.id}`),
    bounced: (one: { id: number }) => told.push(`bounced ${one.id}`),
    ended: (x: number) => told.push(`ended ${x}`),
  };
  watch.step([bolt(1)], witness);
  watch.step([bolt(1), bolt(2)], witness);
  watch.step([bolt(1, true), bolt(2)], witness);
  watch.step([bolt(1, true)], witness);
  watch.step([], witness);
  expect(told).toEqual(["launched 2", "bounced 1", "ended 2", "ended 1"]);
});
