/** How one sound is made. Frequencies in Hz, times in seconds, levels 0 to 1. */
export interface Voice {
  readonly wave: OscillatorType | "noise";
  readonly from: number; // pitch at the start; for noise the middle of the band
  readonly to: number; // pitch at the end
  readonly attack: number;
  readonly length: number;
  readonly level: number;
  readonly delay?: number;
  readonly width?: number; // of the noise band: quality of the filter
}

export type SoundName =
  | "bolt"
  | "charge"
  | "rail"
  | "hitGiven"
  | "hitTaken"
  | "shieldTaken"
  | "death"
  | "ownDeath"
  | "kill"
  | "pickUp"
  | "dash"
  | "roundStart"
  | "roundEnd"
  | "heartbeat"
  | "respawn"
  | "tick"
  | "chat";

export interface Recipe {
  readonly voices: readonly Voice[];
  /** Which sounds give way when all voices are taken: higher stays. */
  readonly weight: number;
  /** Seconds until the same sound may start again. */
  readonly pause: number;
}

type Tone = readonly [
  wave: Voice["wave"],
  from: number,
  to: number,
  attack: number,
  length: number,
  level: number,
];

function tone([wave, from, to, attack, length, level]: Tone, delay = 0): Voice {
  return { wave, from, to, attack, length, level, delay };
}

function hiss(from: number, to: number, attack: number, length: number, level: number, width: number): Voice {
  return { wave: "noise", from, to, attack, length, level, width };
}

/** All sounds of the game: soft attacks, falling pitches, nothing above 3 kHz at full level, so that none is harsh. */
export const RECIPES: Record<SoundName, Recipe> = {
  bolt: {
    weight: 1,
    pause: 0.03,
    voices: [tone(["triangle", 760, 210, 0.002, 0.11, 0.24]), hiss(1800, 900, 0.001, 0.04, 0.1, 1.2)],
  },
  charge: { weight: 2, pause: 0.2, voices: [tone(["sine", 180, 880, 0.1, 0.45, 0.14])] },
  rail: {
    weight: 4,
    pause: 0.05,
    voices: [
      tone(["sawtooth", 1300, 70, 0.002, 0.34, 0.17]),
      hiss(2600, 300, 0.001, 0.3, 0.22, 0.7),
      tone(["sine", 110, 45, 0.004, 0.42, 0.34]),
    ],
  },
  hitGiven: { weight: 5, pause: 0.03, voices: [tone(["square", 1250, 950, 0.001, 0.045, 0.11])] },
  hitTaken: {
    weight: 6,
    pause: 0.05,
    voices: [hiss(700, 180, 0.001, 0.16, 0.42, 0.9), tone(["sine", 150, 70, 0.002, 0.15, 0.36])],
  },
  shieldTaken: {
    weight: 6,
    pause: 0.05,
    voices: [tone(["sine", 620, 380, 0.002, 0.16, 0.22]), hiss(1500, 900, 0.001, 0.08, 0.16, 1.4)],
  },
  death: {
    weight: 4,
    pause: 0.04,
    voices: [hiss(900, 90, 0.003, 0.65, 0.42, 0.5), tone(["sine", 130, 34, 0.004, 0.6, 0.42])],
  },
  ownDeath: {
    weight: 9,
    pause: 0.3,
    voices: [
      hiss(1200, 60, 0.003, 1, 0.5, 0.5),
      tone(["sine", 180, 28, 0.004, 0.95, 0.5]),
      tone(["triangle", 330, 82, 0.02, 0.8, 0.16]),
    ],
  },
  kill: {
    weight: 8,
    pause: 0.1,
    voices: [
      tone(["triangle", 660, 660, 0.004, 0.1, 0.2]),
      tone(["triangle", 990, 990, 0.004, 0.2, 0.2], 0.08),
    ],
  },
  pickUp: {
    weight: 6,
    pause: 0.1,
    voices: [
      tone(["sine", 520, 540, 0.005, 0.1, 0.22]),
      tone(["sine", 780, 800, 0.005, 0.12, 0.2], 0.06),
      tone(["sine", 1040, 1060, 0.005, 0.18, 0.16], 0.12),
    ],
  },
  dash: {
    weight: 3,
    pause: 0.05,
    voices: [hiss(300, 1500, 0.03, 0.26, 0.3, 0.9), tone(["sine", 220, 90, 0.004, 0.2, 0.2])],
  },
  roundStart: {
    weight: 9,
    pause: 1,
    voices: [
      tone(["triangle", 392, 392, 0.01, 0.16, 0.22]),
      tone(["triangle", 392, 392, 0.01, 0.16, 0.22], 0.2),
      tone(["triangle", 784, 784, 0.01, 0.42, 0.24], 0.4),
    ],
  },
  roundEnd: {
    weight: 9,
    pause: 1,
    voices: [
      tone(["triangle", 784, 784, 0.01, 0.2, 0.22]),
      tone(["triangle", 587, 587, 0.01, 0.2, 0.22], 0.18),
      tone(["triangle", 392, 392, 0.01, 0.6, 0.24], 0.36),
    ],
  },
  heartbeat: {
    weight: 5,
    pause: 0.6,
    voices: [tone(["sine", 72, 46, 0.01, 0.14, 0.5]), tone(["sine", 64, 42, 0.01, 0.16, 0.36], 0.2)],
  },
  respawn: { weight: 7, pause: 0.5, voices: [tone(["sine", 220, 660, 0.05, 0.4, 0.2])] },
  tick: { weight: 7, pause: 0.5, voices: [tone(["sine", 880, 880, 0.003, 0.07, 0.16])] },
  chat: { weight: 3, pause: 0.3, voices: [tone(["sine", 700, 720, 0.005, 0.08, 0.12])] },
};
