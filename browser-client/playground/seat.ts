import type {
  ConnectionState,
  EntityTypes,
  EventTypes,
  JoinOptions,
  RoomStats,
  RosterEntry,
  View,
} from "@rookery/client";
import { CellDecoder } from "../src/codec/cellDecoder";
import { DeltaDecoder } from "../src/codec/deltaDecoder";
import { browserPlatform } from "../src/platform";
import type { SnapshotDecoder } from "../src/protocol/snapshotDecoder";
import { RoomClient } from "../src/roomClient";
import { BitsMeter } from "./bitsMeter";
import { definitionOf, type PlayableGame } from "./games";
import { InputValues } from "./input/inputValues";
import { behindBadLine, type LineSettings, PERFECT } from "./line/badLine";
import { type Moment, momentOf, WorldModel } from "./state/worldModel";

const KEPT_LOG = 500;
const KEPT_SECONDS = 600;

/** Snapshots that a paused display keeps: ten seconds at 60 Hz. */
export const KEPT_MOMENTS = 600;

/** Something that was told. */
export interface LogEntry {
  readonly tick: number;
  readonly kind: "event" | "chat" | "notice" | "connection";
  readonly name: string;
  readonly text: string;
  readonly onlyMe: boolean;
}

/** One second of a seat. */
export interface SeatSample {
  readonly atMillis: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly snapshots: number;
  readonly rttMillis: number;
  readonly jitterMillis: number;
  /** Of the traced inputs, at the server: from their arrival to the tick, and the tick with its encode. */
  readonly bufferMillis: number;
  readonly tickMillis: number;
}

/** Where a seat is wanted: a room by its id, a new one, or any. */
export type Place = Pick<JoinOptions, "room" | "create">;

/** One player of this page: the real client library behind a line that can be spoilt, and what it received. */
export class Seat {
  readonly game: PlayableGame;
  readonly name: string;
  readonly input: InputValues;
  readonly bits = new BitsMeter();
  readonly history: SeatSample[] = [];
  readonly log: LogEntry[] = [];
  /** Entries that have fallen out of the log, so that a reader knows where it is. */
  dropped = 0;
  line: LineSettings = PERFECT;
  world: WorldModel;
  isPaused = false;
  /** What came while the display was paused, the oldest first. */
  readonly waiting: Moment[] = [];
  /** Of those that came while paused, how many were too many to keep. */
  missed = 0;
  private readonly client: RoomClient<EntityTypes, object, EventTypes>;
  private decoder: SnapshotDecoder | null = null;
  private second = emptySecond();

  constructor(game: PlayableGame, name: string, place: Place) {
    this.game = game;
    this.name = name;
    this.world = new WorldModel(game.schema);
    this.input = new InputValues(game.schema.input);
    const platform = behindBadLine(
      browserPlatform(),
      () => this.line,
      (bytes) => this.received(bytes),
    );
    const options: JoinOptions = { player: name, ...place, storage: null };
    this.client = new RoomClient(platform, definitionOf(game), options, (schema, backEnd) => {
      const measured = this.bits.measured(backEnd);
      this.world = new WorldModel(schema);
      this.waiting.length = 0;
      this.decoder =
        schema.cells === undefined
          ? new DeltaDecoder(schema, 1, measured)
          : new CellDecoder(schema, measured);
      return this.decoder;
    });
    this.listen();
  }

  /** Rejects with a `JoinError`. */
  async join(): Promise<void> {
    await this.client.join();
    this.client.sampleInput(() => this.input.next() as object); // null is no input
  }

  get room(): string {
    return this.client.id;
  }

  get isPrivate(): boolean {
    return this.client.isPrivate;
  }

  get settings(): Readonly<Record<string, string>> {
    return this.client.settings;
  }

  get seat(): number {
    return this.client.seat;
  }

  get roster(): readonly RosterEntry[] {
    return this.client.roster;
  }

  get connection(): ConnectionState {
    return this.client.connection;
  }

  get isClosed(): boolean {
    return this.connection.state === "closed";
  }

  stats(): RoomStats {
    return this.client.stats();
  }

  /** What a game's own page would draw now. */
  view(nowMillis: number): View<EntityTypes> {
    return this.client.view(nowMillis);
  }

  say(text: string): void {
    this.client.chat(text);
  }

  leave(): void {
    this.client.leave();
  }

  /** Stops the display; the library and the room go on. */
  pause(): void {
    this.isPaused = true;
  }

  /** Shows the next snapshot that came since the pause; false if none has come yet. */
  step(nowMillis: number): boolean {
    const next = this.waiting.shift();
    if (next !== undefined) this.world.take(next, nowMillis);
    return next !== undefined;
  }

  /** Back to the newest. */
  resume(nowMillis: number): void {
    const newest = this.waiting.at(-1);
    if (newest !== undefined) this.world.take(newest, nowMillis);
    this.waiting.length = 0;
    this.missed = 0;
    this.isPaused = false;
  }

  /** A second is over. */
  turn(atMillis: number): void {
    const { bytesIn, snapshots, traces, bufferMillis, tickMillis } = this.second;
    const stats = this.client.replica === null ? null : this.client.stats();
    this.history.push({
      atMillis,
      bytesIn,
      bytesOut: stats?.bytesOutPerSecond ?? 0,
      snapshots,
      rttMillis: stats?.rttMillis ?? 0,
      jitterMillis: stats?.jitterMillis ?? 0,
      bufferMillis: bufferMillis / Math.max(1, traces),
      tickMillis: tickMillis / Math.max(1, traces),
    });
    if (this.history.length > KEPT_SECONDS) this.history.shift();
    this.second = emptySecond();
    this.bits.turn();
  }

  private received(bytes: number): void {
    const reader = this.client.replica?.reader;
    this.second.bytesIn += bytes;
    this.second.snapshots++;
    this.bits.message(bytes);
    if (reader === undefined || this.decoder === null || !reader.isInStream) return;
    const moment = momentOf(reader.tick, this.decoder.rows, reader.owned.values());
    if (!this.isPaused) {
      this.world.take(moment, performance.now());
      return;
    }
    this.waiting.push(moment);
    if (this.waiting.length > KEPT_MOMENTS) {
      this.waiting.shift();
      this.missed++;
    }
  }

  private listen(): void {
    const { client } = this;
    for (const { name } of this.game.schema.events) {
      client.onEvent(name, (event, { tick, onlyMe }) => {
        this.note({ tick, kind: "event", name, text: wordsOf(event), onlyMe });
      });
    }
    const tick = (): number => client.replica?.reader.tick ?? 0;
    client.onChat(({ name, text, team, past }) => {
      const about = [team === true ? "to the team" : "", past === true ? "earlier" : ""]
        .filter(Boolean)
        .join(", ");
      const words = about === "" ? text : `${text} (${about})`;
      this.note({ tick: tick(), kind: "chat", name, text: words, onlyMe: false });
    });
    client.onNotice(({ code, message }) =>
      this.note({ tick: tick(), kind: "notice", name: code, text: message, onlyMe: true }),
    );
    client.onConnection((state) => {
      const text = "reason" in state ? state.reason : "";
      this.note({ tick: tick(), kind: "connection", name: state.state, text, onlyMe: true });
    });
    client.onInputTrace(({ bufferMillis, tickMillis }) => {
      this.second.traces++;
      this.second.bufferMillis += bufferMillis;
      this.second.tickMillis += tickMillis;
    });
  }

  private note(entry: LogEntry): void {
    this.log.push(entry);
    if (this.log.length > KEPT_LOG) {
      this.log.shift();
      this.dropped++;
    }
  }
}

function emptySecond(): {
  bytesIn: number;
  snapshots: number;
  traces: number;
  bufferMillis: number;
  tickMillis: number;
} {
  return { bytesIn: 0, snapshots: 0, traces: 0, bufferMillis: 0, tickMillis: 0 };
}

function wordsOf(event: object): string {
  return Object.entries(event)
    .map(([name, value]) => `${name} ${typeof value === "number" ? Math.round(value * 100) / 100 : value}`)
    .join(", ");
}
