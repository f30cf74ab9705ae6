// Sines in 1/16384, 1024 to a turn; twin of Sine.java. Engines differ in the last bits of Math.sin; each of these values is
// 10^11 times further from the next one than that.

const TURN = 1024;
const QUARTER = TURN / 4;
const BITS = 10;
const TABLE = Int16Array.from({ length: TURN }, (_, i) =>
  Math.round(Math.sin((i * Math.PI) / (TURN / 2)) * 16384),
);

/** Of an angle with `1 << bits` to a turn. */
export function sine(angle: number, bits: number): number {
  return TABLE[index(angle, bits)]!;
}

export function cosine(angle: number, bits: number): number {
  return TABLE[(index(angle, bits) + QUARTER) & (TURN - 1)]!;
}

function index(angle: number, bits: number): number {
  return bits > BITS ? angle >> (bits - BITS) : angle << (BITS - bits);
}
