import { describe, expect, it } from "vitest";
import { FeelLog, FRAME, INPUT } from "./feelLog";
import { PilotScript } from "./pilotScript";

const ship = {
  id: 3,
  x: 1000,
  y: 1000,
  vx: 0,
  vy: 0,
  heat: 0,
  fireTicks: 0,
  railTicks: 0,
  dashTicks: 0,
  overdriveTicks: 0,
  cloakTicks: 0,
};
const other = { x: 1400, y: 1000, isFighter: true };

describe("a player by script", () => {
  it("does the same again with the same seed, and something else with another", () => {
    const play = (seed: number): string => {
      const script = new PilotScript(seed, "combat");
      return JSON.stringify(Array.from({ length: 100 }, () => ({ ...script.next(ship, [other]) })));
    };
    expect(play(1)).toBe(play(1));
    expect(play(1)).not.toBe(play(2));
  });

  it("who keeps apart never shoots at somebody, and flies away from whom it meets", () => {
    const script = new PilotScript(1, "apart");
    const towards = { x: 1200, y: 1000, isFighter: false };
    let shots = 0;
    for (let tick = 0; tick < 2000; tick++) {
      const { aim, fire, moveX } = script.next(ship, [towards]);
      shots += Number(fire);
      expect(fire && Math.cos(aim) > 0.98).toBe(false);
      if (tick > 20) {
        expect(moveX).toBe(-15);
      }
    }
    expect(shots).toBeGreaterThan(0);
  });

  it("wants nothing while it has no ship", () => {
    const script = new PilotScript(1, "combat");
    expect(script.next(undefined, [other])).toMatchObject({ moveX: 0, moveY: 0, fire: false });
  });
});

describe("the log of a bot", () => {
  it("holds every record whole, however many there are", () => {
    const log = new FeelLog();
    for (let i = 0; i < 20_000; i++) {
      log.note(i % 2 === 0 ? FRAME : INPUT, i, i + 0.5);
    }
    const all = log.chunks().flatMap((chunk) => Array.from(chunk));
    expect(all.length).toBe(80_000);
    expect(all.slice(-4)).toEqual([INPUT, 2, 19_999, 19_999.5]);
  });
});
