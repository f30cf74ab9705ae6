import type { FrameReader } from "./frameReader";
import { lastLength, lastSign, lengthBeforeLast, lengthOf } from "./history";
import type { KindLayout } from "./kindLayout";
import { correct } from "./motion";
import * as orders from "./orders";
import { type SpawnSyntax, tree } from "./spawnSyntax";
import type { StreamState } from "./streamState";

/** What an entity that is not as predicted tells: residuals, then its other fields; twin of UpdateSyntax.java. */
export class UpdateSyntax {
  private readonly spawns: SpawnSyntax;
  private readonly residuals: Int32Array;

  /** `widest`: fields of the widest kind. */
  constructor(spawns: SpawnSyntax, widest: number) {
    this.spawns = spawns;
    this.residuals = new Int32Array(widest);
  }

  update(state: StreamState, slot: number, kind: KindLayout, reader: FrameReader): void {
    const { residuals } = this;
    const { values } = state.rows;
    const row = slot * state.rows.stride;
    const tracks = slot * (state.axes + state.turns);
    const isRelaunched = kind.ballistic && relaunched(state, slot, kind, reader);
    let moved = 0;
    for (let axis = 0; axis < kind.linear.length; axis++) {
      const field = kind.linear[axis]!;
      const history = state.histories[tracks + axis]!;
      const context = kind.residuals[axis]! + this.linearContext(state, slot, axis, kind, history);
      const residual = reader.signed(context, lastSign(history));
      const value = values[row + field]! + residual;
      if (value < 0 || value >= kind.levels[field]!) {
        reader.fail("VALUE");
        return;
      }
      values[row + field] = value;
      residuals[axis] = residual;
      moved |= residual;
    }
    for (let angle = 0; angle < kind.angles.length; angle++) {
      const field = kind.angles[angle]!;
      const levels = kind.levels[field]!;
      const history = state.histories[tracks + state.axes + angle]!;
      const context =
        kind.turns[angle]! + Math.min(5, lastLength(history)) * 4 + Math.min(3, lengthBeforeLast(history));
      const residual = reader.signed(context, lastSign(history));
      if (residual < -(levels >> 1) || residual >= levels >> 1) {
        reader.fail("VALUE");
        return;
      }
      values[row + field] = (values[row + field]! + residual) & (levels - 1);
      residuals[kind.linear.length + angle] = residual;
      moved |= residual;
    }
    others(values, row, kind, reader, moved !== 0);
    correct(state, slot, kind, residuals);
    if (isRelaunched) {
      this.spawns.relaunch(state, slot, kind, reader);
    }
  }

  private linearContext(
    state: StreamState,
    slot: number,
    axis: number,
    kind: KindLayout,
    history: number,
  ): number {
    const other = axis ^ 1;
    let length = 0;
    if (other < axis) {
      length = lengthOf(this.residuals[other]!);
    } else if (other < kind.linear.length) {
      length = lastLength(state.histories[slot * (state.axes + state.turns) + other]!);
    }
    return (
      (kind.ballistic ? state.steered[slot]! * orders.RESIDUAL.length : 0) +
      Math.min(5, lastLength(history)) * 8 +
      Math.min(3, lengthBeforeLast(history)) * 2 +
      (length >= 3 ? 1 : 0)
    );
  }
}

/** Whether a new launch follows; otherwise the flight goes on, or changes between straight and steered. */
function relaunched(state: StreamState, slot: number, kind: KindLayout, reader: FrameReader): boolean {
  const steered = state.steered[slot]!;
  if (reader.bit(kind.turned + steered) === 0) {
    return false;
  }
  if (reader.bit(kind.relaunched) !== 0) {
    return true;
  }
  state.steered[slot] = 1 - steered;
  return false;
}

function others(
  values: Int32Array,
  row: number,
  kind: KindLayout,
  reader: FrameReader,
  moved: boolean,
): void {
  const { others, flags } = kind;
  // An entity that changed without moving has changed in something else.
  if (others.length + flags.length === 0 || (moved && reader.bit(kind.othersChanged) === 0)) {
    return;
  }
  for (let i = 0; i < others.length; i++) {
    const field = others[i]!;
    if (reader.bit(kind.otherChanged[i]!) !== 0) {
      const value = other(kind, i, values[row + field]!, reader);
      if (value < 0 || value >= kind.levels[field]!) {
        reader.fail("VALUE");
        return;
      }
      values[row + field] = value;
    }
  }
  if (flags.length > 0 && reader.bit(kind.flagsChanged) !== 0) {
    for (let i = 0; i < flags.length; i++) {
      const at = row + flags[i]!;
      values[at] = values[at]! ^ reader.bit(kind.flagBits + i);
    }
  }
}

function other(kind: KindLayout, index: number, value: number, reader: FrameReader): number {
  const field = kind.others[index]!;
  const context = kind.otherValues[index]!;
  if (kind.kinds[field] === "scalar") {
    return value + reader.signed(context, 0);
  }
  return kind.kinds[field] === "enum"
    ? tree(reader, context, kind.bits[field]!)
    : reader.raw(kind.bits[field]!);
}
