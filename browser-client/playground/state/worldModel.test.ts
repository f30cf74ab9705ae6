import { expect, it } from "vitest";
import { EntityRows } from "../../src/codec/entityRows";
import type { GameSchema } from "../../src/codec/schema";
import type { OwnedEntity } from "../../src/protocol/snapshotReader";
import { momentOf, WorldModel } from "./worldModel";

const schema: GameSchema = {
  game: "test",
  tickRateHz: 30,
  maxEntities: 8,
  entities: [
    {
      name: "ship",
      fields: [
        { name: "x", kind: "linear", max: 100, step: 0.5 },
        { name: "fire", kind: "flag" },
      ],
      ownerFields: [{ name: "ammo", kind: "exact" }],
      ballistic: false,
    },
    {
      name: "card",
      fields: [{ name: "rank", kind: "scalar", max: 12, step: 1 }],
      ownerFields: [],
      ballistic: false,
      ownerOnly: true,
    },
  ],
  input: [],
  events: [],
};

function world(): { model: WorldModel; rows: EntityRows } {
  const rows = new EntityRows(schema);
  rows.spawn(0, 0, 1);
  rows.spawn(2, 0, 1);
  return { model: new WorldModel(schema), rows };
}

it("marks what changed, and when; what is new has not changed", () => {
  const { model, rows } = world();
  model.take(momentOf(1, rows, []), 1000);
  rows.values[2 * rows.stride] = 40;
  model.take(momentOf(2, rows, []), 1033);
  const [still, moved] = model.kinds[0]!;
  expect([...still!.changedMillis.slice(0, 2)]).toEqual([-Infinity, -Infinity]);
  expect([...moved!.changedMillis.slice(0, 2)]).toEqual([1033, -Infinity]);
  expect([moved!.id, moved!.raw[0], moved!.bornMillis, model.tick]).toEqual([2, 40, 1000, 2]);
});

it("tells another entity in the same slot from the one before", () => {
  const { model, rows } = world();
  model.take(momentOf(1, rows, []), 1000);
  const before = model.kinds[0]![0];
  rows.despawn(0);
  rows.spawn(0, 0, 2);
  model.take(momentOf(2, rows, []), 1033);
  expect(model.kinds[0]![0]).not.toBe(before);
  expect(model.kinds[0]!.map(({ id }) => id)).toEqual([0, 2]);
  rows.despawn(0);
  model.take(momentOf(3, rows, []), 1066);
  expect([model.kinds[0]!.length, model.count]).toEqual([1, 1]);
});

it("shows the owner's fields of our own, and what only we see", () => {
  const { model, rows } = world();
  const ship: OwnedEntity = { slot: 2, kind: 0, generation: 1, values: Float64Array.of(7), row: null };
  const card: OwnedEntity = {
    slot: 65_536,
    kind: 1,
    generation: 0,
    values: new Float64Array(),
    row: Float64Array.of(11),
  };
  model.take(momentOf(1, rows, [ship, card]), 1000);
  expect(model.kinds[0]!.map(({ isMine, raw }) => [isMine, raw[2]])).toEqual([
    [false, Number.NaN],
    [true, 7],
  ]);
  expect([...model.kinds[1]![0]!.raw]).toEqual([11]);
});

it("a moment stays as it was while the decoder goes on", () => {
  const { rows } = world();
  const moment = momentOf(1, rows, []);
  rows.values[0] = 99;
  rows.despawn(2);
  expect([moment.rows.value(0, 0), moment.rows.end]).toEqual([0, 3]);
});
