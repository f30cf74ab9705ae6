import type { OwnVitals } from "../hud/vitals";
import {
  DASH_TICKS,
  HEAT_MAX,
  isCharging,
  OVERHEAT_TICKS,
  RAIL_COOLDOWN_TICKS,
  RAIL_TICKS,
  TICK_RATE_HZ,
} from "../rules/shipRules";
import type { OwnShipView } from "./arena";

/** What the gauges show of our ship. */
export function ownVitals(ship: OwnShipView): OwnVitals {
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
