// What is remembered of one predicted field's last residuals; twin of History.java.

export const HISTORY_BITS = 8;

const LENGTHS = 0x3f;

export function lastLength(history: number): number {
  return history & 7;
}

/** Place of its lengths in the tables of orders: the last one up to 5, the one before up to 3. */
export function lengthsContext(history: number): number {
  return Math.min(5, lastLength(history)) * 4 + Math.min(3, (history >> 3) & 7);
}

export function lastSign(history: number): number {
  return history >> 6;
}

export function lengthOf(residual: number): number {
  return Math.min(7, 32 - Math.clz32(Math.abs(residual)));
}

export function changedHistory(history: number, residual: number): number {
  const sign = residual === 0 ? lastSign(history) : residual > 0 ? 1 : 2;
  return (sign << 6) | (lastLength(history) << 3) | lengthOf(residual);
}

export function unchangedHistory(history: number): number {
  const lengths = (history << 3) & LENGTHS;
  return lengths === 0 ? 0 : (history & ~LENGTHS) | lengths;
}

/** An activity, + 4 if an axis was off the last time, + 8 if an angle was. */
export function activityAfter(activity: number, moved: number, turned: number): number {
  return activity + (moved === 0 ? 0 : 4) + (turned === 0 ? 0 : 8);
}
