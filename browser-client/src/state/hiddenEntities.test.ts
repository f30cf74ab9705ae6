import { describe, expect, it } from "vitest";
import { FIRST_PRIVATE_ID } from "../protocol/fields";
import { type Joined, joined, play, still } from "../testing/joined";
import type { Card, PlainCard } from "../testing/testRoom";

const ace: PlainCard = [0, 1, 1, 400, null, 0.5];
const king: PlainCard = [7, 1, 0, 8, 0, -1];
const TICK = 40; // milliseconds after which the next snapshot is drawn

async function holding(...hand: PlainCard[]): Promise<Joined> {
  const game = await joined();
  game.server.hand = hand;
  play(game, 500);
  return game;
}

const cards = ({ room, platform }: Joined) => room.view(platform.now()).card;

describe("what only we see", () => {
  it("is in the picture, with all its fields, and ours", async () => {
    expect(cards(await holding(ace, king))).toEqual([
      { id: FIRST_PRIVATE_ID, mine: true, suit: "HEARTS", x: 100, beside: null, charge: 0.5 },
      { id: FIRST_PRIVATE_ID + 7, mine: true, suit: "CLUBS", x: 2, beside: FIRST_PRIVATE_ID, charge: -1 },
    ]);
  });

  it("is the same object as long as it lives, and steps from value to value", async () => {
    const game = await holding(ace, king);
    const [first, second] = cards(game);
    game.server.hand = [[0, 1, 1, 800, null, 0.5], king];
    const seen = new Set<number>();
    play(game, 3 * TICK, () => seen.add(cards(game)[0]!.x));
    expect(cards(game)[0]).toBe(first);
    expect(cards(game)[1]).toBe(second);
    expect([...seen]).toEqual([100, 200]);
  });

  it("is another object when another entity has its id", async () => {
    const game = await holding(ace);
    const [first] = cards(game);
    game.server.hand = [[0, 2, 1, 400, null, 0.5]];
    play(game, TICK);
    expect(cards(game)).toHaveLength(1);
    expect(cards(game)[0]).not.toBe(first);
  });

  it("stays while nothing is said of it, and goes when the server says so", async () => {
    const game = await holding(ace, king);
    play(game, 2000);
    expect(cards(game)).toHaveLength(2);
    game.server.hand = [king];
    play(game, TICK);
    expect(cards(game).map(({ id }) => id)).toEqual([FIRST_PRIVATE_ID + 7]);
    game.server.hand = [];
    play(game, TICK);
    expect(cards(game)).toEqual([]);
  });

  it("is told again after a resume", async () => {
    const game = await holding(ace);
    game.server.hand = [king];
    game.platform.newestSocket.close(1006);
    play(game, 3000);
    expect(cards(game).map(({ id }) => id)).toEqual([FIRST_PRIVATE_ID + 7]);
  });

  it("is seen by rules, the same list and objects while unchanged", async () => {
    const game = await holding(ace, king);
    const lists = new Set<readonly object[]>();
    const charges = new Set<number>();
    game.room.sampleInput(() => still);
    game.room.predict("runner", (_me, _input, _tickSeconds, world) => {
      const hand = world.entities("card");
      lists.add(hand);
      charges.add(hand[0]!.charge);
    });
    play(game, 500);
    const [first] = lists;
    expect(lists.size).toBe(1);
    game.server.hand = [[0, 1, 1, 400, null, 2.5], king];
    play(game, 200);
    expect(lists.size).toBe(1);
    expect([...charges]).toEqual([0.5, 2.5]);
    game.server.hand = [king];
    play(game, 200);
    expect([...lists].map((hand) => hand.length)).toEqual([2, 1]);
    expect(first).toHaveLength(2);
  });

  it("can be predicted", async () => {
    const game = await joined(100);
    game.server.hand = [ace, king];
    game.room.sampleInput(() => still);
    game.room.predict("card", (me: Card) => {
      me.charge += 1; // once for each input that the server has not answered
    });
    play(game, 1500);
    const drawn = cards(game);
    expect(drawn.map(({ id }) => id)).toEqual([FIRST_PRIVATE_ID, FIRST_PRIVATE_ID + 7]);
    expect(drawn[0]!.charge).toBeGreaterThan(3);
    expect(drawn[1]!.charge).toBe(drawn[0]!.charge - 1.5);
    expect(drawn[0]).toMatchObject({ mine: true, suit: "HEARTS", x: 100 });
    game.server.hand = [];
    play(game, 100 + TICK);
    expect(cards(game)).toEqual([]);
  });
});
