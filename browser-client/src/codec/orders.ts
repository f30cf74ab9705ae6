import type { Context, Contexts } from "./contexts";

/** The exp-Golomb orders of the bit packer, as in Orders.java: for each element one per index, in base 36. */
const TABLE = `0 despawn count
5 despawn gap
0 spawn count
4 spawn gap
6 idle run
0 cell despawn count
2 cell despawn gap
0 cell spawn count
4 cell spawn gap
2 cell idle run
0 cell arrival count
0 cell entry
8 live count
2 cell live count
0 live gap
a velocity
6 turn rate
a speed
a reach
4 scalar
000011110000111201011233222233443433334444454555 residual
020112120201121302021233242323343534344545454556 second residual
000011230000112201112223232233345555555555666656 steered
000011230000112201112223232233345555555555666656 second steered
001200121123333445455666 turn
0247bc launch velocity
2 near by
0 aimed by`;

const byElement: ReadonlyMap<string, string> = new Map(
  TABLE.split("\n").map((line) => {
    const space = line.indexOf(" ");
    return [line.slice(space + 1), line.slice(0, space)];
  }),
);

/** Of each of these contexts. Some elements of rooms with cells have orders of their own. */
export function ordersOf(series: readonly Context[], { unsignedContexts }: Contexts): Uint8Array {
  const role = /^cell |/.exec(unsignedContexts[0]!.element)![0];
  return Uint8Array.from(series, ({ element, index }) => {
    const orders = byElement.get(role + element) ?? byElement.get(element)!;
    return Number.parseInt(orders[index]!, 36);
  });
}
