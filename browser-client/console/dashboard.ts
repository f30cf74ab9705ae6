import { Charts } from "../page/charts";
import { button, h, setClass, setHidden, setText } from "../page/dom";
import { duration } from "../page/figures";
import type { AdminApi, FeedEvent, NodeSample } from "./api";
import { Feed, type FeedState } from "./feed";
import { logOutButton } from "./login";
import { NODE_CHARTS } from "./nodeCharts";
import { NodeTiles } from "./nodeTiles";
import { carryOut, type Wish } from "./orders";
import { RoomPanel } from "./roomPanel";
import { RoomsTable } from "./roomsTable";
import { SanctionsPanel } from "./sanctionsPanel";

const NOTE_MILLIS = 6000;

/** The console of one server, once the token is right. */
export class Dashboard {
  readonly element: HTMLElement;
  private readonly name = h("span", { class: "node" });
  private readonly state = h("span", { class: "state" }, "connecting");
  private readonly lost = h("p", { class: "lost", hidden: true, attributes: { role: "alert" } });
  private readonly note = h("p", { class: "note", hidden: true, attributes: { role: "status" } });
  private readonly tiles = new NodeTiles();
  private readonly charts = new Charts(NODE_CHARTS);
  private readonly rooms: RoomsTable;
  private readonly inside: RoomPanel;
  private readonly sanctions: SanctionsPanel;
  private readonly feed: Feed;
  private readonly api: AdminApi;
  private sample: NodeSample | undefined;
  private noteTimer = 0;

  /** @param leave back to the login, with a reason where there is one */
  constructor(api: AdminApi, leave: (words?: string) => void) {
    this.api = api;
    const wish = (wished: Wish): void => void this.carryOut(wished);
    this.inside = new RoomPanel(api, wish, () => this.rooms.choose(""));
    this.rooms = new RoomsTable((id) => {
      this.rooms.choose(id);
      this.inside.show(id);
    });
    this.sanctions = new SanctionsPanel(api, wish);
    this.feed = new Feed(
      api,
      (event) => this.take(event),
      (state) => this.feedIs(state, leave),
    );
    this.element = h(
      "div",
      { class: "dashboard" },
      h(
        "header",
        {},
        h("h1", {}, "Rookery"),
        this.name,
        this.state,
        h("span", { class: "space" }),
        button("Message all", "quiet-button", () => wish({ kind: "message" })),
        button("Drain", "danger-button", () => wish({ kind: "drain", sessions: this.sample?.sessions ?? 0 })),
        logOutButton(() => this.end(leave)),
      ),
      this.lost,
      this.note,
      this.tiles.element,
      this.charts.element,
      h("main", {}, this.rooms.element, this.inside.element),
      this.sanctions.element,
    );
  }

  start(): void {
    void this.feed.run();
    void this.sanctions.refresh();
  }

  private take(event: FeedEvent): void {
    switch (event.event) {
      case "history":
        this.charts.restart(event.samples);
        break;
      case "node":
        this.show(event.sample);
        break;
      case "rooms":
        this.rooms.show(event.rooms);
        break;
    }
  }

  private show(sample: NodeSample): void {
    this.sample = sample;
    setText(this.name, `${sample.node} · ${sample.version} · up ${duration(sample.upSeconds)}`);
    const stops = sample.stopsInSeconds >= 0;
    setText(
      this.state,
      stops
        ? `stops in ${duration(sample.stopsInSeconds)}`
        : sample.ready && sample.accepting
          ? "ready"
          : "not ready",
    );
    setClass(this.state, "good", !stops && sample.ready && sample.accepting);
    setClass(this.state, "watch", stops || !(sample.ready && sample.accepting));
    this.tiles.show(sample);
    this.charts.add(sample);
  }

  /** Nothing here asks the server any more: a token that is not good any more would soon lock out every other. */
  private end(leave: (words?: string) => void, words?: string): void {
    this.feed.stop();
    this.inside.hide();
    leave(words);
  }

  private feedIs(state: FeedState, leave: (words?: string) => void): void {
    if (state.state === "refused") {
      this.end(leave, state.reason);
      return;
    }
    setHidden(this.lost, state.state === "live");
    if (state.state === "lost")
      setText(this.lost, `${state.reason} What is shown is old; it is asked again every 2 s.`);
  }

  private async carryOut(wish: Wish): Promise<void> {
    const words = await carryOut(this.api, wish);
    if (words === undefined) return;
    setText(this.note, words);
    setHidden(this.note, false);
    window.clearTimeout(this.noteTimer);
    this.noteTimer = window.setTimeout(() => setHidden(this.note, true), NOTE_MILLIS);
    await Promise.all([this.sanctions.refresh(), this.inside.refresh()]);
  }
}
