import { changedHistory, unchangedHistory } from "./history";
import type { KindLayout } from "./kindLayout";
import type { StreamState } from "./streamState";

// The predictor's arithmetic, int32 throughout; twin of Motion.java and Predictor.java. `| 0` after a division rounds
// towards zero, `>>` down.

export const MAX_VELOCITY = (1 << 27) - 1;

const VELOCITY_GAIN = 256;
const TURN_GAIN = 256;

/** Sub-units are `1 << subBits` to one quantised unit, so that a position keeps to 28 bits. */
export function subBitsOf(bits: number): number {
  return Math.min(8, 28 - bits);
}

/** Residual from which a move is a jump. */
export function teleportOf(levels: number): number {
  return Math.min(1200, Math.max(32, levels >> 4));
}

/** Advances one entity by a tick and writes the predicted values into its row. */
export function predict(state: StreamState, slot: number, kind: KindLayout): void {
  const values = state.rows.values;
  const row = slot * state.rows.stride;
  for (let axis = 0; axis < kind.linear.length; axis++) {
    const at = slot * state.axes + axis;
    const field = kind.linear[axis]!;
    const subBits = kind.subBits[axis]!;
    const last = (kind.levels[field]! << subBits) - 1;
    const position = Math.min(last, Math.max(0, state.positions[at]! + state.velocities[at]!));
    state.positions[at] = position;
    values[row + field] = position >> subBits;
  }
  for (let angle = 0; angle < kind.angles.length; angle++) {
    const field = kind.angles[angle]!;
    const rate = state.turnRates[slot * state.turns + angle]!;
    values[row + field] = (values[row + field]! + (rate >> 8)) & (kind.levels[field]! - 1);
  }
}

/** After a prediction that came true. */
export function keep(state: StreamState, slot: number, kind: KindLayout): void {
  const tracks = slot * (state.axes + state.turns);
  for (let axis = 0; axis < kind.linear.length; axis++) {
    const history = unchangedHistory(state.histories[tracks + axis]!);
    state.histories[tracks + axis] = history;
    if (history === 0 && state.velocities[slot * state.axes + axis] === 0) {
      state.centre(slot, axis, kind);
    }
  }
  for (let track = state.axes; track < state.axes + kind.angles.length; track++) {
    state.histories[tracks + track] = unchangedHistory(state.histories[tracks + track]!);
  }
  state.activities[slot] = Math.max(0, state.activities[slot]! - 1);
}

/** After residuals: those of the axes, then of the angles; the row holds the corrected values. */
export function correct(state: StreamState, slot: number, kind: KindLayout, residuals: Int32Array): void {
  const tracks = slot * (state.axes + state.turns);
  const axes = kind.linear.length;
  for (let axis = 0; axis < axes; axis++) {
    const residual = residuals[axis]!;
    const other = axis ^ 1;
    const partner = other < axes ? Math.abs(residuals[other]!) : 0;
    const straight = kind.ballistic && axis < 2 && state.steered[slot] === 0;
    if (straight) {
      follow(state, slot, axis, kind, residual, 0);
    } else if (Math.abs(residual) > kind.teleports[axis]! || partner > kind.teleports[axis]!) {
      state.centre(slot, axis, kind);
      state.velocities[slot * state.axes + axis] = 0;
    } else {
      follow(state, slot, axis, kind, residual, VELOCITY_GAIN);
    }
    state.histories[tracks + axis] = changedHistory(state.histories[tracks + axis]!, residual);
  }
  for (let angle = 0; angle < kind.angles.length; angle++) {
    const residual = residuals[axes + angle]!;
    const at = slot * state.turns + angle;
    let rate = state.turnRates[at]! + residual * TURN_GAIN;
    if (residual === 0) {
      rate -= rate >> 2;
    }
    const half = kind.levels[kind.angles[angle]!]! << 7;
    state.turnRates[at] = Math.min(half, Math.max(-half, rate));
    const track = tracks + state.axes + angle;
    state.histories[track] = changedHistory(state.histories[track]!, residual);
  }
  state.activities[slot] = Math.min(3, state.activities[slot]! + 2);
}

function follow(
  state: StreamState,
  slot: number,
  axis: number,
  kind: KindLayout,
  residual: number,
  gain: number,
): void {
  const at = slot * state.axes + axis;
  const subBits = kind.subBits[axis]!;
  state.positions[at] = state.positions[at]! + (residual << subBits);
  const learned = ((residual * gain) / (1 << (8 - subBits))) | 0;
  state.velocities[at] = bounded(state.velocities[at]! + learned, MAX_VELOCITY);
}

export function bounded(velocity: number, bound: number): number {
  return Math.min(bound, Math.max(-bound, velocity));
}

/** The value of a field that many ticks from now (0 to 64) if nothing changes. */
export function valueAhead(
  state: StreamState,
  slot: number,
  kind: KindLayout,
  field: number,
  ticks: number,
): number {
  const value = state.rows.values[slot * state.rows.stride + field]!;
  const axis = kind.linear.indexOf(field);
  if (axis >= 0) {
    const at = slot * state.axes + axis;
    const last = (kind.levels[field]! << kind.subBits[axis]!) - 1;
    const position = Math.floor(state.positions[at]! + (state.velocities[at]! * ticks) / state.ticks);
    return Math.min(last, Math.max(0, position)) >> kind.subBits[axis]!;
  }
  const angle = kind.angles.indexOf(field);
  if (angle >= 0) {
    const turned = ((state.turnRates[slot * state.turns + angle]! * ticks) / (state.ticks << 8)) | 0;
    return (value + turned) & (kind.levels[field]! - 1);
  }
  return value;
}
