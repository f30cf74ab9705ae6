/** What the page remembers of a player, in local storage and nowhere else. */
export interface Settings {
  readonly name: string;
  readonly look: number; // index into PILOT_COLOURS
  readonly volume: number; // 0 to 1
  readonly muted: boolean;
  readonly shake: boolean;
  readonly reducedMotion: boolean;
  readonly seenControls: readonly string[]; // devices whose controls have been explained
}

const KEY = "rookery.skirmish";

const DEFAULTS: Settings = {
  name: "",
  look: 0,
  volume: 0.6,
  muted: false,
  shake: true,
  reducedMotion: false,
  seenControls: [],
};

/** As many looks as there are colours; whoever has not chosen gets any of them, so that guests differ. */
const LOOKS = 12;

/** Reads whatever is stored, however old or damaged; every field that does not fit becomes its default. */
export function parseSettings(
  stored: string | null,
  prefersReducedMotion: boolean,
  random: () => number = Math.random,
): Settings {
  const anyLook = Math.floor(random() * LOOKS);
  const defaults = { ...DEFAULTS, look: anyLook, reducedMotion: prefersReducedMotion };
  let found: unknown;
  try {
    found = JSON.parse(stored ?? "{}");
  } catch {
    return defaults;
  }
  if (typeof found !== "object" || found === null) return defaults;
  const fields = found as Record<string, unknown>;
  const flag = (name: string, otherwise: boolean): boolean => {
    const value = fields[name];
    return typeof value === "boolean" ? value : otherwise;
  };
  const number = (name: string, low: number, high: number, otherwise: number): number => {
    const value = fields[name];
    return typeof value === "number" && value >= low && value <= high ? value : otherwise;
  };
  const name = fields["name"];
  const seen = fields["seenControls"];
  return {
    name: typeof name === "string" ? name : defaults.name,
    look: Math.trunc(number("look", 0, LOOKS - 1, defaults.look)),
    volume: number("volume", 0, 1, defaults.volume),
    muted: flag("muted", defaults.muted),
    shake: flag("shake", defaults.shake),
    reducedMotion: flag("reducedMotion", defaults.reducedMotion),
    seenControls: Array.isArray(seen) ? seen.filter((device) => typeof device === "string") : [],
  };
}

/** The settings now in force; changing them keeps them and tells whoever listens. */
export class SettingsStore {
  private settings: Settings;
  private readonly storage: Pick<Storage, "getItem" | "setItem"> | null;
  private readonly listeners: ((settings: Settings) => void)[] = [];

  constructor(storage: Pick<Storage, "getItem" | "setItem"> | null, prefersReducedMotion: boolean) {
    this.storage = storage;
    this.settings = parseSettings(readItem(storage), prefersReducedMotion);
  }

  get now(): Settings {
    return this.settings;
  }

  change(changes: Partial<Settings>): void {
    this.settings = { ...this.settings, ...changes };
    try {
      this.storage?.setItem(KEY, JSON.stringify(this.settings));
    } catch {
      // Storage is full or forbidden: the settings then last as long as the page.
    }
    for (const listener of this.listeners) listener(this.settings);
  }

  /** Calls at once with the present settings, then on every change. */
  onChange(listener: (settings: Settings) => void): void {
    this.listeners.push(listener);
    listener(this.settings);
  }
}

function readItem(storage: Pick<Storage, "getItem"> | null): string | null {
  try {
    return storage?.getItem(KEY) ?? null;
  } catch {
    return null;
  }
}

/** Local storage, or null where the browser forbids it. */
export function localStorageOrNull(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
