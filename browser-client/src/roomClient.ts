import type { BackEnd } from "./codec/backEnd";
import { Connection, type ConnectionHost } from "./connection/connection";
import { SeatStore } from "./connection/seatStore";
import { TableStore } from "./connection/tableStore";
import type { EntityTypes, EventTypes, GameDefinition, PredictionRule, View } from "./game";
import { Handlers } from "./handlers";
import type { Cancel, Platform } from "./platform";
import type { Refused, RosterChange, ToBrowser, ToServer, Welcome } from "./protocol/protocol";
import type { DecoderFactory } from "./protocol/snapshotDecoder";
import type { ReceivedEvent } from "./protocol/snapshotReader";
import { RateMeter } from "./rateMeter";
import { Replica, type ReplicaHost } from "./replica";
import type {
  ChatLine,
  ConnectionState,
  EventInfo,
  InputTrace,
  JoinOptions,
  Notice,
  Room,
  RoomStats,
  RosterEntry,
  Unsubscribe,
} from "./room";
import { JoinError } from "./room";
import type { PredictionFactory } from "./state/ownEntities";
import type { Rule } from "./state/prediction";

const MAX_CHAT = 200; // code points
const DIVERGED_WITHIN_MILLIS = 10_000; // losing the stream twice within this closes the connection
const ASK_AGAIN_MILLIS = 2000; // for a keyframe that has not come
const RATE_SECONDS = 5;
const TRACE_EVERY_MILLIS = 250;
const FOREIGN_CLOCK_MILLIS = 250;
const EVENT = "event "; // before the names of events, among the topics of handlers

/** The room behind the public interface: one connection, one replica, and those who want to be told. */
export class RoomClient<E extends EntityTypes, I extends object, V extends EventTypes>
  implements Room<E, I, V>, ConnectionHost, ReplicaHost
{
  id = "";
  isPrivate = false;
  seat = -1;
  tickRateHz = 0;
  settings: Readonly<Record<string, string>> = {};
  roster: readonly RosterEntry[] = [];
  spectators = 0;
  readonly game: string;
  readonly rules = new Map<string, Rule>();

  private readonly platform: Platform;
  private readonly definition: GameDefinition<E, I, V>;
  private readonly options: JoinOptions;
  private readonly makeDecoder: DecoderFactory;
  private readonly who: string;
  private readonly store: SeatStore;
  private readonly tables: TableStore;
  private readonly link: Connection;
  private readonly handlers: Handlers;
  private readonly bytesIn = new RateMeter(RATE_SECONDS);
  private readonly bytesOut = new RateMeter(RATE_SECONDS);
  private readonly snapshots = new RateMeter(RATE_SECONDS);
  private readonly corrections = new RateMeter(60, 20);
  private readonly cancels: Cancel[] = [];
  replica: Replica | null = null; // null before the first welcome; tools read it
  private sampler: (() => I) | null = null;
  private isPaused = false;
  private cancelTick: Cancel = () => {};
  private divergences = 0;
  private divergedMillis = Number.NEGATIVE_INFINITY;
  private askedMillis = Number.NEGATIVE_INFINITY;
  private joined: { resolve(room: Room<E, I, V>): void; reject(error: unknown): void } | null = null;

  constructor(
    platform: Platform,
    definition: GameDefinition<E, I, V>,
    options: JoinOptions,
    makeDecoder: DecoderFactory,
  ) {
    this.makeDecoder = makeDecoder;
    this.platform = platform;
    this.definition = definition;
    this.options = options;
    this.game = definition.name;
    this.who = JSON.stringify([options.player, options.look ?? null]);
    this.handlers = new Handlers(platform);
    const { storage = platform.storage, tableStorage = platform.tableStorage } = options;
    this.store = new SeatStore(storage, this.game);
    this.tables = new TableStore(tableStorage, this.game);
    this.link = new Connection(platform, options.url ?? "/play", this.keptToken(), this);
  }

  /** Joins; call it once. */
  join(): Promise<Room<E, I, V>> {
    const { signal } = this.options;
    return new Promise((resolve, reject) => {
      this.joined = { resolve, reject };
      if (signal?.aborted) {
        this.abort();
        return;
      }
      const abort = (): void => this.abort();
      signal?.addEventListener("abort", abort);
      this.cancels.push(
        () => signal?.removeEventListener("abort", abort),
        this.platform.onHidden((hidden) => this.setHidden(hidden)),
      );
      this.link.open();
    });
  }

  get connection(): ConnectionState {
    return this.link.state;
  }

  view(nowMs: number): View<E> {
    const replica = this.replica!;
    const now = this.platform.now();
    // The frame's own time is steadier than the moment at which we are called; another clock would be a mistake.
    const frame = Math.abs(nowMs - now) < FOREIGN_CLOCK_MILLIS ? nowMs : now;
    this.advance(frame);
    return replica.view(frame) as unknown as View<E>;
  }

  sampleInput(sample: () => I): void {
    this.sampler = sample;
  }

  predict<K extends keyof E & string>(kind: K, rule: PredictionRule<E[K], I, E>): void {
    this.rules.set(kind, rule as unknown as Rule);
  }

  onEvent<K extends keyof V & string>(name: K, handler: (event: V[K], info: EventInfo) => void): Unsubscribe {
    return this.handlers.add(EVENT + name, handler);
  }

  onChat(handler: (line: ChatLine) => void): Unsubscribe {
    return this.handlers.add("chat", handler);
  }

  onRoster(handler: (roster: readonly RosterEntry[]) => void): Unsubscribe {
    return this.handlers.add("roster", handler);
  }

  onNotice(handler: (notice: Notice) => void): Unsubscribe {
    return this.handlers.add("notice", handler);
  }

  onConnection(handler: (state: ConnectionState) => void): Unsubscribe {
    const unsubscribe = this.handlers.add("connection", handler);
    handler(this.connection);
    return unsubscribe;
  }

  chat(text: string, to?: "room" | "team"): boolean {
    const cut = [...text.trim()].slice(0, MAX_CHAT).join("");
    return cut !== "" && this.link.send({ type: "chat", text: cut, to });
  }

  refreshTicket(ticket: string): boolean {
    return this.link.send({ type: "reauth", ticket });
  }

  stats(): RoomStats {
    const now = this.platform.now();
    const replica = this.replica!;
    return {
      rttMillis: replica.traces.roundTripMillis,
      jitterMillis: replica.server.latenessMillis(0.95),
      interpolationDelayMillis: replica.render.delayMillis,
      inputMarginMillis: replica.inputClock.marginMillis,
      snapshotsPerSecond: this.snapshots.perSecond(now),
      bytesInPerSecond: this.bytesIn.perSecond(now),
      bytesOutPerSecond: this.bytesOut.perSecond(now),
      correctionsPerMinute: this.corrections.perSecond(now) * 60,
      underruns: replica.picture.underruns,
      pendingInputs: replica.inputs.pending,
      divergences: this.divergences,
      newestTick: replica.reader.tick,
      drawnTick: replica.render.tick,
    };
  }

  onInputTrace(handler: (trace: InputTrace) => void): Unsubscribe {
    return this.handlers.add("trace", handler);
  }

  traced(trace: InputTrace): void {
    this.handlers.tell("trace", trace);
  }

  get traceEveryMillis(): number {
    return this.options.traceEveryMillis ?? TRACE_EVERY_MILLIS;
  }

  get prediction(): PredictionFactory | undefined {
    return this.definition.parts?.prediction;
  }

  now(): number {
    return this.platform.now();
  }

  leave(): void {
    this.link.leave();
  }

  control(message: Exclude<ToBrowser, Welcome | Refused>): void {
    if (message.type === "roster") {
      this.changeRoster(message);
    } else if (message.type === "notice") {
      this.noticed(message);
    } else if (message.type === "queued") {
      this.options.queue?.(message.place, message.waiting);
    } else {
      this.handlers.tell(message.type, message); // of an unknown type: nobody asks
    }
  }

  private keptToken(): string | null {
    const kept = this.store.take();
    const { room, create } = this.options;
    const isWanted =
      create === undefined && (room === undefined || room === kept?.room) && kept?.player === this.who;
    return kept !== null && isWanted ? kept.token : null;
  }

  get canRenewTicket(): boolean {
    return typeof this.options.ticket === "function";
  }

  ticket(): string | Promise<string> | undefined {
    const { ticket } = this.options;
    return typeof ticket === "function" ? Promise.resolve().then(ticket) : ticket;
  }

  private noticed(notice: Notice): void {
    if (!this.canRenewTicket || !/^ticket_(expiring|renewed)$/.test(notice.code)) {
      this.handlers.tell("notice", notice);
    } else if (notice.code === "ticket_expiring") {
      (this.ticket() as Promise<string>).then(
        (ticket) => this.refreshTicket(ticket),
        () => {}, // then it expires, and the way back begins with another attempt
      );
    }
  }

  resumeMessage(token: string, ticket: string | undefined, heard: number | undefined): ToServer {
    return { type: "resume", token, tables: this.tables.hashes, heard, ticket };
  }

  joinMessage(lastRoom: string | null, ticket: string | undefined): ToServer {
    const { player, look, room, create, match, password, queue } = this.options;
    // Whoever opened a room comes back to it rather than to a second new one.
    const wanted = room ?? (create && lastRoom) ?? undefined;
    return {
      type: "join",
      game: this.game,
      name: player,
      fingerprint: this.definition.fingerprint,
      tables: this.tables.hashes,
      look,
      ticket,
      room: wanted,
      password: password ?? create?.password,
      create: wanted === undefined ? create : undefined,
      match,
      queue: queue && true,
    };
  }

  fits(welcome: Welcome): boolean {
    return this.backEndOf(welcome) !== null;
  }

  /** Null if this page cannot read what the room will be sent. */
  private backEndOf({ game, fingerprint, schema, coding }: Welcome): BackEnd | null {
    const { parts } = this.definition;
    const isOurs =
      game === this.game &&
      fingerprint === (this.definition.fingerprint | 0) &&
      schema !== null &&
      (schema.cells === undefined || parts?.cells !== undefined);
    if (!isOurs || coding === null) {
      return null;
    }
    return coding.codec === "bits" ? (parts?.bits ?? null) : this.tables.backEnd(coding.table);
  }

  welcomed(welcome: Welcome): void {
    const now = this.platform.now();
    this.id = welcome.room;
    this.isPrivate = welcome.private;
    this.seat = welcome.seat ?? -1;
    this.tickRateHz = welcome.tickRateHz;
    this.settings = welcome.settings;
    if (this.replica === null || !welcome.resumed) {
      const schema = welcome.schema!;
      const decoder = this.makeDecoder(schema, this.backEndOf(welcome)!);
      this.replica = new Replica(schema, decoder, this);
    }
    this.replica.renumber();
    this.replica.restart(now);
    this.divergedMillis = this.askedMillis = Number.NEGATIVE_INFINITY;
    this.isPaused = false;
    this.setHidden(this.platform.isHidden());
    this.joined?.resolve(this);
    this.joined = null;
    this.scheduleTick();
  }

  sample(): object | null {
    return this.link.isOnline && !this.isPaused && this.sampler !== null ? this.sampler() : null;
  }

  send(bytes: Uint8Array): boolean {
    this.bytesOut.add(bytes.length, this.platform.now());
    return this.link.send(bytes);
  }

  get bufferedBytes(): number {
    return this.link.bufferedBytes;
  }

  deliver({ name, event, tick, onlyMe }: ReceivedEvent, late: boolean): void {
    this.handlers.tell(EVENT + name, event, { tick, late, onlyMe });
  }

  data(bytes: Uint8Array): void {
    const now = this.platform.now();
    const replica = this.replica!;
    this.bytesIn.add(bytes.length, now);
    this.snapshots.add(1, now);
    switch (replica.received(bytes, now)) {
      case "applied":
        this.askedMillis = Number.NEGATIVE_INFINITY;
        this.corrections.add(replica.corrections, now);
        break;
      case "broken":
      case "diverged":
        this.diverged(now);
        break;
      case "waiting":
        if (now - this.askedMillis > ASK_AGAIN_MILLIS) {
          this.askForKeyframe(now);
        }
        break;
    }
  }

  private diverged(now: number): void {
    this.divergences++;
    if (now - this.divergedMillis < DIVERGED_WITHIN_MILLIS) {
      this.link.abandon(4040);
      return;
    }
    this.divergedMillis = now;
    this.askForKeyframe(now);
  }

  private askForKeyframe(now: number): void {
    this.askedMillis = now;
    this.link.send({ type: "keyframe" });
  }

  /** The one thing that moves the room on, from before each picture and from the timer between them. */
  private advance(nowMillis: number): void {
    if (this.link.isOnline && !this.isPaused) {
      this.replica?.advance(nowMillis);
    }
  }

  private scheduleTick(): void {
    this.cancelTick();
    if (!this.link.isOnline || this.isPaused) {
      return;
    }
    const wait = Math.max(1, this.replica!.untilDue(this.platform.now()));
    this.cancelTick = this.platform.after(wait, () => {
      try {
        this.advance(this.platform.now());
      } finally {
        this.scheduleTick();
      }
    });
  }

  private setHidden(hidden: boolean): void {
    const { token } = this.link;
    if (hidden && token !== null && this.id !== "") {
      this.store.put({ token, room: this.id, player: this.who });
    } else if (!hidden) {
      this.store.take();
    }
    if (hidden === this.isPaused || this.replica === null) {
      return;
    }
    this.isPaused = hidden;
    this.link.setQuiet(hidden);
    this.link.send({ type: hidden ? "pause" : "unpause" });
    this.replica.restart(this.platform.now());
    this.scheduleTick();
  }

  private changeRoster({ complete, players, left, spectators = this.spectators }: RosterChange): void {
    const bySeat = new Map(complete ? [] : this.roster.map((entry) => [entry.seat, entry]));
    for (const seat of left) {
      bySeat.delete(seat);
    }
    for (const entry of players) {
      bySeat.set(entry.seat, entry);
    }
    this.roster = [...bySeat.values()].sort((a, b) => a.seat - b.seat);
    this.spectators = spectators;
    this.handlers.tell("roster", this.roster);
  }

  changed(state: ConnectionState): void {
    if (state.state === "closed") {
      this.cancelTick();
      this.store.take();
      for (const cancel of this.cancels) {
        cancel();
      }
      this.joined?.reject(new JoinError(this.link.refusal!));
      this.joined = null;
    } else if (state.state === "reconnecting") {
      this.cancelTick();
    }
    this.handlers.tell("connection", state);
  }

  private abort(): void {
    if (this.joined === null) {
      this.leave();
    } else {
      this.link.leave("aborted", "The join was called off.");
    }
  }
}
