// The exp-Golomb orders of the bit packer; twin of Orders.java. A string holds one order per character, in base 36.

export const DESPAWN_COUNT = "0";
export const DESPAWN_GAP = "5";
export const SPAWN_COUNT = "0";
export const SPAWN_GAP = "4";
export const IDLE_RUN = "6";
export const CELL_GAP = "2";
export const CELL_COUNT = "2";
export const LIVE_COUNT = "8";
export const LIVE_GAP = "0";
export const KEY_VELOCITY = "a";
export const KEY_TURN_RATE = "6";
export const SCALAR = "4";
export const AIM = "0";
export const REACH = "2";

export const RESIDUAL = "000011110000111201011233222233443433334444454555";
export const SECOND_RESIDUAL = "020112120201121302021233242323343534344545454556";
export const STEERED = "000011230000112201112223232233345555555555666656";
export const TURN = "001200121123333445455666";
export const LAUNCH = "0247bc";
export const UNKNOWN_LAUNCH = LAUNCH.length - 1;

const LAUNCH_CLASSES = "0112223334444"; // by bit length

/** Of the greatest error of a velocity component. */
export function launchClass(off: number): number {
  return Number(LAUNCH_CLASSES[32 - Math.clz32(off)] ?? UNKNOWN_LAUNCH);
}
