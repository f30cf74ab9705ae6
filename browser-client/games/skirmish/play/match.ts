import type { EventInfo } from "@rookery/client";
import type { Dashed, Hit, Kill, PickedUp, RailFired } from "../../../src/generated/skirmish";
import type { Camera, View } from "../camera";
import { levelsOf } from "../crowds";
import { type FeedName, killLine, PICKED, weaponWord } from "../hud/feedWords";
import type { Hud } from "../hud/hud";
import type { ResultState } from "../hud/resultScreen";
import type { RoundLine } from "../hud/scoreLine";
import type { OwnVitals } from "../hud/vitals";
import { pilotColour, SHIELD, TEAM_COLOURS } from "../palette";
import type { Effects } from "../picture/effects";
import { shipColour } from "../picture/painter";
import type { Shake } from "../picture/shake";
import { CHARGED, DASHED, FIRED, RAIL_FIRED, stepShip } from "../rules/shipRules";
import { StandingWalls, type WallGrid } from "../rules/wallGrid";
import { KNOWN_WITHIN, type Scene, type ShipSprite } from "../scene";
import type { SettingsStore } from "../settings";
import type { SoundBoard } from "../sound/soundBoard";
import type { WatchedSkirmish } from "../spectating";
import { type Standing, standings, teamIndex } from "../standings";
import {
  Arena,
  iconOf,
  type OwnShipView,
  ownShip,
  type SkirmishRoom,
  type SkirmishView,
  worldOf,
} from "./arena";
import { BoltWatch, type BoltWitness } from "./boltWatch";
import { Conversation } from "./conversation";
import { DeathNotices } from "./deathNotices";
import { GapWatch } from "./gapWatch";
import { OwnBolts } from "./ownBolts";
import type { PilotInput } from "./pilotInput";
import { railEnd } from "./railLine";
import { placeName, resultOf, roundLine, titleOf, vitalsOf } from "./readings";
import { NOBODY, type Watch } from "./watch";

/** What a match needs of the page around it. */
export interface MatchSurroundings {
  readonly hud: Hud;
  readonly effects: Effects;
  readonly sound: SoundBoard;
  readonly shake: Shake;
  readonly camera: Camera;
  readonly input: PilotInput;
  readonly settings: SettingsStore;
}

const NEAR = 700; // world px within which a death is felt
const HEARTBEAT_MS = 950;

/** One stay in a room, to play or to watch: turns what the server says into light, sound and words. */
export class Match {
  readonly room: SkirmishRoom | WatchedSkirmish;
  /** The same where we have a seat. */
  readonly player: SkirmishRoom | undefined;
  readonly watch: Watch | undefined;
  private readonly page: MatchSurroundings;
  private readonly arena = new Arena();
  private readonly walls = new StandingWalls();
  private readonly bolts = new OwnBolts();
  private readonly boltWatch = new BoltWatch();
  private readonly gapWatch = new GapWatch();
  private readonly conversation: Conversation;
  private view: SkirmishView | undefined;
  private drawn: Scene | undefined;
  private own: OwnShipView | undefined;
  private ownId = -1;
  private lookX = 0;
  private lookY = 0;
  private heartbeatAtMs = 0;
  private lastSecond = -1;
  private railDrawn = false; // ours was drawn when it went off; its event adds nothing
  private nowMs = 0;
  private pictures = 0;
  private readonly deaths = new DeathNotices();
  private readonly seenShips = new Map<number, number>(); // ship id -> number of the newest picture with it
  private readonly shownOwnBolts: SkirmishView["bolt"][number][] = [];
  private readonly boltWitness: BoltWitness;
  /** Round trip time of the connection, ms, as of the last frame. */
  rttMs = 0;
  /** Bolts noticed so far, by seat; for browser tests. */
  readonly boltsSeen: Record<number, number> = {};

  /** @param watch where somebody looks who has no seat */
  constructor(room: SkirmishRoom | WatchedSkirmish, page: MatchSurroundings, watch?: Watch) {
    this.room = room;
    this.player = watch ? undefined : (room as SkirmishRoom);
    this.page = page;
    this.watch = watch;
    this.boltWitness = this.witness();
    if (this.player) this.play(this.player);
    room.onEvent("hit", (event, info) => this.hit(event, info));
    room.onEvent("kill", (event, info) => this.kill(event, info));
    room.onEvent("railFired", (event, info) => this.railFired(event, info));
    room.onEvent("pickedUp", (event, info) => this.pickedUp(event, info));
    room.onEvent("dashed", (event, info) => this.dashed(event, info));
    room.onEvent("roundStarted", (event, info) => {
      if (info.late) return;
      this.page.sound.here("roundStart");
      this.say(`Round ${event.round}`, placeName(this.room, event.layout));
    });
    room.onEvent("crowds", (event) => this.arena.crowds(levelsOf(event)));
    room.onEvent("roundEnded", (_event, info) => {
      if (!info.late) this.page.sound.here("roundEnd");
    });
    this.conversation = new Conversation(room, {
      hud: page.hud,
      sound: page.sound,
      seat: () => this.ownSeat,
      nameOf: (seat) => this.nameOf(seat),
      isFirstPicture: () => this.watch !== undefined && !this.hasPicture,
    });
  }

  private play(room: SkirmishRoom): void {
    const { page } = this;
    room.predict("ship", (me, controls, _tickSeconds, world) => {
      const walls = this.walls.of(worldOf(room), world.entities("wall"));
      const outcome = stepShip(me, controls, walls);
      if (!world.replaying && outcome !== 0) this.acted(outcome, controls.aim, me.x, me.y, walls);
    });
    room.sampleInput(() => page.input.sample());
    room.onInputTrace((trace) => page.hud.stats.traced(trace, performance.now()));
  }

  /** Whose score and deeds count: our own, or those of the pilot whom we watch. */
  get seat(): number {
    return this.watch?.seat ?? this.ownSeat;
  }

  private get ownSeat(): number {
    return this.player?.seat ?? NOBODY;
  }

  /** Whether anything has been seen yet. */
  get hasPicture(): boolean {
    return (this.view?.match.length ?? 0) > 0;
  }

  /** Whether the lines of whoever has this seat are shown is turned around. */
  toggleMute(seat: number, name: string): void {
    this.conversation.toggleMute(seat, name);
  }

  /** Our ship as drawn now. */
  get ship(): OwnShipView | undefined {
    return this.own;
  }

  get scene(): Scene | undefined {
    return this.drawn;
  }

  /** The connection is a new one, perhaps to another room. */
  reconnected(): void {
    this.gapWatch.expect();
  }

  /** One drawn frame: moves the camera and says what to paint. */
  frame(nowMs: number, seconds: number, lastView: View): Scene {
    this.nowMs = nowMs;
    this.page.input.read(lastView, this.own); // first: making the picture samples the input
    const view = this.room.view(nowMs);
    this.view = view;
    this.own = ownShip(view);
    const stats = this.room.stats();
    if (this.gapWatch.step(stats.newestTick, this.room.tickRateHz)) this.afterGap();
    const { ownSeat } = this;
    let ownBolts = 0;
    for (const bolt of view.bolt) if (bolt.seat === ownSeat) this.shownOwnBolts[ownBolts++] = bolt;
    this.shownOwnBolts.length = ownBolts;
    this.rttMs = stats.rttMillis;
    this.bolts.step(this.shownOwnBolts, seconds, stats.rttMillis / 1000 + 0.4);
    this.watchBolts(view);
    const scene = this.arena.scene(this.room, ownSeat, view, this.bolts, this.page.input.aimAngle, nowMs);
    this.watchShips(scene);
    this.page.hud.chat.setTeam(this.teamColour(view));
    this.moveCamera(scene, seconds);
    this.page.sound.listenAt(this.lookX, this.lookY);
    this.heartbeat(nowMs);
    this.drawn = scene;
    return scene;
  }

  standings(): Standing[] {
    const lines = standings(this.view?.pilot ?? [], this.room.roster, this.seat);
    return lines.map((line) => (this.conversation.isMuted(line.seat) ? { ...line, muted: true } : line));
  }

  get watchedX(): number {
    return this.lookX;
  }

  get watchedY(): number {
    return this.lookY;
  }

  vitals(): OwnVitals | undefined {
    return this.own && vitalsOf(this.own);
  }

  round(): RoundLine | undefined {
    return this.view && roundLine(this.view, this.seat);
  }

  result(): ResultState | undefined {
    return this.view && resultOf(this.view);
  }

  /** Seconds until our next ship; undefined while we have one. */
  respawnSeconds(): number | undefined {
    if (this.own || !this.view || this.watch) return undefined;
    const pilot = this.view.pilot.find((line) => line.seat === this.ownSeat);
    return pilot ? pilot.respawnSeconds : undefined;
  }

  title(): string {
    return titleOf(this.room, this.view);
  }

  /** Of all who play, by the roster. */
  get seats(): readonly number[] {
    return this.room.roster.map(({ seat }) => seat);
  }

  nameOf(seat: number): FeedName {
    const person = this.room.roster.find((entry) => entry.seat === seat);
    const team = this.view?.pilot.find((line) => line.seat === seat)?.team ?? "NONE";
    const index = teamIndex(team);
    return {
      text: person?.name ?? `Seat ${seat + 1}`,
      colour: index >= 0 ? TEAM_COLOURS[index & 1]! : pilotColour(person?.look ?? seat),
      mine: seat === this.seat,
    };
  }

  private say(title: string, text: string): void {
    this.page.hud.banner.say(title, text, performance.now());
  }

  /** Our own action, at the moment of the key: the server's word comes a round trip later. */
  private acted(outcome: number, aim: number, x: number, y: number, walls: WallGrid): void {
    const ship = this.own;
    if (!ship) return;
    const { effects, sound } = this.page;
    const colour = this.nameOf(this.ownSeat).colour;
    const noseX = ship.x + Math.cos(aim) * 22;
    const noseY = ship.y + Math.sin(aim) * 22;
    if ((outcome & FIRED) !== 0) {
      this.bolts.fire(ship.x, ship.y, aim, walls);
      effects.muzzle(noseX, noseY, aim, colour);
      sound.here("bolt", 0.8);
    }
    if ((outcome & CHARGED) !== 0) sound.here("charge");
    if ((outcome & RAIL_FIRED) !== 0) {
      sound.here("rail");
      const others = this.foes();
      // From where the server will have us, at what is on the screen: so it is what the server will say.
      const end = railEnd(x, y, aim, walls, others);
      effects.rail(noseX, noseY, end.x, end.y);
      this.railDrawn = true;
      this.page.shake.hit(1.5);
    }
    if ((outcome & DASHED) !== 0) {
      effects.dash(ship.x, ship.y, Math.atan2(ship.vy, ship.vx), colour);
      sound.here("dash");
    }
  }

  private teamColour(view: SkirmishView): number | undefined {
    const index = teamIndex(view.pilot.find((line) => line.seat === this.ownSeat)?.team ?? "NONE");
    return index >= 0 ? TEAM_COLOURS[index & 1] : undefined;
  }

  private foes(): readonly ShipSprite[] {
    const ships = this.drawn?.ships ?? [];
    const team = ships.find((ship) => ship.mine)?.team ?? -1;
    return ships.filter((ship) => !ship.mine && (team < 0 || ship.team !== team));
  }

  private hit(event: Hit, info: EventInfo): void {
    if (info.late) return;
    const { effects, sound, shake, hud } = this.page;
    const colour = this.nameOf(event.by).colour;
    effects.hit(event.x, event.y, event.angle + Math.PI, colour, event.shielded);
    const victim = this.drawn?.ships.find((ship) => ship.seat === event.victim);
    if (victim) effects.flash(victim.id);
    if (event.by === this.ownSeat) {
      effects.number(event.x, event.y, String(event.damage), event.shielded ? SHIELD : 0xffffff);
      sound.here("hitGiven");
    } else if (event.victim === this.ownSeat) {
      sound.here(event.shielded ? "shieldTaken" : "hitTaken");
      shake.hit(event.weapon === "RAIL" ? 3.5 : 1.6);
      hud.hurt(this.nowMs);
    } else {
      sound.at("hitGiven", event.x, event.y, 0.35);
    }
  }

  private kill(event: Kill, info: EventInfo): void {
    const { effects, sound, shake, hud } = this.page;
    if (!this.deaths.isNews(event.victim, info.tick)) return;
    const line = killLine(event, (seat) => this.nameOf(seat));
    hud.feed.add(line, performance.now());
    if (event.victim === this.ownSeat) {
      const killer = this.drawn?.ships.find((ship) => ship.seat === event.killer);
      hud.respawn.tell({
        killer: line.killer,
        weapon: weaponWord(event.weapon),
        killerHull: killer ? Math.round(killer.hull * 100) : undefined,
      });
    }
    if (info.late) return;
    effects.death(event.x, event.y, line.victim.colour);
    const distance = Math.hypot(event.x - this.lookX, event.y - this.lookY);
    if (event.victim === this.ownSeat) {
      sound.here("ownDeath");
      shake.hit(4);
    } else {
      sound.at("death", event.x, event.y);
      if (distance < NEAR) shake.hit(4 * (1 - distance / NEAR));
    }
    if (event.killer === this.ownSeat && event.victim !== this.ownSeat) {
      sound.here("kill");
      this.say(`You destroyed ${line.victim.text}`, line.extra === "" ? "+100" : `+100, ${line.extra}`);
    } else if (event.assist === this.ownSeat) {
      this.say("Assist", `+40, ${line.victim.text} is gone`);
    }
  }

  private railFired(event: RailFired, info: EventInfo): void {
    if (info.late) return;
    if (event.seat === this.ownSeat && this.railDrawn) {
      this.railDrawn = false;
      return;
    }
    this.page.effects.rail(event.x, event.y, event.toX, event.toY);
    this.page.sound.at("rail", event.x, event.y);
  }

  private pickedUp(event: PickedUp, info: EventInfo): void {
    if (info.late) return;
    this.page.effects.pickUp(event.x, event.y, iconOf(event.kind));
    if (event.seat === this.ownSeat) {
      this.page.sound.here("pickUp");
      const { title, text } = PICKED[event.kind];
      this.say(title, text);
    } else {
      this.page.sound.at("pickUp", event.x, event.y, 0.6);
    }
  }

  private dashed(event: Dashed, info: EventInfo): void {
    if (info.late || event.seat === this.ownSeat) return;
    this.page.effects.dash(event.x, event.y, event.angle, this.nameOf(event.seat).colour);
    this.page.sound.at("dash", event.x, event.y, 0.7);
  }

  /** What is there now is not new: no sparks, rings or sounds for it. */
  private afterGap(): void {
    this.boltWatch.forget();
    this.bolts.clear();
    this.drawn = undefined;
    this.ownId = -1;
    this.railDrawn = false;
  }

  private watchBolts(view: SkirmishView): void {
    this.boltWatch.step(view.bolt, this.boltWitness);
  }

  private witness(): BoltWitness {
    const { effects, sound } = this.page;
    return {
      launched: (bolt) => {
        if (this.isAtEdge(bolt)) return;
        this.boltsSeen[bolt.seat] = (this.boltsSeen[bolt.seat] ?? 0) + 1;
        if (bolt.seat === this.ownSeat) return;
        effects.muzzle(bolt.x, bolt.y, bolt.heading, this.nameOf(bolt.seat).colour);
        sound.at("bolt", bolt.x, bolt.y, 0.6);
      },
      bounced: (bolt) => effects.ricochet(bolt.x, bolt.y, this.nameOf(bolt.seat).colour),
      ended: (x, y, seat) => {
        if (!this.isAtEdge({ x, y })) effects.ricochet(x, y, this.nameOf(seat).colour);
      },
    };
  }

  /** Whether something there may just have come into what we know of a large world, or gone out of it. */
  private isAtEdge({ x, y }: { readonly x: number; readonly y: number }): boolean {
    if (this.drawn?.crowds === undefined) return false;
    return Math.abs(x - this.lookX) > KNOWN_WITHIN || Math.abs(y - this.lookY) > KNOWN_WITHIN;
  }

  /** New ships come with a ring of light; ours with a sound. */
  private watchShips(scene: Scene): void {
    const { effects, sound } = this.page;
    const { seenShips } = this;
    const picture = ++this.pictures;
    for (const ship of scene.ships) {
      const isNew = !seenShips.has(ship.id);
      seenShips.set(ship.id, picture);
      // One that is not sheltered has come from elsewhere in a large world.
      if (isNew && this.drawn && ship.sheltered) effects.spawn(ship.x, ship.y, shipColour(ship));
      if (ship.mine && ship.id !== this.ownId) {
        this.ownId = ship.id;
        if (this.drawn) sound.here("respawn");
        this.bolts.clear();
        this.page.hud.respawn.tell(undefined); // the next death has its own words
      }
    }
    if (seenShips.size > scene.ships.length) {
      seenShips.forEach((seen, id) => {
        if (seen !== picture) seenShips.delete(id);
      });
    }
    if (!this.own) this.ownId = -1;
  }

  private moveCamera(scene: Scene, seconds: number): void {
    const { camera, input } = this.page;
    if (this.watch) {
      this.watch.step(scene, this.seats, camera, seconds);
      this.lookX = this.watch.x;
      this.lookY = this.watch.y;
      return;
    }
    if (this.own) {
      this.lookX = this.own.x;
      this.lookY = this.own.y;
      camera.enclose(worldOf(this.room), worldOf(this.room));
      camera.follow(this.lookX, this.lookY, input.aimX, input.aimY, seconds);
      return;
    }
    if (this.lookX === 0 && this.lookY === 0) {
      this.lookX = worldOf(this.room) / 2;
      this.lookY = this.lookX;
    }
    camera.glide(this.lookX, this.lookY, seconds);
  }

  private heartbeat(nowMs: number): void {
    const second = this.view?.match[0]?.secondsLeft ?? -1;
    if (second !== this.lastSecond) {
      this.lastSecond = second;
      if (second <= 5 && second > 0) this.page.sound.here("tick");
    }
    if (!this.own || this.own.hull > 30 || nowMs - this.heartbeatAtMs < HEARTBEAT_MS) return;
    this.heartbeatAtMs = nowMs;
    this.page.sound.here("heartbeat", 0.9);
  }
}
