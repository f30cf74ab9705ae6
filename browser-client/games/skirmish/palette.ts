/**
 * The twelve colours a player may choose. They were picked by farthest-point search so that every pair stays at least
 * 20 CIELAB units apart for normal, protanopic, deuteranopic and tritanopic sight, each with a contrast of 4.5:1 or
 * more against the ground; `palette.test.ts` holds them to it.
 */
export const PILOT_COLOURS = [
  { name: "Sky", rgb: 0x55aaff },
  { name: "Orange", rgb: 0xff9900 },
  { name: "Mint", rgb: 0x00ffaa },
  { name: "Rose", rgb: 0xff0066 },
  { name: "White", rgb: 0xffffff },
  { name: "Violet", rgb: 0x7766ff },
  { name: "Lime", rgb: 0x99ff66 },
  { name: "Magenta", rgb: 0xee4499 },
  { name: "Blush", rgb: 0xffaadd },
  { name: "Bronze", rgb: 0xaa7722 },
  { name: "Orchid", rgb: 0xcc44bb },
  { name: "Moss", rgb: 0x99cc66 },
] as const;

/** Hull colours of the two teams; their ships differ by shape as well. */
export const TEAM_COLOURS = [0x55aaff, 0xff9900] as const;
export const TEAM_NAMES = ["Azure", "Amber"] as const;

/** Colours of the arena itself. */
export const GROUND = 0x070b14;
export const OUTSIDE = 0x04060c;
export const GRID_NEAR = 0x1b2a44;
export const GRID_FAR = 0x111c30;
export const PLATE = 0x16213a;
export const PLATE_INNER = 0x121b30;
export const PLATE_EDGE = 0x6f93cf;
export const PLATE_SHADE = 0x2a3b5e;
export const MIRROR_EDGE = 0x7ff0ff;

export const HULL_GOOD = 0x7dff9b;
export const HULL_WORN = 0xffd24a;
export const HULL_LOW = 0xff5c5c;
export const SHIELD = 0x7fd8ff;
export const HEAT = 0xffa14a;
export const RAIL = 0xd9b8ff;
export const WARNING = 0xff5c5c;

/** The colour of a pilot's `look`; looks beyond the palette wrap, so that any byte from the wire has a colour. */
export function pilotColour(look: number): number {
  const index = ((Math.trunc(look) % PILOT_COLOURS.length) + PILOT_COLOURS.length) % PILOT_COLOURS.length;
  return PILOT_COLOURS[index]!.rgb;
}

const CSS_COLOURS = new Map<number, string>(); // the palette's, and nobody else's colours

export function cssColour(rgb: number): string {
  let css = CSS_COLOURS.get(rgb);
  if (css === undefined) {
    css = `#${(rgb & 0xffffff).toString(16).padStart(6, "0")}`;
    CSS_COLOURS.set(rgb, css);
  }
  return css;
}

/** Colour of a hull bar or arc; `fraction` in [0, 1]. */
export function hullColour(fraction: number): number {
  if (fraction > 0.6) return HULL_GOOD;
  return fraction > 0.3 ? HULL_WORN : HULL_LOW;
}
