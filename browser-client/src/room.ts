import type { EntityTypes, EventTypes, GameDefinition, PredictionRule, View } from "./game";

/** Where the connection stands; each state has only what is true in it. */
export type ConnectionState =
  /** The first join is under way. */
  | { readonly state: "greeting" }
  /** In the room. `unstable`: nothing has been heard for five seconds. */
  | { readonly state: "online"; readonly unstable: boolean }
  /** The connection is lost and the seat is kept until `seatLostAtMillis` (clock of `performance.now()`). */
  | {
      readonly state: "reconnecting";
      readonly attempt: number;
      readonly nextTryAtMillis: number;
      readonly seatLostAtMillis: number;
      readonly reason: string;
    }
  /** Over for good. `canRejoin`: a new `joinRoom` may succeed. `reload`: the page is out of date. */
  | {
      readonly state: "closed";
      readonly code: number;
      readonly reason: string;
      readonly canRejoin: boolean;
      readonly reload: boolean;
    };

/** Somebody in a seat. `away`: the connection is lost, the seat is kept. */
export interface RosterEntry {
  readonly seat: number;
  readonly name: string;
  readonly look: number;
  readonly bot: boolean;
  readonly away: boolean;
}

/** A line of chat; plain text that nobody has escaped. */
export interface ChatLine {
  readonly seat: number;
  readonly name: string;
  readonly text: string;
  /** Only the author's team reads it, and so do you. */
  readonly team?: boolean | undefined;
  /** Said before you came; the seat may be somebody else's by now. */
  readonly past?: boolean | undefined;
}

/** Something to show; nothing is closed. */
export interface Notice {
  readonly code: string;
  readonly message: string;
}

/** How an event reached this page. */
export interface EventInfo {
  /** Tick in which it happened. */
  readonly tick: number;
  /** Older than 500 ms: apply what it says, skip its sound and light. */
  readonly late: boolean;
  /** Told to this player alone. */
  readonly onlyMe: boolean;
}

/**
 * The way of one input, from the player's hand to the picture that shows what it did. Times in milliseconds; those with a
 * moment are of the clock of `performance.now()`. The way there and back on the network is
 * `receivedMillis - sentMillis - bufferMillis - tickMillis - outboxMillis`; so all stages add up to
 * `renderedMillis - sampledMillis`.
 */
export interface InputTrace {
  readonly sequence: number;
  /** Tick of the first snapshot with it, 0 if none came. */
  readonly tick: number;
  /** The snapshot of its own tick never came: what is said of the server is not all of its way, and 0 if unknown. */
  readonly isSkipped: boolean;
  /** Moment at which the input was asked for. */
  readonly sampledMillis: number;
  /** Moment at which its message was handed to the socket. */
  readonly sentMillis: number;
  /** Moment at which that snapshot came. */
  readonly receivedMillis: number;
  /** Moment of the first picture at or after its tick. Compositor and display add to it what no page can know. */
  readonly renderedMillis: number;
  /** At the server, from its arrival to the start of the tick that used it. */
  readonly bufferMillis: number;
  /** From there until the tick was computed and encoded. */
  readonly tickMillis: number;
  /** From there until our socket had taken the snapshot. */
  readonly outboxMillis: number;
}

/** Numbers for an overlay. Times in milliseconds; rates are means over the last seconds. */
export interface RoomStats {
  readonly rttMillis: number;
  /** Spread (p95 above the minimum) of the times at which snapshots arrive. */
  readonly jitterMillis: number;
  readonly interpolationDelayMillis: number;
  /** How long our inputs wait at the server until their tick; negative is too late. */
  readonly inputMarginMillis: number;
  readonly snapshotsPerSecond: number;
  readonly bytesInPerSecond: number;
  readonly bytesOutPerSecond: number;
  /** Predictions that the server's state contradicted. */
  readonly correctionsPerMinute: number;
  /** Drawn frames for which no snapshot had come in time. */
  readonly underruns: number;
  readonly pendingInputs: number;
  /** Times the decoded state was not the server's. */
  readonly divergences: number;
  /** Newest tick received. */
  readonly newestTick: number;
  /** Tick now drawn, with its fraction. */
  readonly drawnTick: number;
}

/** Ends a subscription; twice is the same as once. */
export type Unsubscribe = () => void;

/** One room as a page sees it. Handlers run on the page's only thread, between frames. */
export interface Room<E extends EntityTypes, I extends object, V extends EventTypes> {
  /** Part of a link that leads others here. */
  readonly id: string;
  readonly game: string;
  readonly isPrivate: boolean;
  /** Our own seat, as in the roster. */
  readonly seat: number;
  readonly tickRateHz: number;
  readonly settings: Readonly<Record<string, string>>;
  /** Everybody in a seat, bots too, by ascending seat. A new array whenever something changes. */
  readonly roster: readonly RosterEntry[];
  /** How many watch; they are not in the roster. */
  readonly spectators: number;
  readonly connection: ConnectionState;

  /**
   * The entities as they are to be drawn at `nowMs`, the time that `requestAnimationFrame` gives: others interpolated,
   * our own predicted. Arrays and objects are used again by the next call; an object is the same as long as its entity
   * lives.
   */
  view(nowMs: number): View<E>;

  /**
   * Is asked once per tick what the player wants. May hand out the same object each time. A field that is not a number
   * in its range throws here, by name.
   */
  sampleInput(sample: () => I): void;

  /** Our own entities of this kind run ahead of the server by this rule, the twin of the game's `onInput`. */
  predict<K extends keyof E & string>(kind: K, rule: PredictionRule<E[K], I, E>): void;

  /** Events of the whole room come when the drawn time reaches them, those told to us alone at once. */
  onEvent<K extends keyof V & string>(name: K, handler: (event: V[K], info: EventInfo) => void): Unsubscribe;
  onChat(handler: (line: ChatLine) => void): Unsubscribe;
  onRoster(handler: (roster: readonly RosterEntry[]) => void): Unsubscribe;
  onNotice(handler: (notice: Notice) => void): Unsubscribe;
  /** Called at once with the present state, then on every change. */
  onConnection(handler: (state: ConnectionState) => void): Unsubscribe;

  /**
   * Says something to everybody here or to your team, at most 200 characters; without a connection it is dropped and false.
   * What the server does not pass on is answered by a notice: `chat_limit`, `chat_repeat`, `chat_links`, `muted`, `no_team`.
   */
  chat(text: string, to?: "room" | "team"): boolean;
  /**
   * Shows a new ticket before the last one expires; for pages whose `ticket` option is no function, asked for by the notice
   * `ticket_expiring`. Answered by the notice `ticket_renewed` or `ticket_refused`; without a connection it is dropped and
   * false.
   */
  refreshTicket(ticket: string): boolean;
  stats(): RoomStats;
  /** Tells of an input now and then, once all of its way is known; see `JoinOptions.traceEveryMillis`. */
  onInputTrace(handler: (trace: InputTrace) => void): Unsubscribe;
  /** Gives the seat up for good. */
  leave(): void;
}

/** A room as somebody sees it who only watches: everybody there is one of the others, and nothing is said or done. */
export interface SpectatedRoom<E extends EntityTypes, V extends EventTypes>
  extends Omit<Room<E, object, V>, "seat" | "predict" | "sampleInput" | "chat" | "onInputTrace"> {
  /** By how much everything comes later than to the players, milliseconds. */
  readonly delayMillis: number;
  /** When the first picture is due, by the clock of `performance.now()`. */
  readonly startsAtMillis: number;
}

/** The room of a generated game: `let room: RoomOf<typeof tag>`. */
export type RoomOf<G> = G extends GameDefinition<infer E, infer I, infer V> ? Room<E, I, V> : never;

export interface JoinOptions {
  /** Display name, 1 to 24 characters. */
  readonly player: string;
  /** Socket of the server: absolute, or a path on the page's own host. Default `/play`. */
  readonly url?: string;
  /** A look the game gives a meaning to, 0 to 255. */
  readonly look?: number;
  /**
   * Says who the player is, signed by the page's own site; servers with guests only do without. A function is asked for a
   * fresh one at each join, whenever the last one is about to expire, and once more after one was not accepted.
   */
  readonly ticket?: string | (() => string | Promise<string>);
  /** Join this room, the `id` of a share link or the code that people tell each other, and no other. */
  readonly room?: string;
  /** Of that room, if it has one. */
  readonly password?: string;
  /** Open a new room. `seats` for people; each who joins must bring the `password`. */
  readonly create?: {
    readonly private?: boolean;
    readonly seats?: number;
    readonly password?: string;
    readonly settings?: Readonly<Record<string, string>>;
  };
  /** Join any public room with these settings, by the names that the game declares, or open one like that. */
  readonly match?: Readonly<Record<string, string>>;
  /** Wait where there is no seat, instead of being refused: told the place, 1 for the next, and how many wait. */
  readonly queue?: (place: number, waiting: number) => void;
  /** Keeps the resume token, so that a reload is back in its seat; null keeps nothing. Default `sessionStorage`. */
  readonly storage?: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null;
  /** Keeps the tables that snapshots are read with, 3 KB a game, over visits; null keeps nothing. Default `localStorage`. */
  readonly tableStorage?: Pick<Storage, "getItem" | "setItem"> | null;
  /** How often an input is traced; 0 traces one of each message. Default 250. */
  readonly traceEveryMillis?: number;
  /** Aborts the join, and leaves the room once joined. */
  readonly signal?: AbortSignal;
}

/** What means something without a seat. Without `room`, the public one with the most players is watched. */
export type SpectateOptions = Pick<
  JoinOptions,
  "player" | "url" | "ticket" | "room" | "password" | "match" | "tableStorage" | "signal"
>;

/** What a {@link JoinError} says. */
export interface Refusal {
  /** As in the server's `error` message: `room_full`, `bad_join`, ...; `unreachable` or `aborted` from the client. */
  readonly code: string;
  /** A sentence for the player. */
  readonly message: string;
  readonly closeCode: number;
  /** When to try again, 0 if nothing was said. */
  readonly retryAfterMillis: number;
  /** The page is out of date and must be reloaded. */
  readonly reload: boolean;
}

/** Why a join failed; the message is a sentence for the player. */
export class JoinError extends Error {
  override readonly name = "JoinError";
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}
