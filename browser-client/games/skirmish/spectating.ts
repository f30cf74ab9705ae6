import type { SpectatedRoom } from "@rookery/client";
import type { SkirmishEntities, SkirmishEvents } from "../../src/generated/skirmish";
import { toWorldX, toWorldY, type View } from "./camera";
import type { WatchState } from "./hud/watchBar";
import { WatchInput } from "./input/watchInput";
import { fetchRoom } from "./lobby/rooms";
import { worldOf } from "./play/arena";
import { Match, type MatchSurroundings } from "./play/match";
import { NOBODY, Watch } from "./play/watch";

const LOOK_MS = 5000; // between two looks for a free seat

export type WatchedSkirmish = SpectatedRoom<SkirmishEntities, SkirmishEvents>;

interface Spectacle {
  readonly room: WatchedSkirmish;
  readonly match: Match;
  readonly watch: Watch;
}

/** What the page is to somebody without a seat: where the picture looks, and what the bar below it says. */
export class Spectating {
  private readonly input: WatchInput;
  private now: Spectacle | undefined;
  /** Why nobody can join now, in words for the button; empty if there is a seat. */
  whyNoSeat = "";
  private timer = 0;

  constructor(stage: HTMLElement, view: () => View) {
    this.input = new WatchInput(stage, {
      turn: (step) => this.turn(step),
      steer: (moveX, moveY) => this.now?.watch.steer(moveX, moveY),
      drag: (dx, dy) => this.now?.watch.drag(dx, dy, view()),
      pick: (x, y) => {
        const { now } = this;
        now?.watch.pick(toWorldX(view(), x), toWorldY(view(), y), now.match.scene?.ships ?? []);
      },
    });
  }

  begin(room: WatchedSkirmish, surroundings: MatchSurroundings): Match {
    this.end();
    const watch = new Watch(worldOf(room));
    const match = new Match(room, surroundings, watch);
    this.now = { room, match, watch };
    this.timer = window.setInterval(() => void this.lookForASeat(room.id), LOOK_MS);
    void this.lookForASeat(room.id);
    return match;
  }

  end(): void {
    window.clearInterval(this.timer);
    this.now = undefined;
    this.whyNoSeat = "";
    this.input.enabled = false;
  }

  get isOn(): boolean {
    return this.now !== undefined;
  }

  /** Whether keys and pointers are for the picture, and not for a menu. */
  set hasControls(has: boolean) {
    this.input.enabled = has && this.isOn;
  }

  turn(step: 1 | -1): void {
    this.now?.watch.turn(step, this.now.match.seats);
  }

  fly(): void {
    this.now?.watch.free();
  }

  get roomId(): string {
    return this.now?.room.id ?? "";
  }

  /** Seat of the pilot who is followed, for browser tests. */
  get seat(): number | undefined {
    return this.now?.watch.seat;
  }

  /** What the bar shows; undefined for somebody with a seat. */
  state(nowMs: number): WatchState | undefined {
    if (!this.now) return undefined;
    const { match, watch, room } = this.now;
    const { text, colour } = match.nameOf(watch.seat);
    const ships = match.scene?.ships ?? [];
    const ship = ships.find(({ seat }) => seat === watch.seat);
    return {
      name: watch.seat === NOBODY || !match.hasPicture ? "" : text,
      colour,
      hull: ship?.hull ?? 0,
      shield: ship?.shield ?? 0,
      isAlive: ship !== undefined,
      isFree: watch.isFree,
      delayMillis: room.delayMillis,
      startsInMillis: match.hasPicture ? 0 : Math.max(1, room.startsAtMillis - nowMs),
      whyNoSeat: this.whyNoSeat,
    };
  }

  private async lookForASeat(room: string): Promise<void> {
    const found = await fetchRoom(room);
    if (this.now?.room.id !== room) return;
    this.whyNoSeat = found?.locked ? "Locked" : found?.full ? "All seats taken" : "";
  }
}
