import type { RoomOf, RosterEntry } from "@rookery/client";
import type { PickUp, skirmish } from "../../../src/generated/skirmish";
import { colourOf } from "../picture/painter";
import { LARGE_WORLD, WORLD } from "../rules/shipRules";
import type { BoltSprite, PickUpKind as Icon, PickUpSprite, Scene, ShipSprite, WallPlate } from "../scene";
import { teamIndex } from "../standings";
import type { OwnBolts } from "./ownBolts";

export type SkirmishRoom = RoomOf<typeof skirmish>;
export type SkirmishView = ReturnType<SkirmishRoom["view"]>;
export type OwnShipView = Extract<SkirmishView["ship"][number], { mine: true }>;

/** Side of the room's world, px. */
export function worldOf(room: Pick<SkirmishRoom, "settings">): number {
  return room.settings["size"] === "large" ? LARGE_WORLD : WORLD;
}

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

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Objects that are used again in every picture, as many as the fullest one had. */
class Pool<T> {
  private readonly all: Writable<T>[] = [];
  private readonly make: () => T;

  constructor(make: () => T) {
    this.make = make;
  }

  at(index: number): Writable<T> {
    let object = this.all[index];
    if (object === undefined) {
      object = this.make();
      this.all.push(object);
    }
    return object;
  }
}

/**
 * Makes scenes of what the room shows: the same scene each time, its objects used again by the next. Remembers how long
 * each ship has been charging, which the wire tells only as a flag.
 */
export class Arena {
  private readonly charging = new Map<number, number>(); // ship id -> since when, ms
  private roster: readonly RosterEntry[] = [];
  private readonly people: (RosterEntry | undefined)[] = []; // by seat
  private readonly teams: number[] = []; // by seat
  private readonly ships: ShipSprite[] = [];
  private readonly bolts: BoltSprite[] = [];
  private readonly pickUps: PickUpSprite[] = [];
  // Made with fractions: the engine then keeps a place in the object for one.
  private readonly shipPool = new Pool<ShipSprite>(() => ({
    id: 0,
    seat: 0,
    x: 0.5,
    y: 0.5,
    aim: 0.5,
    hull: 0.5,
    shield: 0.5,
    team: -1,
    look: 0,
    name: "",
    mine: false,
    cloaked: false,
    overdrive: false,
    sheltered: false,
    charge: 0.5,
  }));
  private readonly boltPool = new Pool<BoltSprite>(() => ({
    id: 0,
    x: 0.5,
    y: 0.5,
    angle: 0.5,
    colour: 0,
    mine: false,
  }));
  private readonly pickUpPool = new Pool<PickUpSprite>(() => ({
    id: 0,
    x: 0.5,
    y: 0.5,
    kind: "repair",
    ready: false,
  }));
  private readonly drawn: Writable<Scene> = {
    nowMs: 0.5,
    width: WORLD,
    height: WORLD,
    ships: this.ships,
    bolts: this.bolts,
    pickUps: this.pickUps,
    walls: [],
    crowds: undefined,
  };

  /** What the room told of far places; it tells again every second. */
  crowds(levels: readonly number[]): void {
    this.drawn.crowds = levels;
  }

  /** `aim` is where the player aims now: the server's echo of it would be late. */
  scene(
    room: Pick<SkirmishRoom, "roster" | "settings">,
    ownSeat: number,
    view: SkirmishView,
    bolts: OwnBolts,
    aim: number,
    nowMs: number,
  ): Scene {
    this.readPeople(room.roster, view);
    this.drawShips(view, aim, nowMs);
    this.drawBolts(view, ownSeat, bolts);
    this.drawPickUps(view);
    this.drawn.nowMs = nowMs;
    this.drawn.width = worldOf(room);
    this.drawn.height = this.drawn.width;
    if (this.drawn.width === WORLD) this.drawn.crowds = undefined;
    else this.drawn.crowds ??= [];
    this.drawn.walls = view.wall as readonly WallPlate[];
    return this.drawn;
  }

  private readPeople(roster: readonly RosterEntry[], view: SkirmishView): void {
    if (roster !== this.roster) {
      this.roster = roster;
      this.people.length = 0;
      for (const entry of roster) this.people[entry.seat] = entry;
    }
    this.teams.fill(-1);
    for (const pilot of view.pilot) this.teams[pilot.seat] = teamIndex(pilot.team);
  }

  private drawShips(view: SkirmishView, aim: number, nowMs: number): void {
    const { ships } = this;
    const count = view.ship.length;
    for (let index = 0; index < count; index++) {
      const ship = view.ship[index]!;
      const person = this.people[ship.seat];
      const sprite = this.shipPool.at(index);
      sprite.id = ship.id;
      sprite.seat = ship.seat;
      sprite.x = ship.x;
      sprite.y = ship.y;
      sprite.aim = ship.mine ? aim : ship.aim;
      sprite.hull = ship.hull / 100;
      sprite.shield = ship.shield / 50;
      sprite.team = this.teams[ship.seat] ?? -1;
      sprite.look = person?.look ?? ship.seat;
      sprite.name = person?.name ?? "";
      sprite.mine = ship.mine;
      sprite.cloaked = ship.cloaked;
      sprite.overdrive = ship.overdrive;
      sprite.sheltered = ship.fresh;
      sprite.charge = this.charge(ship.id, ship.charging, nowMs);
      ships[index] = sprite;
    }
    ships.length = count;
  }

  private drawBolts(view: SkirmishView, ownSeat: number, own: OwnBolts): void {
    const { bolts } = this;
    const count = view.bolt.length;
    for (let index = 0; index < count; index++) {
      const bolt = view.bolt[index]!;
      const mine = bolt.seat === ownSeat;
      const place = mine ? own.drawn(bolt) : bolt;
      const sprite = this.boltPool.at(index);
      sprite.id = bolt.id;
      sprite.x = place.x;
      sprite.y = place.y;
      sprite.angle = bolt.heading;
      sprite.colour = this.colourOf(bolt.seat);
      sprite.mine = mine;
      bolts[index] = sprite;
    }
    bolts.length = count;
    own.addAhead(bolts, this.colourOf(ownSeat));
  }

  private drawPickUps(view: SkirmishView): void {
    const { pickUps } = this;
    const count = view.pickUp.length;
    for (let index = 0; index < count; index++) {
      const pickUp = view.pickUp[index]!;
      const sprite = this.pickUpPool.at(index);
      sprite.id = pickUp.id;
      sprite.x = pickUp.x;
      sprite.y = pickUp.y;
      sprite.kind = iconOf(pickUp.kind);
      sprite.ready = pickUp.ready;
      pickUps[index] = sprite;
    }
    pickUps.length = count;
  }

  private colourOf(seat: number): number {
    return colourOf(this.teams[seat] ?? -1, this.people[seat]?.look ?? seat);
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
