import { LatencyLog } from "../../games/latency/latencyLog";
import { type Reading, readingOf } from "../../games/latency/reading";
import { railEnd } from "../../games/skirmish/play/railLine";
import { RAIL_FIRED, type ShipState, stepShip, WORLD } from "../../games/skirmish/rules/shipRules";
import { StandingWalls, type WallGrid } from "../../games/skirmish/rules/wallGrid";
import { DeltaDecoder } from "../../src/codec/deltaDecoder";
import {
  type Controls,
  type SkirmishEntities,
  type SkirmishEvents,
  skirmish,
} from "../../src/generated/skirmish";
import type { Platform } from "../../src/platform";
import type { FieldValue } from "../../src/protocol/fields";
import type { Replica } from "../../src/replica";
import { RoomClient } from "../../src/roomClient";
import type { PredictedEntity } from "../../src/state/prediction";
import { EFFECT, FeelLog, FRAME, INPUT, MESSAGE, RAIL } from "./feelLog";
import { isReady, type Manner, PilotScript, type Seen } from "./pilotScript";

const MOST_OTHERS = 20;
const AIM_LEVELS = 1024;
const VERDICT_MILLIS = 2000; // the server's word on a rail that has not come by then is about another one
const EFFECT_MILLIS = 1000; // an own shot that is not drawn by then never was one

/** Who plays, and how. */
export interface BotConfig {
  readonly name: string;
  readonly manner: Manner;
  readonly seed: number;
}

/** What a bot predicted when a message came, to be compared with what it said. */
interface Expectation {
  readonly entity: PredictedEntity;
  readonly history: ReadonlyMap<number, readonly FieldValue[]>;
  readonly x: number;
  readonly y: number;
}

interface Sampled {
  readonly sequence: number;
  readonly millis: number;
  readonly moveX: number;
  readonly moveY: number;
  readonly aim: number;
  readonly buttons: number;
}

/**
 * One player: the client library as it ships, a script in place of hands, and a log of what it draws in place of eyes.
 * Reads the library's inner parts, and changes none.
 */
export class FeelBot {
  readonly log = new FeelLog();
  private readonly latency = new LatencyLog();
  readonly client: RoomClient<SkirmishEntities, Controls, SkirmishEvents>;
  readonly config: BotConfig;
  private readonly platform: Platform;
  private readonly script: PilotScript;
  private own: SkirmishEntities["ship"]["own"] & { readonly id: number } = undefined as never;
  private hasOwn = false;
  private readonly walls = new StandingWalls();
  private others: (Seen & { id: number })[] = [];
  private readonly rails: { millis: number; strikes: boolean }[] = []; // on which the server has not spoken
  private sampled: Sampled | null = null; // not yet known to be an input
  private shot: { sequence: number; millis: number; heat: number; id: number } | null = null; // not yet drawn

  /**
   * @param platform its sockets must tell this bot first what they receive: `received`
   * @param fingerprint of the game as this server plays it, whose tick rate may be another one
   */
  constructor(platform: Platform, url: string, fingerprint: number, config: BotConfig) {
    this.platform = platform;
    this.config = config;
    this.script = new PilotScript(config.seed, config.manner);
    this.client = new RoomClient(
      platform,
      { ...skirmish, fingerprint },
      { player: config.name, url, storage: null, tableStorage: null },
      (schema, backEnd) => new DeltaDecoder(schema, 1, backEnd),
    );
    this.client.predict("ship", (me, controls, _, world) => {
      const walls = this.walls.of(WORLD, world.entities("wall"));
      const outcome = stepShip(me, controls, walls);
      if (!world.replaying && (outcome & RAIL_FIRED) !== 0) {
        this.rails.push({ millis: platform.now(), strikes: this.strikes(me, controls.aim, walls) });
      }
    });
    this.client.onEvent("railFired", ({ seat, struck }) => {
      if (seat === this.client.seat) {
        this.noteVerdict(struck);
      }
    });
    this.client.onInputTrace((trace) => this.latency.add(trace, platform.now()));
    this.client.sampleInput(() => this.sample());
  }

  /** What the overlay of a page would show now. */
  reading(): Reading {
    return readingOf(this.client.stats(), this.latency.summary(this.platform.now()));
  }

  /** Draws one picture and notes what is in it. */
  draw(frameMillis: number): void {
    const view = this.client.view(frameMillis);
    this.noteInput();
    const { client } = this;
    const replica = client.replica!;
    const own = view.ship.find((ship) => ship.mine);
    this.hasOwn = own?.mine === true;
    if (own?.mine) {
      this.own = own;
    }
    this.others = view.ship
      .filter((ship) => !ship.mine)
      .map(({ id, x, y, seat }) => ({ id, x, y, isFighter: this.isFighter(seat) }));
    const { x, y } = own ?? { x: 2048, y: 2048 };
    const seen = this.others
      .map((other) => ({ other, distance: Math.hypot(other.x - x, other.y - y) }))
      .sort((a, b) => a.distance - b.distance)
      .slice(0, MOST_OTHERS);
    this.noteFrame(frameMillis, replica, seen);
    this.noteEffect(frameMillis);
  }

  /** A message has come; `deliver` gives it to the library. */
  received(bytes: Uint8Array, deliver: () => void): void {
    const expected = this.expectation();
    deliver();
    this.noteInput();
    const { replica } = this.client;
    if (replica === null) {
      return;
    }
    const { reader, inputs } = replica;
    const entity = firstOf(replica);
    const owned = entity === null ? undefined : reader.owned.get(entity.slot);
    let miss = Number.NaN; // px at the acknowledged input
    let shift = Number.NaN; // px that the present moved by
    if (expected !== null && expected.entity === entity && owned !== undefined && inputs.isHeard) {
      const predicted = expected.history.get(inputs.acknowledged);
      const now = entity.history.get(inputs.acknowledged);
      if (predicted !== undefined && now !== undefined) {
        miss = Math.hypot(difference(predicted, now, 0), difference(predicted, now, 1));
        shift = Math.hypot((entity.me["x"] as number) - expected.x, (entity.me["y"] as number) - expected.y);
      }
    }
    this.log.note(
      MESSAGE,
      this.platform.now(),
      reader.tick,
      Number(reader.keyframe),
      bytes.length,
      inputs.acknowledged,
      reader.ack > 0 ? reader.marginEighths : Number.NaN,
      miss,
      shift,
      replica.server.offsetMillis,
      entity === null ? -1 : entity.slot,
    );
  }

  private expectation(): Expectation | null {
    const entity = this.client.replica === null ? null : firstOf(this.client.replica);
    return entity === null
      ? null
      : {
          entity,
          history: new Map(entity.history),
          x: entity.me["x"] as number,
          y: entity.me["y"] as number,
        };
  }

  private sample(): Controls {
    this.noteInput();
    const { inputs } = this.client.replica!;
    const controls = this.script.next(this.hasOwn ? this.own : undefined, this.others);
    const turns = controls.aim / (2 * Math.PI);
    this.sampled = {
      sequence: inputs.newest + 1,
      millis: this.platform.now(),
      moveX: controls.moveX,
      moveY: controls.moveY,
      aim: Math.floor((turns - Math.floor(turns)) * AIM_LEVELS + 0.5) & (AIM_LEVELS - 1),
      buttons: Number(controls.fire) + 2 * Number(controls.rail) + 4 * Number(controls.dash),
    };
    const me = firstOf(this.client.replica!)?.me as SkirmishEntities["ship"]["own"] | undefined;
    if (controls.fire && this.shot === null && me !== undefined && this.hasOwn && isReady(me)) {
      const { sequence, millis } = this.sampled;
      this.shot = { sequence, millis, heat: me.heat, id: this.own.id };
    }
    return controls;
  }

  /** The library takes no input while too many are pending; what it took is noted. */
  private noteInput(): void {
    const { sampled } = this;
    if (sampled !== null && this.client.replica!.inputs.newest >= sampled.sequence) {
      const { sequence, millis, moveX, moveY, aim, buttons } = sampled;
      this.log.note(INPUT, sequence, millis, moveX, moveY, aim, buttons);
    }
    this.sampled = null;
  }

  private noteFrame(
    frameMillis: number,
    replica: Replica,
    seen: readonly { readonly other: Seen & { id: number } }[],
  ): void {
    const { log } = this;
    const { render, server, picture, reader, inputs } = replica;
    const debt = firstOf(replica)?.error ?? [0, 0];
    log.begin(FRAME);
    log.add(this.platform.now());
    log.add(frameMillis);
    log.add(render.tick);
    log.add((server.tickAt(frameMillis) - render.tick) * server.tickMillis);
    log.add(render.delayMillis);
    log.add(Number(picture.isUnderrun));
    log.add(reader.tick);
    log.add(inputs.newest);
    log.add(this.hasOwn ? this.own.id : -1);
    log.add(this.hasOwn ? this.own.x : Number.NaN);
    log.add(this.hasOwn ? this.own.y : Number.NaN);
    log.add(Math.hypot(debt[0] ?? 0, debt[1] ?? 0));
    log.add(replica.traces.roundTripMillis);
    for (const { other } of seen) {
      log.add(other.id);
      log.add(other.x);
      log.add(other.y);
    }
    log.end();
  }

  /** The first picture in which the gun is hotter shows the shot. */
  private noteEffect(frameMillis: number): void {
    const { shot } = this;
    if (shot === null) {
      return;
    }
    if (!this.hasOwn || this.own.id !== shot.id || frameMillis - shot.millis > EFFECT_MILLIS) {
      this.shot = null;
    } else if (this.own.heat > shot.heat) {
      this.log.note(EFFECT, shot.sequence, shot.millis, Math.max(shot.millis, this.platform.now()));
      this.shot = null;
    }
  }

  /** Whether our rail ends at a ship, by what was last drawn. */
  private strikes({ x, y }: ShipState, aim: number, walls: WallGrid): boolean {
    const free = railEnd(x, y, aim, walls, []);
    const end = railEnd(x, y, aim, walls, this.others);
    return Math.hypot(end.x - free.x, end.y - free.y) > 0;
  }

  private noteVerdict(struck: boolean): void {
    const now = this.platform.now();
    while (this.rails.length > 0 && now - this.rails[0]!.millis > VERDICT_MILLIS) {
      this.rails.shift();
    }
    const rail = this.rails.shift();
    if (rail !== undefined) {
      this.log.note(RAIL, rail.millis, Number(rail.strikes), Number(struck));
    }
  }

  private isFighter(seat: number): boolean {
    return this.client.roster.find((entry) => entry.seat === seat)?.name.startsWith("combat") === true;
  }
}

function firstOf(replica: Replica): PredictedEntity | null {
  for (const entity of replica.own?.predicted.values() ?? []) {
    return entity;
  }
  return null;
}

function difference(a: readonly FieldValue[], b: readonly FieldValue[], i: number): number {
  return (a[i] as number) - (b[i] as number);
}
