// The exp-Golomb orders of the bit packer; twin of Orders.java. A string holds one order per character.

export const DESPAWN_COUNT = 0;
export const DESPAWN_GAP = 5;
export const SPAWN_COUNT = 0;
export const SPAWN_GAP = 4;
export const IDLE_RUN = 6;
export const LIVE_COUNT = 8;
export const LIVE_GAP = 0;
export const KEY_VELOCITY = 10;
export const KEY_TURN_RATE = 6;
export const SCALAR = 4;
export const AIM = 0;
export const REACH = 2;

export const RESIDUAL = orders("000011110000111201011233222233443433334444454555");
export const SECOND_RESIDUAL = orders("020112120201121302021233242323343534344545454556");
export const STEERED = orders("000011230000112201112223232233345555555555666656");
export const TURN = orders("001200121123333445455666");
export const LAUNCH: readonly number[] = [0, 2, 4, 7, 11, 12];
export const UNKNOWN_LAUNCH = LAUNCH.length - 1;

/** Of the greatest error of a velocity component. */
export function launchClass(off: number): number {
  const length = 32 - Math.clz32(off);
  return length === 0 ? 0 : length <= 2 ? 1 : length <= 5 ? 2 : length <= 8 ? 3 : length <= 12 ? 4 : 5;
}

function orders(digits: string): readonly number[] {
  return Array.from(digits, Number);
}
