import { FREE, mix } from "./entityRows";
import { type KindLayout, NONE } from "./kindLayout";
import type { StreamState } from "./streamState";

/** Hash over everything that both ends share, for tests; `hash` of StreamState.java. `rowsHash`: of a cell, its own. */
export function streamHash(
  state: StreamState,
  kinds: readonly KindLayout[],
  rowsHash: number = state.rows.hash(),
): number {
  const { rows, axes, turns } = state;
  let hash = mix(rowsHash, state.frame);
  for (const slot of state.ids ?? rows.kinds.keys()) {
    if (slot === NONE || rows.kinds[slot] === FREE) {
      continue;
    }
    const kind = kinds[rows.kinds[slot]!]!;
    const tracks = slot * (axes + turns);
    hash = mix(hash, rows.generations[slot]!);
    hash = mix(hash, ((state.activities[slot]! & 3) << 1) | (kind.ballistic ? state.steered[slot]! : 0));
    for (let axis = 0; axis < kind.linear.length; axis++) {
      hash = mix(hash, state.positions[slot * axes + axis]!);
      hash = mix(hash, state.velocities[slot * axes + axis]!);
      hash = mix(hash, state.histories[tracks + axis]!);
    }
    for (let angle = 0; angle < kind.angles.length; angle++) {
      hash = mix(hash, state.turnRates[slot * turns + angle]!);
      hash = mix(hash, state.histories[tracks + axes + angle]!);
    }
  }
  for (const [kind, launches] of state.launches.entries()) {
    const values = [
      ...state.lastSpawned[kind]!,
      ...launches.map((launch) => launch.speed),
      ...launches.map((launch) => launch.launchClass),
      ...launches.map((launch) => launch.reach),
    ];
    hash = values.reduce(mix, hash);
  }
  return hash;
}
