import type { RoomStats } from "@rookery/client";
import { button, h, setClass, setHidden, setText } from "../../../page/dom";
import type { Device } from "../input/intent";
import type { TouchSticks } from "../input/touchSticks";
import type { Scene } from "../scene";
import type { Standing } from "../standings";
import { Banner } from "./banner";
import { type Channel, ChatBox } from "./chatBox";
import { ConnectionDot } from "./connectionDot";
import type { ConnectionWords } from "./connectionWords";
import { ControlsHint } from "./controlsHint";
import { KillFeed } from "./killFeed";
import { Minimap } from "./minimap";
import { RespawnPanel } from "./respawnPanel";
import { ResultScreen, type ResultState } from "./resultScreen";
import { Scoreboard } from "./scoreboard";
import { type RoundLine, ScoreLine } from "./scoreLine";
import { StatsOverlay } from "./statsOverlay";
import { TouchPad } from "./touchPad";
import { type OwnVitals, Vitals } from "./vitals";
import { type WatchActions, WatchBar, type WatchState } from "./watchBar";

export interface HudActions {
  say(text: string, to: Channel): void;
  toggleMute(seat: number, name: string): void;
  openChat(): void;
  chatClosed(): void;
  openMenu(): void;
  toggleSound(): void;
  /** Copies the link to this room; whether it worked. */
  copyLink(): Promise<boolean>;
  readonly watch: WatchActions;
}

/** What the HUD shows in one frame. */
export interface HudFrame {
  readonly nowMs: number;
  readonly scene: Scene;
  readonly x: number; // where fog is measured from
  readonly y: number;
  readonly vitals: OwnVitals | undefined;
  readonly round: RoundLine | undefined;
  readonly result: ResultState | undefined;
  readonly respawnSeconds: number | undefined; // while there is no ship
  readonly connection: ConnectionWords;
  readonly standings: () => readonly Standing[];
  readonly title: string;
  readonly stats: () => RoomStats;
  readonly tickRateHz: number;
  readonly framesPerSecond: number;
  readonly renderer: string;
  readonly sticks: TouchSticks;
  readonly watch: WatchState | undefined; // of somebody without a seat
  readonly spectators: number;
}

/** Everything at the edges of the picture while playing. */
export class Hud {
  readonly element: HTMLElement;
  readonly chat: ChatBox;
  readonly feed = new KillFeed();
  readonly banner = new Banner();
  readonly hint = new ControlsHint();
  readonly respawn = new RespawnPanel();
  readonly stats = new StatsOverlay();
  readonly touch: TouchPad;
  /** Tab is held, or the button was pressed. */
  scoresShown = false;
  private readonly watch: WatchBar;
  private readonly audience = h("span", { class: "hud-panel audience", hidden: true });
  private readonly vitals = new Vitals();
  private readonly scoreLine = new ScoreLine();
  private readonly scoreboard = new Scoreboard();
  private readonly result = new ResultScreen();
  private readonly minimap = new Minimap();
  private readonly dot = new ConnectionDot(() => this.stats.toggle());
  private readonly mute: HTMLButtonElement;
  private readonly invite: HTMLButtonElement;
  private readonly wound = h("div", { class: "wound", attributes: { "aria-hidden": "true" } });
  private woundUntilMs = 0;
  private watches = false;

  constructor(actions: HudActions) {
    this.watch = new WatchBar(actions.watch);
    this.chat = new ChatBox({
      send: actions.say,
      closed: actions.chatClosed,
      toggleMute: actions.toggleMute,
    });
    this.touch = new TouchPad({
      openChat: actions.openChat,
      toggleScores: () => {
        this.scoresShown = !this.scoresShown;
      },
    });
    const menu = h(
      "button",
      {
        class: "menu-button",
        title: "Menu (Esc)",
        attributes: { type: "button", "aria-label": "Menu" },
        on: { click: actions.openMenu },
      },
      h("span", { class: "menu-bars", attributes: { "aria-hidden": "true" } }),
    );
    this.mute = h("button", {
      class: "menu-button mute-button",
      title: "Sound (M)",
      attributes: { type: "button", "aria-label": "Sound", "aria-pressed": "true" },
      on: { click: actions.toggleSound },
    });
    this.invite = button("Copy invite link", "small-button invite", () => {
      void actions.copyLink().then((copied) => {
        setText(this.invite, copied ? "Copied" : "The menu has the link");
        setTimeout(() => setHidden(this.invite, true), 1500);
      });
    });
    this.element = h(
      "div",
      { class: "hud", hidden: true },
      this.wound,
      this.touch.element,
      h(
        "div",
        { class: "corner top-left" },
        h("div", { class: "top-row" }, menu, this.mute, this.dot.element, this.audience),
        this.invite,
        this.stats.element,
      ),
      h("div", { class: "corner top-middle" }, this.scoreLine.element, this.banner.element),
      h("div", { class: "corner top-right" }, this.minimap.element, this.feed.element),
      h("div", { class: "corner bottom-left" }, this.chat.element, this.vitals.body),
      h("div", { class: "corner bottom-right" }, this.vitals.weapons),
      this.watch.element,
      this.respawn.element,
      this.hint.element,
      this.scoreboard.element,
      this.result.element,
    );
    // A button that kept the focus of a click would answer to every Enter from then on.
    this.element.addEventListener("mousedown", (event) => {
      if ((event.target as Element).closest("button")) event.preventDefault();
    });
  }

  open(device: Device, watches: boolean): void {
    setHidden(this.element, false);
    this.watches = watches;
    setClass(this.element, "is-watching", watches);
    setHidden(this.watch.element, !watches);
    this.useDevice(device);
  }

  close(): void {
    setHidden(this.element, true);
    this.chat.close();
    this.forgetRoom();
    this.hint.hide();
    this.scoresShown = false;
  }

  /** What was said and done in the room that was left. */
  forgetRoom(): void {
    this.chat.clear();
    this.feed.clear();
    this.banner.clear();
    this.stats.clear();
    this.respawn.tell(undefined);
  }

  /** Offers the link of a room that nobody finds otherwise. */
  offerInvitation(offered: boolean): void {
    setText(this.invite, "Copy invite link");
    setHidden(this.invite, !offered);
  }

  showSound(on: boolean): void {
    setClass(this.mute, "is-off", !on);
    this.mute.setAttribute("aria-pressed", String(on));
  }

  useDevice(device: Device): void {
    this.touch.enable(device === "touch" && !this.watches);
    setClass(this.element, "is-touch", device === "touch");
  }

  /** We were hurt: the edge of the picture says so for a moment. */
  hurt(nowMs: number): void {
    this.woundUntilMs = nowMs + 220;
  }

  show(frame: HudFrame): void {
    const { nowMs } = frame;
    this.vitals.show(frame.vitals);
    if (frame.watch) this.watch.show(frame.watch);
    setHidden(this.audience, frame.spectators === 0);
    setText(this.audience, `${frame.spectators} watching`);
    this.scoreLine.show(frame.round);
    this.minimap.show(frame.scene, frame.x, frame.y, nowMs);
    this.dot.show(frame.connection);
    this.respawn.show(
      frame.respawnSeconds !== undefined && frame.result === undefined,
      frame.respawnSeconds ?? 0,
    );
    this.result.show(frame.result, frame.standings);
    if (frame.result) this.hint.hide();
    this.scoreboard.show(this.scoresShown && frame.result === undefined, frame.standings, frame.title);
    this.feed.step(nowMs);
    this.chat.step(nowMs);
    this.banner.step(nowMs);
    const { vitals } = frame;
    this.touch.show(
      frame.sticks,
      vitals !== undefined && vitals.rail >= 1,
      vitals !== undefined && vitals.dash >= 1,
    );
    this.stats.show({ ...frame, ships: frame.scene.ships.length }, nowMs);
    setClass(this.wound, "is-shown", nowMs < this.woundUntilMs);
    setClass(this.element, "is-weak", frame.vitals !== undefined && frame.vitals.hull <= 30);
  }
}
