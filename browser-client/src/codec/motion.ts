import { FREE } from "./entityRows";
import { unchangedHistory } from "./history";
import type { FieldLayout, KindLayout } from "./kindLayout";
import type { StreamState } from "./streamState";

// The predictor's arithmetic, int32 throughout; twin of Motion.java and Predictor.java. `| 0` after a division rounds
// towards zero, `>>` down.

export const MAX_VELOCITY = (1 << 27) - 1;

const TURN_GAIN = 256;

/** Sub-units are `1 << subBits` to one quantised unit, so that a position keeps to 28 bits. */
export function subBitsOf(bits: number): number {
  return Math.min(8, 28 - bits);
}

/** Residual from which a move is a jump. */
export function teleportOf(levels: number): number {
  return Math.min(1200, Math.max(32, levels >> 4));
}

/** Advances every entity by a tick and writes the predicted values into its row. */
export function predict(state: StreamState, kinds: readonly KindLayout[]): void {
  const { rows, ids, resting } = state;
  const end = ids === null ? rows.end : ids.length;
  for (let i = 0; i < end; i++) {
    const slot = ids === null ? i : ids[i]!;
    const number = slot < 0 ? FREE : rows.kinds[slot]!;
    if (number !== FREE && resting[slot] === 0) {
      predictOne(state, slot, kinds[number]!);
    }
  }
}

/** Advances one entity by a tick. */
export function predictOne(state: StreamState, slot: number, { linear, angles }: KindLayout): void {
  const { rows, positions, velocities, turnRates, axes, turns } = state;
  const { values } = rows;
  const row = slot * rows.stride;
  for (let axis = 0; axis < linear.length; axis++) {
    const field = linear[axis]!;
    const at = slot * axes + axis;
    const position = clamped(positions[at]! + velocities[at]!, field.last);
    positions[at] = position;
    values[row + field.place] = position >> field.subBits;
  }
  for (let angle = 0; angle < angles.length; angle++) {
    const field = angles[angle]!;
    const at = row + field.place;
    values[at] = (values[at]! + (turnRates[slot * turns + angle]! >> 8)) & (field.levels - 1);
  }
}

/** After a prediction that came true. */
export function keep(state: StreamState, slot: number, { linear, angles }: KindLayout): void {
  const { histories, axes, turns } = state;
  const tracks = slot * (axes + turns);
  let motion = 0; // not 0 if anything moves, or did the last time
  for (let axis = 0; axis < linear.length; axis++) {
    const history = unchangedHistory(histories[tracks + axis]!);
    histories[tracks + axis] = history;
    motion |= history | state.velocities[slot * axes + axis]!;
    if (history === 0 && state.velocities[slot * axes + axis] === 0) {
      state.centre(slot, axis, linear[axis]!);
    }
  }
  for (let angle = 0; angle < angles.length; angle++) {
    const track = tracks + axes + angle;
    const history = unchangedHistory(histories[track]!);
    histories[track] = history;
    motion |= history | (state.turnRates[slot * turns + angle]! >> 8);
  }
  const activity = Math.max(0, (state.activities[slot]! & 3) - 1);
  state.activities[slot] = activity;
  state.resting[slot] = (motion | activity) === 0 ? 1 : 0;
}

/** After a residual of an axis, whose partner was off by so much; the row holds the corrected value. */
export function correctAxis(
  state: StreamState,
  slot: number,
  axis: number,
  field: FieldLayout,
  partner: number,
  straight: boolean,
): void {
  const { positions, velocities } = state;
  if (!straight && Math.max(Math.abs(field.residual), Math.abs(partner)) > field.teleport) {
    state.centre(slot, axis, field);
    return;
  }
  // The whole residual goes into the velocity of what does not fly straight.
  const at = slot * state.axes + axis;
  const off = field.residual << field.subBits;
  positions[at] = positions[at]! + off;
  if (!straight) {
    velocities[at] = bounded(velocities[at]! + off, MAX_VELOCITY);
  }
}

/** The turn rate after a residual of its angle. */
export function correctedRate(rate: number, { residual, levels }: FieldLayout): number {
  return bounded(rate + (residual === 0 ? -(rate >> 2) : residual * TURN_GAIN), levels << 7);
}

/** To `-bound .. bound`. */
export function bounded(value: number, bound: number): number {
  return Math.min(bound, Math.max(-bound, value));
}

/** To `0 .. last`. */
export function clamped(value: number, last: number): number {
  return Math.min(last, Math.max(0, value));
}

/** The value of a field that many ticks from now (0 to 64) if nothing changes. */
export function valueAhead(
  state: StreamState,
  slot: number,
  { fields, linear, angles }: KindLayout,
  field: number,
  ticks: number,
): number {
  const value = state.rows.values[slot * state.rows.stride + field]!;
  const layout = fields[field]!;
  const { subBits, last, levels } = layout;
  const axis = linear.indexOf(layout);
  if (axis >= 0) {
    const at = slot * state.axes + axis;
    const position = Math.floor(state.positions[at]! + (state.velocities[at]! * ticks) / state.ticks);
    return clamped(position, last) >> subBits;
  }
  const angle = angles.indexOf(layout);
  if (angle >= 0) {
    const turned = ((state.turnRates[slot * state.turns + angle]! * ticks) / (state.ticks << 8)) | 0;
    return (value + turned) & (levels - 1);
  }
  return value;
}
