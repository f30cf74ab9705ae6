import { describe, expect, it } from "vitest";
import { parseSettings, SettingsStore } from "./settings";

describe("settings", () => {
  it("start with defaults on a first visit", () => {
    expect(parseSettings(null, false, () => 0.5)).toMatchObject({
      name: "",
      look: 6,
      muted: false,
      shake: true,
    });
  });

  it("follow the system's wish for less motion until the player says otherwise", () => {
    expect(parseSettings(null, true).reducedMotion).toBe(true);
    expect(parseSettings('{"reducedMotion":false}', true).reducedMotion).toBe(false);
  });

  it("survive whatever is in the storage", () => {
    for (const stored of [
      "",
      "{",
      "null",
      "[]",
      "7",
      '{"look":99,"volume":"loud","name":5,"seenControls":{}}',
    ]) {
      expect(parseSettings(stored, false, () => 0)).toMatchObject({
        name: "",
        look: 0,
        volume: 0.6,
        seenControls: [],
      });
    }
  });

  it("are kept and told to listeners", () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string): string | null => kept.get(key) ?? null,
      setItem: (key: string, value: string): void => void kept.set(key, value),
    };
    const heard: number[] = [];
    const store = new SettingsStore(storage, false);
    store.onChange((settings) => heard.push(settings.volume));
    store.change({ volume: 0.2, name: "Ada" });
    expect(heard).toEqual([0.6, 0.2]);
    expect(new SettingsStore(storage, false).now).toMatchObject({ volume: 0.2, name: "Ada" });
  });

  it("last as long as the page when the storage refuses", () => {
    const storage = {
      getItem: (): string | null => {
        throw new Error("forbidden");
      },
      setItem: (): void => {
        throw new Error("full");
      },
    };
    const store = new SettingsStore(storage, false);
    store.change({ name: "Ada" });
    expect(store.now.name).toBe("Ada");
  });
});
