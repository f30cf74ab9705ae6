import { JoinError, joinRoom } from "@rookery/client";
import { setClass } from "../../page/dom";
import { skirmish } from "../../src/generated/skirmish";
import { watchRoom } from "../../src/parts/spectate";
import { Attract } from "./attract";
import { Camera, type View } from "./camera";
import type { Channel } from "./hud/chatBox";
import { connectionWords } from "./hud/connectionWords";
import { Hud } from "./hud/hud";
import type { Device } from "./input/intent";
import { Lobby, type Wish } from "./lobby/lobby";
import { Menu, shareLink, watchLink } from "./menu";
import { listenToPageKeys } from "./pageKeys";
import { Shake } from "./picture/shake";
import type { SkirmishRoom } from "./play/arena";
import { Match, type MatchSurroundings } from "./play/match";
import { PilotInput } from "./play/pilotInput";
import { closedVerdict, PAGE_FAULT, refusalVerdict } from "./refusalWords";
import { ReloadOnce } from "./reloadOnce";
import { Returning, sessionStorageOrNull } from "./returning";
import type { Scene } from "./scene";
import { Screens } from "./screens";
import type { SettingsStore } from "./settings";
import { SoundBoard } from "./sound/soundBoard";
import { Spectating, type WatchedSkirmish } from "./spectating";
import type { Stage } from "./stage";
import { type TestHook, testHookOf } from "./testHook";
import { canWait, wishOptions } from "./wishOptions";

/** What is going on; each state has only what exists in it. */
type Now =
  | { readonly at: "lobby" }
  | { readonly at: "connecting"; readonly abort: AbortController }
  | { readonly at: "playing"; readonly match: Match };

const ATTRACT_SHIPS = 9;
const LONGEST_FRAME = 0.1; // seconds; a longer gap is a tab that slept

/** The page: lobby, game, and the way between them. */
export class App {
  private now: Now = { at: "lobby" };
  private readonly stage: Stage;
  private readonly settings: SettingsStore;
  private readonly camera = new Camera();
  private readonly shake = new Shake();
  private readonly sound = new SoundBoard();
  private readonly attract = new Attract(ATTRACT_SHIPS);
  private readonly hud: Hud;
  private readonly lobby: Lobby;
  private readonly menu: Menu;
  private readonly screens: Screens;
  private readonly input: PilotInput;
  private readonly spectating: Spectating;
  private readonly returning = new Returning(sessionStorageOrNull());
  private readonly reloading = new ReloadOnce(sessionStorageOrNull(), () => location.reload());
  private view: View;
  private lastFrameMs = 0;
  private lastWish: Wish = { how: "anywhere", match: {} };

  constructor(stage: Stage, stageElement: HTMLElement, root: HTMLElement, settings: SettingsStore) {
    this.stage = stage;
    this.settings = settings;
    this.hud = new Hud({
      say: (text, to) => this.say(text, to),
      toggleMute: (seat, name) => {
        if (this.now.at === "playing") this.now.match.toggleMute(seat, name);
      },
      openChat: () => this.openChat(),
      chatClosed: () => this.takeControls(),
      openMenu: () => this.openMenu(),
      toggleSound: () => this.toggleSound(),
      copyLink: () => this.copyLink(),
      watch: {
        turn: (step) => this.spectating.turn(step),
        fly: () => this.spectating.fly(),
        join: () => this.joinWatched(),
        leave: () => this.leave(),
      },
    });
    this.spectating = new Spectating(stageElement, () => this.view);
    this.input = new PilotInput(stageElement, this.hud.touch, (device) => this.useDevice(device));
    this.lobby = new Lobby(settings, this.input.device, (wish) => void this.join(wish));
    this.menu = new Menu(settings, { resumed: () => this.takeControls(), leave: () => this.leave() });
    this.screens = new Screens({
      retry: () => void this.join(this.lastWish),
      wait: () => this.wait(),
      password: (password) => this.enter(password),
      lobby: () => this.leave(),
      reload: () => location.reload(),
    });
    root.append(this.hud.element, this.lobby.element, this.menu.element, this.screens.element);
    this.view = this.camera.view();
    settings.onChange((now) => {
      this.sound.setVolume(now.volume, now.muted);
      this.hud.showSound(!now.muted);
      setClass(document.documentElement, "less-motion", now.reducedMotion);
    });
    this.listen();
    this.resize();
  }

  /**
   * Shows the lobby, or goes straight back into the game that a reload interrupted. `room` is where a link leads, `watched`
   * the room that a link shows, with the admin's `pass` if the console opened it.
   */
  start(room: string | undefined, watched: string | undefined, pass?: string): void {
    requestAnimationFrame((nowMs) => this.frame(nowMs));
    if (watched !== undefined) {
      this.lobby.watch(watched, pass);
      return;
    }
    this.lobby.invite(room);
    const stay = this.returning.take();
    if (stay && stay.room === room) {
      this.settings.change({ name: stay.name, look: stay.look });
      void this.join({ how: "room", room });
    } else {
      this.lobby.open();
    }
  }

  private async join(wish: Wish): Promise<void> {
    if (this.now.at === "connecting") return;
    if (this.now.at === "playing") {
      this.now.match.room.leave();
      this.stopPlaying();
    }
    this.lastWish = wish;
    const abort = new AbortController();
    this.now = { at: "connecting", abort };
    this.lobby.close();
    this.screens.connecting(() => this.leave());
    let room: SkirmishRoom | WatchedSkirmish | undefined;
    try {
      const options = this.joinOptions(wish, abort.signal);
      if (wish.how === "watch") {
        const watched = await watchRoom(skirmish, options);
        room = watched;
        if (!abort.signal.aborted) this.play(this.spectating.begin(watched, this.surroundings()));
      } else {
        const joined = await joinRoom(skirmish, options);
        room = joined;
        if (!abort.signal.aborted) this.play(new Match(joined, this.surroundings()));
      }
    } catch (error) {
      if (abort.signal.aborted) return;
      this.stopPlaying();
      room?.leave();
      if (error instanceof JoinError) {
        if (error.refusal.code === "wrong_password") {
          this.screens.password(error.refusal.message);
          return;
        }
        const isReloaded = error.refusal.reload && this.reloading.tryIt();
        if (!isReloaded) this.screens.verdict(refusalVerdict(error.refusal, canWait(wish)));
        return;
      }
      this.screens.verdict(PAGE_FAULT);
      throw error;
    }
  }

  private surroundings(): MatchSurroundings {
    return {
      hud: this.hud,
      effects: this.stage.effects,
      sound: this.sound,
      shake: this.shake,
      camera: this.camera,
      input: this.input,
      settings: this.settings,
    };
  }

  private joinOptions(wish: Wish, signal: AbortSignal): ReturnType<typeof wishOptions> {
    return wishOptions(wish, this.settings.now, signal, (place, waiting) => {
      if (!signal.aborted) this.screens.waiting(place, waiting, () => this.leave());
    });
  }

  /** Stands in line for what was wished last. */
  private wait(): void {
    const { lastWish } = this;
    void this.join(canWait(lastWish) ? { ...lastWish, queue: true } : lastWish);
  }

  /** From a place to watch into a seat of the same room. */
  private joinWatched(): void {
    const { lastWish } = this;
    const password = lastWish.how === "watch" ? lastWish.password : undefined;
    void this.join({
      how: "room",
      room: this.spectating.roomId,
      ...(password !== undefined && { password }),
    });
  }

  /** The same room again, with its password. */
  private enter(password: string): void {
    const { lastWish } = this;
    if (lastWish.how === "room" || lastWish.how === "watch") void this.join({ ...lastWish, password });
  }

  private play(match: Match): void {
    this.now = { at: "playing", match };
    this.stage.clear();
    this.screens.hide();
    this.hud.open(this.input.device, this.spectating.isOn);
    this.hud.respawn.tell(undefined);
    let room = match.room.id;
    this.arrived(match);
    match.room.onConnection((state) => {
      if (this.now.at !== "playing" || this.now.match !== match) return;
      if (state.state === "closed") this.ended(state);
      if (state.state !== "online") return;
      this.screens.hide();
      match.reconnected();
      if (match.room.id === room) return;
      room = match.room.id; // the old seat was gone, and the new one is elsewhere
      this.hud.forgetRoom();
      this.arrived(match);
    });
    this.takeControls();
    this.explainControls(this.input.device);
  }

  private arrived(match: Match): void {
    this.reloading.fits();
    // The address is the invitation, and what a reload comes back to.
    const link = match.watch ? watchLink : shareLink;
    history.replaceState(null, "", link("", match.room.id) + this.keptOptions());
    this.hud.offerInvitation(match.room.isPrivate && !match.watch);
  }

  /** Options of the address that are not the room's stay in it. */
  private keptOptions(): string {
    const kept = new URLSearchParams(location.search);
    kept.delete("room");
    kept.delete("watch");
    kept.delete("name");
    return kept.size === 0 ? "" : `&${kept}`;
  }

  private ended(closed: Parameters<typeof closedVerdict>[0]): void {
    this.stopPlaying();
    const isReloaded = closed.reload && this.reloading.tryIt();
    if (!isReloaded) this.screens.verdict(closedVerdict(closed));
  }

  private leave(): void {
    if (this.now.at === "connecting") this.now.abort.abort();
    if (this.now.at === "playing") this.now.match.room.leave();
    this.stopPlaying();
    this.screens.hide();
    this.lobby.invite(undefined);
    this.lobby.open();
    history.replaceState(null, "", `/${this.keptOptions().replace("&", "?")}`);
  }

  private stopPlaying(): void {
    this.now = { at: "lobby" };
    this.spectating.end();
    this.takeControls();
    this.menu.close();
    this.hud.close();
    this.stage.clear();
  }

  private say(text: string, to: Channel): void {
    if (this.now.at !== "playing") return;
    if (!this.now.match.player?.chat(text, to))
      this.hud.chat.note("Not sent: there is no connection.", performance.now(), "error");
  }

  private toggleSound(): void {
    this.settings.change({ muted: !this.settings.now.muted });
    if (this.now.at !== "playing") return;
    this.hud.banner.say(this.settings.now.muted ? "Sound off" : "Sound on", "", performance.now(), 1000);
  }

  private async copyLink(): Promise<boolean> {
    if (this.now.at !== "playing") return false;
    try {
      await navigator.clipboard.writeText(shareLink(location.origin, this.now.match.room.id));
      return true;
    } catch {
      return false; // no https, or no permission
    }
  }

  private openChat(to?: Channel): void {
    if (this.now.at !== "playing" || this.menu.isOpen || this.screens.shown !== "") return;
    if (this.spectating.isOn) return; // they read along
    this.hud.chat.open(to);
    this.takeControls();
  }

  private openMenu(): void {
    if (this.now.at !== "playing") return;
    this.input.enabled = this.spectating.hasControls = false;
    this.input.releaseAll();
    this.menu.open(this.now.match.room.id);
  }

  /** The ship has the keys unless somebody writes or reads. */
  private takeControls(): void {
    const hasControls = this.now.at === "playing" && !this.menu.isOpen && !this.hud.chat.isOpen;
    this.spectating.hasControls = hasControls;
    this.input.enabled = hasControls && !this.spectating.isOn;
    if (!this.input.enabled) this.input.releaseAll();
  }

  private useDevice(device: Device): void {
    this.hud.useDevice(device);
    if (this.now.at === "playing") this.explainControls(device);
  }

  private explainControls(device: Device): void {
    const { seenControls } = this.settings.now;
    if (seenControls.includes(device) || this.spectating.isOn) return;
    this.settings.change({ seenControls: [...seenControls, device] });
    this.hud.hint.explain(device, performance.now());
  }

  private resize(): void {
    this.camera.resize(window.innerWidth, window.innerHeight);
    this.stage.resize();
  }

  private listen(): void {
    addEventListener("resize", () => this.resize());
    for (const gesture of ["pointerdown", "keydown", "touchend"] as const) {
      addEventListener(gesture, () => this.sound.unlock(), { passive: true });
    }
    listenToPageKeys({
      isPlaying: () => this.now.at === "playing",
      screens: this.screens,
      menu: this.menu,
      hud: this.hud,
      spectating: this.spectating,
      toggleSound: () => this.toggleSound(),
      openMenu: () => this.openMenu(),
      openChat: (to) => this.openChat(to),
      joinWatched: () => this.joinWatched(),
    });
    addEventListener("pagehide", () => {
      if (this.now.at !== "playing" || this.spectating.isOn) return;
      const { name, look } = this.settings.now;
      this.returning.remember({ room: this.now.match.room.id, name, look });
    });
    addEventListener("blur", () => {
      this.hud.scoresShown = false;
    });
  }

  private frame(nowMs: number): void {
    requestAnimationFrame((next) => this.frame(next));
    const seconds = Math.min(LONGEST_FRAME, Math.max(0, (nowMs - this.lastFrameMs) / 1000));
    this.lastFrameMs = nowMs;
    this.shake.step(seconds);
    const scene =
      this.now.at === "playing" ? this.playFrame(this.now.match, nowMs, seconds) : this.idle(nowMs, seconds);
    const { shake, reducedMotion } = this.settings.now;
    const trembles = shake && !reducedMotion;
    this.view = this.camera.view(trembles ? this.shake.x : 0, trembles ? this.shake.y : 0);
    const playing = this.now.at === "playing";
    this.stage.paint(
      scene,
      this.view,
      { names: playing, arrows: playing, aimGuide: playing && this.input.device !== "keyboard" },
      seconds,
    );
  }

  private idle(nowMs: number, seconds: number): Scene {
    const { effects } = this.stage;
    this.attract.step(seconds, {
      shot: (x, y, angle, colour) => effects.muzzle(x, y, angle, colour),
      hit: (shipId, x, y, angle, colour) => {
        effects.hit(x, y, angle, colour, false);
        if (shipId >= 0) effects.flash(shipId);
      },
      death: (x, y, colour) => effects.death(x, y, colour),
    });
    const scene = this.attract.scene(nowMs);
    this.camera.enclose(scene.width, scene.height);
    const { x, y } = this.attract.lookAt(this.settings.now.reducedMotion ? 0 : nowMs);
    this.camera.glide(x, y, seconds);
    return scene;
  }

  private playFrame(match: Match, nowMs: number, seconds: number): Scene {
    const scene = match.frame(nowMs, seconds, this.view);
    const { connection } = match.room;
    if (connection.state === "reconnecting")
      this.screens.reconnecting(connection, nowMs, match.watch === undefined);
    this.hud.hint.watch(
      this.input.now.moveX !== 0 || this.input.now.moveY !== 0,
      this.input.now.fire || this.input.now.rail,
      nowMs,
    );
    this.hud.show({
      nowMs,
      scene,
      x: match.watchedX,
      y: match.watchedY,
      vitals: match.vitals(),
      round: match.round(),
      result: match.result(),
      respawnSeconds: match.respawnSeconds(),
      connection: connectionWords(connection, match.rttMs, nowMs),
      standings: () => match.standings(),
      title: match.title(),
      stats: () => match.room.stats(),
      tickRateHz: match.room.tickRateHz,
      framesPerSecond: this.stage.framesPerSecond,
      renderer: this.stage.renderer,
      sticks: this.input.sticks,
      watch: this.spectating.state(nowMs),
      spectators: match.room.spectators,
    });
    return scene;
  }

  /** For browser tests. */
  hook(): TestHook {
    const { screens, spectating, hud, stage, menu } = this;
    return testHookOf({
      at: () => this.now.at,
      match: () => (this.now.at === "playing" ? this.now.match : undefined),
      screens,
      spectating,
      hud,
      stage,
      menu,
    });
  }
}
