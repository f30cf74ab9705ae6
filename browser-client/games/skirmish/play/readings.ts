import type { ResultState } from "../hud/resultScreen";
import type { RoundLine } from "../hud/scoreLine";
import type { OwnVitals } from "../hud/vitals";
import {
  DASH_TICKS,
  HEAT_MAX,
  isCharging,
  OVERHEAT_TICKS,
  RAIL_COOLDOWN_TICKS,
  RAIL_TICKS,
  TICK_RATE_HZ,
  WORLD,
} from "../rules/shipRules";
import { placeOf } from "../standings";
import { type OwnShipView, type SkirmishRoom, type SkirmishView, worldOf } from "./arena";

/** What the HUD shows of our ship. */
export function vitalsOf(ship: OwnShipView): OwnVitals {
  const charging = isCharging(ship);
  const overheated = ship.fireTicks > 0 && ship.fireTicks <= OVERHEAT_TICKS && ship.heat > HEAT_MAX * 0.75;
  return {
    hull: ship.hull,
    shield: ship.shield,
    heat: ship.heat / HEAT_MAX,
    overheated: overheated && ship.fireTicks > 5,
    rail: charging
      ? 1 - (ship.railTicks - RAIL_COOLDOWN_TICKS) / (RAIL_TICKS - RAIL_COOLDOWN_TICKS)
      : 1 - Math.min(1, ship.railTicks / RAIL_COOLDOWN_TICKS),
    charging,
    dash: 1 - ship.dashTicks / DASH_TICKS,
    overdriveSeconds: ship.overdriveTicks / TICK_RATE_HZ,
    cloakSeconds: ship.cloakTicks / TICK_RATE_HZ,
  };
}

/** Score, place and time; undefined until the room has told of its round. */
export function roundLine(view: SkirmishView, ownSeat: number): RoundLine | undefined {
  const match = view.match[0];
  if (!match) return undefined;
  const own = view.pilot.find((line) => line.seat === ownSeat);
  return {
    secondsLeft: match.secondsLeft,
    resultShown: match.phase === "RESULT",
    teams: match.mode === "TEAMS",
    azure: match.azureScore,
    amber: match.amberScore,
    ownScore: own?.score ?? 0,
    ownPlace: own === undefined ? 0 : placeOf(own.score, view.pilot),
    players: view.pilot.length,
  };
}

/** The end of a round; undefined while it is played. */
export function resultOf(view: SkirmishView): ResultState | undefined {
  const match = view.match[0];
  if (match?.phase !== "RESULT") return undefined;
  return {
    secondsLeft: match.secondsLeft,
    teams: match.mode === "TEAMS",
    azure: match.azureScore,
    amber: match.amberScore,
  };
}

/** Title of the table of scores. */
export function titleOf(room: Pick<SkirmishRoom, "settings">, view: SkirmishView | undefined): string {
  const match = view?.match[0];
  if (!match) return "Scores";
  return `${placeName(room, match.layout)}, ${match.mode === "TEAMS" ? "two teams" : "free for all"}`;
}

/** What the map is called; the districts of a large world have several. */
export function placeName(room: Pick<SkirmishRoom, "settings">, layout: string): string {
  const isMixed = worldOf(room) > WORLD && room.settings["map"] === "rotate";
  return isMixed ? "Large world" : layout.charAt(0) + layout.slice(1).toLowerCase();
}
