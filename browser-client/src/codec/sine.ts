// Sines in 1/16384, 1024 to a turn; twin of Sine.java. Math.sin differs between engines, this does not.

const TURN = 1024;
const QUARTER = TURN / 4;
const BITS = 10;
const TABLE = table();

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

function table(): Int16Array {
  const sines = new Int16Array(TURN);
  for (let i = 0; i <= QUARTER; i++) {
    const x = (i * Math.PI) / (TURN / 2);
    let term = x;
    let sum = x;
    for (let n = 2; n < 20; n += 2) {
      term = (-term * x * x) / (n * (n + 1));
      sum += term;
    }
    const value = Math.floor(sum * 16384 + 0.5);
    sines[i] = value;
    sines[TURN / 2 - i] = value;
    sines[TURN / 2 + i] = -value;
    sines[(TURN - i) & (TURN - 1)] = -value;
  }
  return sines;
}
