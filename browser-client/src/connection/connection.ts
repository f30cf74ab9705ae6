import type { Cancel, Platform, Socket } from "../platform";
import { closeCode, retryHint } from "../protocol/closeCodes";
import {
  parseControl,
  type Refused,
  SUB_PROTOCOL,
  type ToBrowser,
  type ToServer,
  type Welcome,
} from "../protocol/protocol";
import type { ConnectionState } from "../room";
import { backoffMillis } from "./backoff";

const HANDSHAKE_MILLIS = 5000; // a frozen server still accepts TCP
const CHECK_MILLIS = 1000;
const UNSTABLE_MILLIS = 5000;
const SILENT_MILLIS = 10_000;
const ANSWER_MILLIS = 3000; // the end of a pause is answered with a keyframe within a round trip and a tick
const TICKET_MILLIS = 10_000; // how long the page's own site is waited for
const FIRST_JOIN_MILLIS = 10_000; // how long the first join is tried before it is refused
const DEFAULT_HINT_MILLIS = 10_000;
const UNREACHED = 1006; // no answer, or the answer stopped
const CALM_MILLIS = 60_000; // online for so long, and an earlier failure is forgotten

/** What a connection tells its room. */
export interface ConnectionHost {
  /** The first message of a join afresh; `room` is the one we were in, null before. */
  joinMessage(room: string | null, ticket: string | null): ToServer;
  /** Says who we are; null where nobody asks. */
  ticket(): string | Promise<string> | null;
  /** Whether another call may bring a better ticket. */
  readonly canRenewTicket: boolean;
  /** Why this welcome cannot be used, null if it can. */
  refusalOf(welcome: Welcome): Refusal | null;
  /** In the room, for the first time or again. Everything before it belongs to an earlier socket. */
  welcomed(welcome: Welcome): void;
  control(message: Exclude<ToBrowser, Welcome | Refused>): void;
  data(bytes: Uint8Array): void;
  changed(state: ConnectionState): void;
}

/** Why a connection ended for good. */
export interface Refusal {
  readonly closeCode: number;
  readonly code: string;
  readonly message: string;
  readonly retryAfterMillis: number;
}

/**
 * Keeps one seat connected: joins, resumes with backoff after every loss, and gives up when the seat is gone. At most
 * one socket is listened to at a time.
 *
 * ```
 * greeting -> online -> reconnecting -> online
 *     \          \            \-> closed
 *      \-> closed \-> closed
 * ```
 */
export class Connection {
  state: ConnectionState = { state: "greeting" };
  /** Set once closed. */
  refusal: Refusal | null = null;
  /** Proves the right to the seat, null while there is none. */
  token: string | null;

  private readonly platform: Platform;
  private readonly url: string;
  private readonly host: ConnectionHost;
  private readonly startedMillis: number;
  private socket: Socket | null = null;
  private socketNumber = 0;
  private refused: Refused | null = null;
  private room: string | null = null;
  private keepSeatMillis = 0;
  private attempt = 0;
  private hasRetriedOnce = false;
  private isQuiet = false;
  private needsTicket = false; // the last one was not accepted, or has expired
  private isFetching = false; // a ticket is on its way
  private mustWait = false; // the server itself named the time to come back
  private onlineMillis = 0;
  private heardMillis = 0;
  private checkedMillis = 0;
  private answerByMillis = Number.POSITIVE_INFINITY; // when the end of a pause must have been answered
  private cancelTimer: Cancel = () => {};
  private readonly cancelOnline: Cancel;

  constructor(platform: Platform, url: string, token: string | null, host: ConnectionHost) {
    this.platform = platform;
    this.url = url;
    this.token = token;
    this.host = host;
    this.startedMillis = platform.now();
    this.cancelOnline = platform.onOnline(() => this.hurry());
  }

  /** Opens the first socket. */
  start(): void {
    this.open();
  }

  get isOnline(): boolean {
    return this.state.state === "online";
  }

  get bufferedBytes(): number {
    return this.socket?.bufferedAmount ?? 0;
  }

  /** False if there is no connection: then it is dropped. */
  send(message: ToServer | Uint8Array): boolean {
    if (!this.isOnline || this.socket === null) {
      return false;
    }
    this.socket.send(message instanceof Uint8Array ? message : JSON.stringify(message));
    return true;
  }

  /** While paused the server has nothing to say, so its silence means nothing. */
  setQuiet(isQuiet: boolean): void {
    this.isQuiet = isQuiet;
    this.heardMillis = this.platform.now();
    this.answerByMillis =
      this.isOnline && !isQuiet ? this.heardMillis + ANSWER_MILLIS : Number.POSITIVE_INFINITY;
    if (!isQuiet) {
      this.hurry();
    }
  }

  /** The network or the page is back: no reason to wait longer. */
  hurry(): void {
    if (this.state.state === "reconnecting" && this.socket === null && !this.mustWait && !this.isFetching) {
      this.open();
    }
  }

  /** Gives up this socket for a fault that the page found, and comes back with the resume token. */
  abandon(code: number): void {
    this.drop(code, closeCode(code).token);
    this.lost(code, "");
  }

  /** Leaves for good; the seat is free at once. */
  leave(): void {
    if (this.state.state === "closed") {
      return;
    }
    this.send({ type: "leave" });
    this.drop(1000, "left");
    this.close(1000, closeCode(1000).sentence);
  }

  private open(): void {
    this.cancelTimer();
    this.refused = null;
    const ticket = this.token === null || this.needsTicket ? this.host.ticket() : null;
    if (ticket instanceof Promise) {
      this.fetch(ticket);
    } else {
      this.openWith(ticket);
    }
  }

  private fetch(ticket: Promise<string>): void {
    const number = ++this.socketNumber;
    const settle = (then: () => void): void => {
      if (number === this.socketNumber && this.isFetching) {
        this.isFetching = false;
        then();
      }
    };
    const failed = (): void => {
      this.refused = {
        type: "error",
        code: "ticket_unavailable",
        message: "Your login could not be confirmed.",
        retryAfterMillis: 0,
      };
      this.lost(UNREACHED, "");
    };
    this.isFetching = true;
    this.cancelTimer = this.platform.after(TICKET_MILLIS, () => settle(failed));
    ticket.then(
      (text) => settle(() => this.openWith(text)),
      () => settle(failed),
    );
  }

  private openWith(ticket: string | null): void {
    this.cancelTimer();
    const { platform } = this;
    const number = ++this.socketNumber;
    const isCurrent = (): boolean => number === this.socketNumber;
    this.answerByMillis = Number.POSITIVE_INFINITY;
    this.cancelTimer = platform.after(HANDSHAKE_MILLIS, () => this.abandon(UNREACHED));
    const socket = platform.openSocket(this.url, SUB_PROTOCOL, {
      opened: () => {
        if (isCurrent()) {
          socket.send(
            JSON.stringify(
              this.token === null
                ? this.host.joinMessage(this.room, ticket)
                : { type: "resume", token: this.token, ...(ticket !== null && { ticket }) },
            ),
          );
        }
      },
      text: (text) => {
        if (isCurrent()) {
          this.heard();
          this.understand(parseControl(text));
        }
      },
      binary: (bytes) => {
        if (isCurrent() && this.isOnline) {
          this.heard();
          this.host.data(bytes);
        }
      },
      closed: (code, reason) => {
        if (isCurrent()) {
          this.socket = null;
          this.socketNumber++;
          this.lost(code, reason);
        }
      },
    });
    this.socket = socket;
  }

  private understand(message: ToBrowser | null): void {
    if (message === null) {
      this.drop(1000, "malformed");
      this.close(4026, closeCode(4026).sentence);
    } else if (message.type === "error") {
      this.refused = message;
    } else if (message.type === "welcome") {
      this.welcome(message);
    } else if (this.isOnline) {
      this.host.control(message);
    }
  }

  private welcome(welcome: Welcome): void {
    if (this.isOnline) {
      return; // one is enough
    }
    const refusal = this.host.refusalOf(welcome);
    if (refusal !== null) {
      this.drop(1000, refusal.code);
      this.closeWith(refusal);
      return;
    }
    this.token = welcome.token;
    this.needsTicket = false;
    this.room = welcome.room;
    this.keepSeatMillis = welcome.keepSeatMillis;
    this.onlineMillis = this.heardMillis = this.checkedMillis = this.platform.now();
    this.cancelTimer();
    this.cancelTimer = this.platform.after(CHECK_MILLIS, () => this.check());
    // The room takes the welcome in before anybody is told that it is online.
    this.state = { state: "online", unstable: false };
    this.host.welcomed(welcome);
    this.host.changed(this.state);
  }

  private heard(): void {
    this.heardMillis = this.platform.now();
    this.answerByMillis = Number.POSITIVE_INFINITY;
    if (this.state.state === "online" && this.state.unstable) {
      this.set({ state: "online", unstable: false });
    }
  }

  private check(): void {
    const now = this.platform.now();
    this.cancelTimer = this.platform.after(CHECK_MILLIS, () => this.check());
    if (now - this.checkedMillis > 2 * CHECK_MILLIS || this.isQuiet) {
      // The page itself was asleep: what came meanwhile has yet to be read.
      this.heardMillis = now;
      if (this.answerByMillis < Number.POSITIVE_INFINITY) {
        this.answerByMillis = now + ANSWER_MILLIS;
      }
    }
    this.checkedMillis = now;
    const silentMillis = now - this.heardMillis;
    if (now - this.onlineMillis > CALM_MILLIS) {
      this.hasRetriedOnce = false;
    }
    if (silentMillis >= SILENT_MILLIS || now > this.answerByMillis) {
      this.abandon(UNREACHED);
    } else if (silentMillis >= UNSTABLE_MILLIS && this.state.state === "online" && !this.state.unstable) {
      this.set({ state: "online", unstable: true });
    }
  }

  /** Forgets the socket at once: its own farewell may take a minute on a dead network. */
  private drop(code: number, reason: string): void {
    const { socket } = this;
    this.socket = null;
    this.isFetching = false;
    this.socketNumber++;
    this.cancelTimer();
    socket?.close(code === UNREACHED ? 4009 : code, reason);
  }

  /** A socket ended; decides what comes next. */
  private lost(code: number, reason: string): void {
    this.cancelTimer();
    if (this.state.state === "closed") {
      return;
    }
    const { retry } = closeCode(code);
    const sentence = this.sentence(code);
    this.mustWait = retry === "afterHint";
    if (this.isOnline) {
      this.attempt = this.platform.now() - this.onlineMillis > CALM_MILLIS / 6 ? 0 : this.attempt;
    }
    switch (retry) {
      case "never":
        this.close(code, sentence);
        break;
      case "once":
        if (this.hasRetriedOnce) {
          this.close(code, sentence);
        } else {
          this.hasRetriedOnce = true;
          this.reconnect(code, sentence, this.backoff());
        }
        break;
      case "ticket":
        if (this.hasRetriedOnce || !this.host.canRenewTicket) {
          this.close(code, sentence);
        } else {
          this.hasRetriedOnce = true;
          this.needsTicket = true;
          this.reconnect(code, sentence, this.backoff());
        }
        break;
      case "resume":
        this.reconnect(code, sentence, this.backoff());
        break;
      case "join":
        this.token = null;
        this.reconnect(code, sentence, this.attempt === 0 ? 0 : this.backoff());
        break;
      case "afterHint": {
        const hint = retryHint(reason);
        const afterMillis = hint?.afterMillis ?? (this.refused?.retryAfterMillis || DEFAULT_HINT_MILLIS);
        const spreadMillis = hint?.spreadMillis ?? afterMillis / 2;
        this.reconnect(code, sentence, afterMillis + this.platform.random() * spreadMillis);
        break;
      }
      default:
        retry satisfies never;
    }
  }

  private sentence(code: number): string {
    const isUnreached = this.state.state === "greeting" && code === UNREACHED;
    return (
      this.refused?.message ?? (isUnreached ? "The server cannot be reached." : closeCode(code).sentence)
    );
  }

  private backoff(): number {
    return backoffMillis(this.attempt, () => this.platform.random());
  }

  private reconnect(code: number, sentence: string, delayMillis: number): void {
    const now = this.platform.now();
    const seatLostAtMillis = this.seatLostAtMillis();
    const nextTryAtMillis = now + delayMillis;
    if (this.state.state === "greeting") {
      if (nextTryAtMillis > seatLostAtMillis) {
        this.close(code, sentence, delayMillis);
        return;
      }
    } else {
      this.set({
        state: "reconnecting",
        attempt: this.attempt + 1,
        nextTryAtMillis,
        seatLostAtMillis,
        reason: sentence,
      });
    }
    this.attempt++;
    this.cancelTimer = this.platform.after(Math.min(nextTryAtMillis, seatLostAtMillis) - now, () => {
      if (this.state.state === "reconnecting" && this.platform.now() >= seatLostAtMillis) {
        this.close(
          code,
          `${sentence} Your seat was kept for ${Math.round(this.keepSeatMillis / 1000)} seconds.`,
        );
      } else {
        this.open();
      }
    });
  }

  private seatLostAtMillis(): number {
    switch (this.state.state) {
      case "greeting":
        return this.startedMillis + FIRST_JOIN_MILLIS;
      case "reconnecting":
        return this.state.seatLostAtMillis;
      case "online":
      case "closed":
        return this.platform.now() + this.keepSeatMillis;
    }
  }

  private close(code: number, message: string, retryAfterMillis = 0): void {
    this.closeWith({
      closeCode: code,
      code: this.refused?.code ?? closeCode(code).token,
      message,
      retryAfterMillis: this.refused?.retryAfterMillis || retryAfterMillis,
    });
  }

  private closeWith(refusal: Refusal): void {
    const { closeCode: code, message } = refusal;
    this.cancelTimer();
    this.cancelOnline();
    this.refusal = refusal;
    this.token = null;
    const reload = code === 4026;
    this.set({ state: "closed", code, reason: message, canRejoin: !reload && canRejoin(code), reload });
  }

  private set(state: ConnectionState): void {
    this.state = state;
    this.host.changed(state);
  }
}

/** Whether joining anew makes sense: not where the answer would be the same. */
function canRejoin(code: number): boolean {
  return code !== 4003 && code !== 4011 && code !== 4022;
}
