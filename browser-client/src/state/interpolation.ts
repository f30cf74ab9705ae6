import type { Snapshot, SnapshotBuffer } from "./snapshotBuffer";

const FULL_EXTRAPOLATION_MILLIS = 100;
const LONGEST_EXTRAPOLATION_MILLIS = 200;
/** A move across more than this share of a field's range between two snapshots is a jump, not a motion. */
const JUMP_SHARE = 1 / 8;

/**
 * How long an entity is carried on after `millis` without news: at full speed for 100 ms, then decelerating to a stop at
 * 200 ms.
 */
export function carriedMillis(millis: number): number {
  if (millis <= FULL_EXTRAPOLATION_MILLIS) {
    return Math.max(0, millis);
  }
  const braking = Math.min(millis, LONGEST_EXTRAPOLATION_MILLIS) - FULL_EXTRAPOLATION_MILLIS;
  return FULL_EXTRAPOLATION_MILLIS + braking - (braking * braking) / (2 * FULL_EXTRAPOLATION_MILLIS);
}

/** Between two angles of `levels` steps a turn, by the shorter way; the result may lie outside [0, levels). */
export function angleBetween(from: number, to: number, share: number, levels: number): number {
  const way = (to - from + levels) % levels;
  return from + (way > levels / 2 ? way - levels : way) * share;
}

/**
 * A quantised linear field between the snapshot `back` before the newest and the one after it, which hold the same
 * entity. `share` in [0, 1]. On a curve through both where snapshots are rare, otherwise on the straight line.
 */
export function linearBetween(
  buffer: SnapshotBuffer,
  back: number,
  slot: number,
  field: number,
  share: number,
  levels: number,
  isCurved: boolean,
): number {
  const from = buffer.at(back)!;
  const to = buffer.at(back - 1)!;
  const start = from.value(slot, field);
  const move = to.value(slot, field) - start;
  if (Math.abs(move) > levels * JUMP_SHARE) {
    return share < 1 ? start : start + move;
  }
  if (!isCurved || move === 0) {
    return start + move * share;
  }
  const ticks = to.tick - from.tick;
  const tangentIn = velocity(buffer, back, slot, field) * ticks;
  const tangentOut = velocity(buffer, back - 1, slot, field) * ticks;
  const left = 1 - share;
  // A motion whose speed changes by more than from half to twice the mean has a kink, from a dash or a wall: there it is straight.
  return Math.max(Math.abs(tangentIn / move - 1.25), Math.abs(tangentOut / move - 1.25)) <= 0.75
    ? start + share * share * (3 - 2 * share) * move + share * left * (left * tangentIn - share * tangentOut)
    : start + move * share;
}

/**
 * Velocity of a linear field at a snapshot, in quantised units per tick, from it and the two before it; exact under
 * constant acceleration. NaN if the entity is new.
 */
export function velocity(buffer: SnapshotBuffer, back: number, slot: number, field: number): number {
  const now = buffer.at(back)!;
  const before = sameEntityAt(buffer, back + 1, now, slot);
  if (before === null) {
    return Number.NaN;
  }
  const gap = now.tick - before.tick;
  const slope = (now.value(slot, field) - before.value(slot, field)) / gap;
  const earlier = sameEntityAt(buffer, back + 2, now, slot);
  if (earlier === null) {
    return slope;
  }
  const gapBefore = before.tick - earlier.tick;
  const slopeBefore = (before.value(slot, field) - earlier.value(slot, field)) / gapBefore;
  return slope + ((slope - slopeBefore) * gap) / (gap + gapBefore);
}

function sameEntityAt(buffer: SnapshotBuffer, back: number, now: Snapshot, slot: number): Snapshot | null {
  const snapshot = buffer.at(back);
  return snapshot?.isSameEntity(now, slot) ? snapshot : null;
}
