import { describe, expect, it } from "vitest";
import { cssColour, GROUND, hullColour, PILOT_COLOURS, pilotColour } from "./palette";

type Triple = readonly [number, number, number];

/** Machado, Oliveira and Fernandes (2009), full strength, in linear RGB. */
const SIGHT: Record<string, readonly Triple[]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const linear = (byte: number): number =>
  byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4;
const channels = (rgb: number): Triple => [linear(rgb >> 16), linear((rgb >> 8) & 255), linear(rgb & 255)];
const dot = (a: Triple, b: Triple): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const luminance = (rgb: number): number => dot(channels(rgb), [0.2126, 0.7152, 0.0722]);

function lab(colour: Triple): Triple {
  const f = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f(dot(colour, [0.4124, 0.3576, 0.1805]) / 0.9505);
  const y = f(dot(colour, [0.2126, 0.7152, 0.0722]));
  const z = f(dot(colour, [0.0193, 0.1192, 0.9505]) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function seen(rgb: number, rows: readonly Triple[]): Triple {
  const light = channels(rgb);
  const clamp = (value: number): number => Math.min(1, Math.max(0, value));
  return lab([clamp(dot(rows[0]!, light)), clamp(dot(rows[1]!, light)), clamp(dot(rows[2]!, light))]);
}

describe("the palette", () => {
  for (const [sight, rows] of Object.entries(SIGHT)) {
    it(`keeps every two pilots apart for eyes with ${sight} sight`, () => {
      const colours = PILOT_COLOURS.map((colour) => seen(colour.rgb, rows));
      for (let a = 0; a < colours.length; a++) {
        for (let b = 0; b < a; b++) {
          const one = colours[a]!;
          const other = colours[b]!;
          const distance = Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
          expect(distance, `${PILOT_COLOURS[a]!.name} and ${PILOT_COLOURS[b]!.name}`).toBeGreaterThan(20);
        }
      }
    });
  }

  it("has a contrast of 4.5 to 1 or more on the ground", () => {
    for (const colour of PILOT_COLOURS) {
      expect((luminance(colour.rgb) + 0.05) / (luminance(GROUND) + 0.05), colour.name).toBeGreaterThan(4.5);
    }
  });

  it("gives every byte a colour", () => {
    expect(pilotColour(0)).toBe(PILOT_COLOURS[0].rgb);
    expect(pilotColour(13)).toBe(PILOT_COLOURS[1].rgb);
    expect(pilotColour(-1)).toBe(PILOT_COLOURS[11].rgb);
  });

  it("writes colours as CSS does", () => {
    expect(cssColour(0x00ffaa)).toBe("#00ffaa");
  });

  it("warns by the colour of the hull", () => {
    expect(new Set([hullColour(1), hullColour(0.5), hullColour(0.1)]).size).toBe(3);
  });
});
