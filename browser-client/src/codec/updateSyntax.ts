import { checked, otherValue } from "./elements";
import type { FrameReader } from "./frameReader";
import { activityAfter, changedHistory, lastLength, lastSign, lengthOf, lengthsContext } from "./history";
import { type KindLayout, RESIDUALS } from "./kindLayout";
import { correctAxis, correctedRate } from "./motion";
import type { StreamState } from "./streamState";

/**
 * What an entity that is not as predicted tells: residuals, then its other fields; twin of UpdateSyntax.java. Answers
 * whether a new launch follows.
 */
export function update(state: StreamState, slot: number, kind: KindLayout, reader: FrameReader): boolean {
  const { rows, histories, activities, turnRates, axes, turns, steered } = state;
  const { values, stride } = rows;
  const { linear, angles, ballistic } = kind;
  const row = slot * stride;
  const tracks = slot * (axes + turns);
  let isRelaunched = false;
  if (ballistic && reader.bit(kind.turned + steered[slot]!) !== 0) {
    isRelaunched = reader.bit(kind.relaunched) !== 0;
    if (!isRelaunched) {
      steered[slot] = 1 - steered[slot]!; // between straight and steered
    }
  }
  const flight = ballistic ? steered[slot]! * RESIDUALS : 0;
  let moved = 0;
  let movedBeside = 0; // apart from the axes that a launch sets anew
  for (let axis = 0; axis < linear.length; axis++) {
    const field = linear[axis]!;
    const track = tracks + axis;
    const history = histories[track]!;
    const other = axis ^ 1;
    const length =
      other < axis
        ? lengthOf(linear[other]!.residual)
        : other < linear.length
          ? lastLength(histories[track + 1]!)
          : 0;
    const context = flight + lengthsContext(history) * 2 + (length >= 3 ? 1 : 0);
    const residual = reader.signed(field.context + context, lastSign(history));
    const at = row + field.place;
    values[at] = checked(reader, field, values[at]! + residual);
    field.residual = residual;
    histories[track] = changedHistory(history, residual);
    moved |= residual;
    movedBeside |= axis < 2 ? 0 : residual;
  }
  for (let axis = 0; axis < linear.length; axis++) {
    const partner = linear[axis ^ 1]?.residual ?? 0;
    correctAxis(state, slot, axis, linear[axis]!, partner, ballistic && axis < 2 && steered[slot] === 0);
  }
  let turned = 0;
  for (let angle = 0; angle < angles.length; angle++) {
    const field = angles[angle]!;
    const half = field.levels >> 1;
    const track = tracks + axes + angle;
    const history = histories[track]!;
    const residual = reader.signed(field.context + lengthsContext(history), lastSign(history));
    if (residual < -half || residual >= half) {
      reader.fail("VALUE");
    }
    const at = row + field.place;
    values[at] = (values[at]! + residual) & (field.levels - 1);
    field.residual = residual;
    histories[track] = changedHistory(history, residual);
    const turn = slot * turns + angle;
    turnRates[turn] = correctedRate(turnRates[turn]!, field);
    turned |= residual;
  }
  others(values, row, kind, reader, (moved | turned) !== 0);
  const activity = Math.min(3, (activities[slot]! & 3) + 2);
  activities[slot] = activityAfter(activity, isRelaunched ? movedBeside : moved, turned);
  return isRelaunched;
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
    const at = row + field.place;
    if (reader.bit(field.changed) !== 0) {
      values[at] =
        field.kind === "scalar"
          ? checked(reader, field, values[at]! + reader.signed(field.context, 0))
          : otherValue(reader, field);
    }
  }
  if (flags.length > 0 && reader.bit(kind.flagsChanged) !== 0) {
    for (let i = 0; i < flags.length; i++) {
      const at = row + flags[i]!.place;
      values[at] = values[at]! ^ reader.bit(kind.flagBits + i);
    }
  }
}
