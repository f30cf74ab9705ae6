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
import type { ConnectionState, Refusal } from "../room";
import { backoffMillis } from "./backoff";

const HANDSHAKE_MILLIS = 5000; // a frozen server still accepts TCP
const CHECK_MILLIS = 1000;
const UNSTABLE_MILLIS = 5000;
const SILENT_MILLIS = 10_000;
const ANSWER_MILLIS = 3000; // the end of a pause is answered with a keyframe within a round trip and a tick
const TICKET_MILLIS = 10_000; // how long the page's own site is waited for
const FIRST_JOIN_MILLIS = 10_000; // how long the first join is tried before it is refused
const DEFAULT_HINT_MILLIS = 10_000;
const LEFT = 1000;
const RESTARTING = 1012;
const UPGRADES_BEFORE_ASKING = 2;
const UNREACHED = 1006; // no answer, or the answer stopped
const VERSION = 4026;
const CALM_MILLIS = 60_000; // online for so long, and an earlier failure is forgotten

/** What a connection tells its room. */
export interface ConnectionHost {
  /** The first message of a join afresh; `room` is the one we were in, null before. */
  joinMessage(room: string | null, ticket: string | undefined): ToServer;
  /** The first message of whoever comes back for a seat. `heard`: control messages since the welcome that told the token. */
  resumeMessage(token: string, ticket: string | undefined, heard: number | undefined): ToServer;
  /** Says who we are; undefined where nobody asks. */
  ticket(): string | Promise<string> | undefined;
  /** Whether another call may bring a better ticket. */
  readonly canRenewTicket: boolean;
  /** Whether the page can read what the room will be sent. */
  fits(welcome: Welcome): boolean;
  /** In the room, for the first time or again. Everything before it belongs to an earlier socket. */
  welcomed(welcome: Welcome): void;
  control(message: Exclude<ToBrowser, Welcome | Refused>): void;
  data(bytes: Uint8Array): void;
  changed(state: ConnectionState): void;
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
  /** Why it ended for good; set once closed. */
  refusal: Refusal | null = null;
  /** Proves the right to the seat, null while there is none. */
  token: string | null;

  private readonly platform: Platform;
  private readonly url: string;
  private readonly host: ConnectionHost;
  private socket: Socket | null = null;
  private socketNumber = 0;
  private refused: Refused | null = null;
  /** Control messages since the welcome that told the token, if this page had it; what came later comes again. */
  private linesHeard: number | undefined;
  private room: string | null = null;
  private keepSeatMillis = 0;
  private seatLostAtMillis: number; // until then it tries to come back
  private attempt = 0;
  private hasRetriedOnce = false;
  private isQuiet = false;
  private needsTicket = false; // the last one was not accepted, or has expired
  private failedUpgrades = 0; // in a row
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
    this.seatLostAtMillis = platform.now() + FIRST_JOIN_MILLIS;
    this.cancelOnline = platform.onOnline(() => this.hurry());
  }

  get isOnline(): boolean {
    return this.state.state === "online";
  }

  get bufferedBytes(): number {
    return this.socket?.bufferedAmount ?? 0;
  }

  /** False if there is no connection: then it is dropped. */
  send(message: ToServer | Uint8Array): boolean {
    const socket = this.isOnline ? this.socket : null;
    socket?.send(message instanceof Uint8Array ? message : JSON.stringify(message));
    return socket !== null;
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
    this.drop(code, "");
    this.lost(code, "");
  }

  /** Leaves for good; the seat is free at once. */
  leave(token = "left", sentence?: string): void {
    if (this.state.state !== "closed") {
      this.send({ type: "leave" });
      this.drop(LEFT, token);
      this.close(LEFT, token, sentence);
    }
  }

  /** Opens a socket, once there is a ticket if one is needed. */
  open(): void {
    this.cancelTimer();
    this.refused = null;
    const ticket = this.token === null || this.needsTicket ? this.host.ticket() : undefined;
    if (!(ticket instanceof Promise)) {
      this.openWith(ticket);
      return;
    }
    const settled = this.guard()((text: string | null) => {
      this.isFetching = false;
      if (text !== null) {
        this.openWith(text);
        return;
      }
      this.refused = {
        type: "error",
        code: "ticket_unavailable",
        message: "Your login could not be confirmed.",
      };
      this.abandon(UNREACHED);
    });
    this.isFetching = true;
    this.cancelTimer = this.platform.after(TICKET_MILLIS, () => settled(null));
    ticket.then(settled, () => settled(null));
  }

  /** Lets through what the next socket or ticket tells, as long as nothing has taken its place. */
  private guard(): <A extends readonly unknown[]>(handle: (...told: A) => void) => (...told: A) => void {
    const number = ++this.socketNumber;
    return (handle) =>
      (...told) => {
        if (number === this.socketNumber) {
          handle(...told);
        }
      };
  }

  private openWith(ticket: string | undefined): void {
    const { platform, host } = this;
    const ifCurrent = this.guard();
    this.answerByMillis = Number.POSITIVE_INFINITY;
    this.failedUpgrades++;
    this.abandonAfter(HANDSHAKE_MILLIS);
    const socket = platform.openSocket(this.token === null ? this.url : forResume(this.url), SUB_PROTOCOL, {
      opened: ifCurrent(() => {
        this.failedUpgrades = 0;
        socket.send(JSON.stringify(this.firstMessage(ticket)));
      }),
      text: ifCurrent((text) => {
        this.heard();
        this.understand(parseControl(text));
      }),
      binary: ifCurrent((bytes) => {
        if (this.isOnline) {
          this.heard();
          host.data(bytes);
        }
      }),
      closed: ifCurrent((code, reason) => {
        this.socket = null;
        this.socketNumber++;
        this.lost(code, reason);
      }),
    });
    this.socket = socket;
  }

  private abandonAfter(millis: number): void {
    this.cancelTimer();
    this.cancelTimer = this.platform.after(millis, () => this.abandon(UNREACHED));
  }

  private understand(message: ToBrowser | null): void {
    if (message === null) {
      this.closeUnread();
    } else if (message.type === "error") {
      this.refused = message;
    } else if (message.type === "welcome") {
      if (!this.isOnline) {
        this.welcome(message); // one is enough
      }
    } else if (message.type === "queued") {
      // Told again every two seconds, so that a dead line is found out; the first join is under way for as long as it takes.
      this.abandonAfter(SILENT_MILLIS);
      this.seatLostAtMillis = this.platform.now() + SILENT_MILLIS + FIRST_JOIN_MILLIS;
      this.host.control(message);
    } else if (this.isOnline) {
      this.linesHeard = this.linesHeard! + 1;
      this.host.control(message);
    }
  }

  private firstMessage(ticket: string | undefined): ToServer {
    const { token, host } = this;
    return token === null
      ? host.joinMessage(this.room, ticket)
      : host.resumeMessage(token, ticket, this.linesHeard);
  }

  private welcome(welcome: Welcome): void {
    if (!this.host.fits(welcome)) {
      this.closeUnread();
      return;
    }
    this.token = welcome.token ?? null;
    this.needsTicket = false;
    this.linesHeard = 0;
    this.room = welcome.room;
    this.keepSeatMillis = welcome.keepSeatMillis;
    this.onlineMillis = this.heardMillis = this.checkedMillis = this.platform.now();
    this.watch();
    // The room takes the welcome in before anybody is told that it is online.
    this.state = { state: "online", unstable: false };
    this.host.welcomed(welcome);
    this.host.changed(this.state);
  }

  private heard(): void {
    this.heardMillis = this.platform.now();
    this.answerByMillis = Number.POSITIVE_INFINITY;
    this.setUnstable(false);
  }

  private setUnstable(unstable: boolean): void {
    if (this.state.state === "online" && this.state.unstable !== unstable) {
      this.set({ state: "online", unstable });
    }
  }

  private watch(): void {
    this.cancelTimer();
    this.cancelTimer = this.platform.after(CHECK_MILLIS, () => this.check());
  }

  private check(): void {
    const now = this.platform.now();
    this.watch();
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
    } else if (silentMillis >= UNSTABLE_MILLIS) {
      this.setUnstable(true);
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

  /** A socket ended; decides what comes next. `reason` begins with the code in a word. */
  private lost(code: number, reason: string): void {
    this.cancelTimer();
    if (this.state.state === "closed") {
      return;
    }
    const { platform } = this;
    const now = platform.now();
    const { retry, sentence } = closeCode(code);
    const isUnreached = this.state.state === "greeting" && code === UNREACHED;
    const message = this.refused?.message ?? (isUnreached ? "The server cannot be reached." : sentence);
    const token = /^\w*/.exec(reason)![0] || "unreachable";
    this.mustWait = retry === "afterHint";
    if (this.isOnline) {
      this.seatLostAtMillis = now + this.keepSeatMillis;
      if (now - this.onlineMillis > CALM_MILLIS / 6) {
        this.attempt = 0;
      }
    }
    const isOnce = retry === "once" || retry === "ticket";
    const isLast = isOnce && (this.hasRetriedOnce || (retry === "ticket" && !this.host.canRenewTicket));
    if (retry === "never" || isLast) {
      this.close(code, token, message);
      return;
    }
    let delayMillis = backoffMillis(this.attempt, platform.random());
    if (isOnce) {
      this.hasRetriedOnce = true;
      this.needsTicket ||= retry === "ticket";
    } else if (retry === "join") {
      this.token = null;
      delayMillis *= Math.min(1, this.attempt); // at once for the first time
    } else if (retry === "afterHint") {
      const hint = retryHint(reason);
      const afterMillis = hint?.afterMillis ?? (this.refused?.retryAfterMillis || DEFAULT_HINT_MILLIS);
      delayMillis = afterMillis + platform.random() * (hint?.spreadMillis ?? afterMillis / 2);
    }
    this.reconnect(code, token, message, delayMillis);
    // Once for each attempt: the answer comes through here too, and would be asked about again at once, and for ever.
    if (code === UNREACHED && this.failedUpgrades >= UPGRADES_BEFORE_ASKING) {
      platform.busyMillis(this.url).then(
        this.guard()((millis) => {
          if (millis > 0) {
            this.lost(RESTARTING, `restarting r=${millis};s=${millis >> 1}`);
          }
        }),
        () => {}, // no answer is none to wait for
      );
    }
  }

  private reconnect(code: number, token: string, reason: string, delayMillis: number): void {
    const { seatLostAtMillis, platform } = this;
    const now = platform.now();
    const nextTryAtMillis = now + delayMillis;
    if (this.state.state !== "greeting") {
      const attempt = this.attempt + 1;
      this.set({ state: "reconnecting", attempt, nextTryAtMillis, seatLostAtMillis, reason });
    } else if (nextTryAtMillis > seatLostAtMillis) {
      this.close(code, token, reason, delayMillis);
      return;
    }
    this.attempt++;
    this.cancelTimer = platform.after(Math.min(nextTryAtMillis, seatLostAtMillis) - now, () => {
      if (platform.now() < seatLostAtMillis) {
        this.open();
      } else {
        const keptSeconds = Math.round(this.keepSeatMillis / 1000);
        this.close(code, token, `${reason} Your seat was kept for ${keptSeconds} seconds.`);
      }
    });
  }

  /** What the server says is not for this page. */
  private closeUnread(): void {
    this.drop(LEFT, "version");
    this.close(VERSION, "version");
  }

  private close(code: number, token: string, message = closeCode(code).sentence, retryAfterMillis = 0): void {
    const reload = code === VERSION;
    this.cancelTimer();
    this.cancelOnline();
    this.refusal = {
      closeCode: code,
      code: this.refused?.code ?? token,
      message,
      retryAfterMillis: this.refused?.retryAfterMillis || retryAfterMillis,
      reload,
    };
    this.token = null;
    this.set({ state: "closed", code, reason: message, canRejoin: !reload && canRejoin(code), reload });
  }

  private set(state: ConnectionState): void {
    this.state = state;
    this.host.changed(state);
  }
}

/** A server that takes no new players lets through who has a seat already. */
function forResume(url: string): string {
  return `${url}${url.includes("?") ? "&" : "?"}resume`;
}

/** Whether joining anew makes sense: not where the answer would be the same. */
function canRejoin(code: number): boolean {
  return code !== 4003 && code !== 4011 && code !== 4022;
}
