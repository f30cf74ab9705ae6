import type { RoomOf } from "@rookery/client";
import type { PickUp, skirmish } from "../../../src/generated/skirmish";
import { shipColour } from "../picture/painter";
import { WORLD } from "../rules/shipRules";
import type { BoltSprite, PickUpKind as Icon, PickUpSprite, Scene, ShipSprite, WallPlate } from "../scene";
import { teamIndex } from "../standings";
import type { OwnBolts } from "./ownBolts";

export type SkirmishRoom = RoomOf<typeof skirmish>;
export type SkirmishView = ReturnType<SkirmishRoom["view"]>;
export type OwnShipView = Extract<SkirmishView["ship"][number], { mine: true }>;

export function iconOf(kind: PickUp["kind"]): Icon {
  switch (kind) {
    case "REPAIR":
      return "repair";
    case "OVERDRIVE":
      return "overdrive";
    case "CLOAK":
      return "cloak";
  }
}

export function ownShip(view: SkirmishView): OwnShipView | undefined {
  for (const ship of view.ship) if (ship.mine) return ship;
  return undefined;
}

const CHARGE_SECONDS = 0.4;

/**
 * Makes scenes of what the room shows. Remembers how long each ship has been charging, which the wire tells only as a
 * flag.
 */
export class Arena {
  private readonly charging = new Map<number, number>(); // ship id -> since when, ms

  /** `aim` is where the player aims now: the server's echo of it would be late. */
  scene(room: SkirmishRoom, view: SkirmishView, bolts: OwnBolts, aim: number, nowMs: number): Scene {
    const people = new Map(room.roster.map((entry) => [entry.seat, entry]));
    const teams = new Map(view.pilot.map((pilot) => [pilot.seat, teamIndex(pilot.team)]));
    const colours = new Map<number, number>();
    const ships = view.ship.map((ship): ShipSprite => {
      const person = people.get(ship.seat);
      const sprite = {
        id: ship.id,
        seat: ship.seat,
        x: ship.x,
        y: ship.y,
        aim: ship.mine ? aim : ship.aim,
        hull: ship.hull / 100,
        shield: ship.shield / 50,
        team: teams.get(ship.seat) ?? -1,
        look: person?.look ?? ship.seat,
        name: person?.name ?? "",
        mine: ship.mine,
        cloaked: ship.cloaked,
        overdrive: ship.overdrive,
        sheltered: ship.fresh,
        charge: this.charge(ship.id, ship.charging, nowMs),
      };
      colours.set(ship.seat, shipColour(sprite));
      return sprite;
    });
    const colourOf = (seat: number): number =>
      colours.get(seat) ?? shipColour({ team: teams.get(seat) ?? -1, look: people.get(seat)?.look ?? seat });
    return {
      nowMs,
      width: WORLD,
      height: WORLD,
      ships,
      bolts: [
        ...view.bolt.map((bolt): BoltSprite => {
          const mine = bolt.seat === room.seat;
          const drawn = mine ? bolts.drawn(bolt) : bolt;
          return {
            id: bolt.id,
            x: drawn.x,
            y: drawn.y,
            angle: bolt.heading,
            colour: colourOf(bolt.seat),
            mine,
          };
        }),
        ...bolts.ahead(colourOf(room.seat)),
      ],
      pickUps: view.pickUp.map(
        (pickUp): PickUpSprite => ({
          id: pickUp.id,
          x: pickUp.x,
          y: pickUp.y,
          kind: iconOf(pickUp.kind),
          ready: pickUp.ready,
        }),
      ),
      walls: view.wall as readonly WallPlate[],
    };
  }

  private charge(id: number, charging: boolean, nowMs: number): number {
    if (!charging) {
      this.charging.delete(id);
      return 0;
    }
    const since = this.charging.get(id) ?? nowMs;
    this.charging.set(id, since);
    return Math.min(1, (nowMs - since) / 1000 / CHARGE_SECONDS + 0.1);
  }
}
