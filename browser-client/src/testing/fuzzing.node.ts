/**
 * How much is fuzzed: seconds in each build, many more with `mvn verify -Pnightly`, or by hand with
 * `ROOKERY_FUZZ_CASES=1000000 npx vitest run src`.
 */
export function fuzzCases(inEachBuild: number): number {
  return Math.max(inEachBuild, Number(process.env["ROOKERY_FUZZ_CASES"] ?? 0));
}

/** A generator of random numbers that gives the same ones for the same seed. */
export class SeededRandom {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** A whole number from 0 to `bound - 1`. */
  below(bound: number): number {
    this.state = (this.state + 0x9e3779b9) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return Math.floor((((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32) * bound);
  }

  /** One of several. */
  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.below(256));
  }
}

/** The sound bytes gone wrong in some way; `others` are sound frames, of the same stream or of another. */
export function damaged(sound: Uint8Array, others: readonly Uint8Array[], random: SeededRandom): Uint8Array {
  const cut = random.below(sound.length + 1);
  switch (random.below(11)) {
    case 0:
      return sound.slice(0, cut);
    case 1:
      return joined(sound, random.bytes(1 + random.below(3)));
    case 2:
      return random.bytes(random.below(2 * sound.length + 8));
    case 3:
      return joined(sound.slice(0, cut), new Uint8Array(sound.length - cut).fill(255));
    case 4:
      return joined(sound.slice(0, cut), new Uint8Array(sound.length - cut));
    case 5: {
      const other = random.of(others);
      return joined(sound.slice(0, cut), other.slice(random.below(other.length + 1)));
    }
    case 6:
      return joined(sound, random.of(others));
    case 7:
      return random.of(others);
    default:
      return flipped(sound, random);
  }
}

function flipped(sound: Uint8Array, random: SeededRandom): Uint8Array {
  const bytes = sound.slice();
  for (let flips = 1 + random.below(3); flips > 0 && bytes.length > 0; flips--) {
    const at = random.below(bytes.length);
    bytes[at] = bytes[at]! ^ (1 << random.below(8));
  }
  return bytes;
}

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const both = new Uint8Array(head.length + tail.length);
  both.set(head);
  both.set(tail, head.length);
  return both;
}

/** Runs one case for each seed; what went wrong in the first that fails, or null. An attack must not throw. */
export function firstWrong(cases: number, attack: (random: SeededRandom) => string | null): string | null {
  for (let seed = 0; seed < cases; seed++) {
    let wrong: string | null;
    try {
      wrong = attack(new SeededRandom(seed));
    } catch (error) {
      wrong = String(error);
    }
    if (wrong !== null) {
      return `seed ${seed}: ${wrong}`;
    }
  }
  return null;
}
