import { JoinError } from "@rookery/client";
import { button, h, setClass, setHidden, setText } from "../page/dom";
import { hashOf, parseAddress } from "./address";
import { type PlayableGame, registeredGames } from "./games";
import { JoinPanel, type JoinWish } from "./joinPanel";
import { Seat } from "./seat";
import { SeatView } from "./seatView";

const SECOND_MILLIS = 1000;

/** The whole page: the list of games, or the seats that were taken, one of them on display. */
export class Workbench {
  readonly element: HTMLElement;
  private readonly joinPanel: JoinPanel;
  private readonly view: SeatView;
  private readonly tabs = h("nav", { class: "seats", attributes: { "aria-label": "Players" } });
  private readonly note = h("p", { class: "lost", hidden: true, attributes: { role: "alert" } });
  private readonly add: HTMLButtonElement;
  private readonly link: HTMLButtonElement;
  private readonly bar: HTMLElement;
  private games: readonly PlayableGame[] = [];
  private seats: Seat[] = [];
  private shown: Seat | null = null;
  private isJoining = false;

  constructor() {
    this.joinPanel = new JoinPanel((wish) => void this.join(wish));
    this.view = new SeatView();
    this.add = button("Add a player", "quiet-button", () => void this.addPlayer());
    this.link = button("Copy link", "quiet-button", () => void this.copyLink());
    this.bar = h("div", { class: "seat-bar" }, this.tabs, this.add, this.link);
    this.element = h(
      "div",
      { class: "workbench" },
      h(
        "header",
        {},
        h("h1", {}, "Rookery playground"),
        this.view.words,
        this.view.state,
        h("span", { class: "space" }),
        this.view.controls,
      ),
      this.bar,
      this.note,
      this.joinPanel.element,
      this.view.element,
    );
    addEventListener("pagehide", () => {
      for (const seat of this.seats) seat.leave(); // nobody comes back for these seats
    });
    addEventListener("keydown", (event) => this.key(event, true));
    addEventListener("keyup", (event) => this.key(event, false));
    addEventListener("blur", () => this.shown?.input.releaseAll());
    setInterval(() => this.turn(), SECOND_MILLIS);
    this.arrange();
    requestAnimationFrame((nowMillis) => this.draw(nowMillis));
  }

  /** Asks for the games, and joins the one that the address names. */
  async start(): Promise<void> {
    try {
      this.games = await registeredGames();
    } catch {
      this.joinPanel.say(
        "The list of games could not be read: is the server still running? Reload to try again.",
      );
      return;
    }
    this.joinPanel.show(this.games);
    const { game, room, player } = parseAddress(location.hash);
    if (game === null) return;
    const found = this.games.find(({ name }) => name === game);
    if (found === undefined) {
      this.joinPanel.say(`This server has no game "${game}".`);
      return;
    }
    await this.join({ game: found, player: player ?? "Author", place: room === null ? {} : { room } });
  }

  private async join({ game, player, place }: JoinWish): Promise<void> {
    if (this.isJoining) return;
    this.isJoining = true;
    setClass(this.element, "is-joining", true);
    this.say("");
    const seat = new Seat(game, player, place);
    try {
      await seat.join();
      this.seats.push(seat);
      this.show(seat);
    } catch (error) {
      if (!(error instanceof JoinError)) throw error;
      this.say(`${error.message} (${error.refusal.code})`);
    } finally {
      this.isJoining = false;
      setClass(this.element, "is-joining", false);
    }
  }

  /** Another player into the room on display, with a line and inputs of its own. */
  private async addPlayer(): Promise<void> {
    const { shown } = this;
    if (shown === null) return;
    const player = `${shown.name.replace(/ \d+$/, "").slice(0, 20)} ${this.seats.length + 1}`;
    await this.join({ game: shown.game, player, place: { room: shown.room } });
  }

  private async copyLink(): Promise<void> {
    try {
      await navigator.clipboard.writeText(location.href);
      setText(this.link, "Copied");
    } catch {
      setText(this.link, "It is in the address bar"); // a clipboard needs a secure page
    }
    setTimeout(() => setText(this.link, "Copy link"), 2000);
  }

  private leave(seat: Seat): void {
    seat.leave();
    this.seats = this.seats.filter((other) => other !== seat);
    this.show(this.seats.at(-1) ?? null);
  }

  private show(seat: Seat | null): void {
    this.shown?.input.releaseAll();
    this.shown = seat;
    if (seat !== null) this.view.use(seat);
    const hash = seat === null ? "" : hashOf({ game: seat.game.name, room: seat.room, player: seat.name });
    history.replaceState(null, "", hash === "" ? location.pathname : hash);
    this.arrange();
    scrollTo(0, 0);
  }

  private arrange(): void {
    const { shown } = this;
    setHidden(this.joinPanel.element, shown !== null);
    for (const element of [this.view.element, this.view.controls, this.view.words, this.view.state, this.bar])
      setHidden(element, shown === null);
    this.tabs.replaceChildren(
      ...this.seats.map((seat) => {
        const tab = button(seat.name, "seat-tab", () => this.show(seat));
        setClass(tab, "chosen", seat === shown);
        tab.setAttribute("aria-pressed", String(seat === shown));
        return h(
          "span",
          { class: "seat-tabs" },
          tab,
          button("×", "link", () => this.leave(seat)),
        );
      }),
    );
    for (const close of this.tabs.querySelectorAll(".link")) close.setAttribute("aria-label", "Leave");
  }

  private say(words: string): void {
    const isList = this.shown === null;
    this.joinPanel.say(isList ? words : "");
    setText(this.note, isList ? "" : words);
    setHidden(this.note, words === "" || isList);
  }

  private key(event: KeyboardEvent, isDown: boolean): void {
    const { shown } = this;
    if (shown === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    const types = target instanceof HTMLInputElement && target.type !== "checkbox";
    if (isDown && (types || target instanceof HTMLSelectElement)) return;
    if (event.code === "Space" && target instanceof HTMLButtonElement) return; // it presses the button
    if (shown.input.press(event.code, isDown)) event.preventDefault();
  }

  private turn(): void {
    const atMillis = Date.now();
    for (const seat of this.seats) seat.turn(atMillis);
    if (this.shown !== null) this.view.turn(this.shown);
  }

  private draw(nowMillis: number): void {
    requestAnimationFrame((next) => this.draw(next));
    if (this.shown !== null) this.view.draw(this.shown, nowMillis);
  }
}
