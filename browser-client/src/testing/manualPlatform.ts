import type { Cancel, Platform, Socket, SocketHandlers } from "../platform";
import type { ToServer } from "../protocol/protocol";

/** A socket of the page, seen from the server's end; what crosses it takes the platform's latency each way. */
export class ManualSocket {
  readonly url: string;
  readonly subProtocol: string;
  /** What has arrived at the server. */
  readonly texts: ToServer[] = [];
  readonly binaries: Uint8Array[] = [];
  /** How the page closed it, null while it has not. */
  closedByPage: { code: number; reason: string } | null = null;
  bufferedAmount = 0;
  isOver = false;
  /** What the server does with each message; null only collects. */
  onText: ((message: ToServer) => void) | null = null;
  onBinary: ((bytes: Uint8Array) => void) | null = null;
  private readonly platform: ManualPlatform;
  private readonly handlers: SocketHandlers;
  private clearedMillis = 0; // when the newest message to the page arrives

  constructor(platform: ManualPlatform, url: string, subProtocol: string, handlers: SocketHandlers) {
    this.platform = platform;
    this.url = url;
    this.subProtocol = subProtocol;
    this.handlers = handlers;
  }

  accept(): void {
    this.later(() => this.handlers.opened());
  }

  sendText(message: unknown): void {
    const text = typeof message === "string" ? message : JSON.stringify(message);
    this.later(() => this.handlers.text(text));
  }

  sendBinary(bytes: Uint8Array): void {
    this.later(() => this.handlers.binary(bytes));
  }

  close(code: number, reason = ""): void {
    this.later(() => {
      this.isOver = true;
      this.handlers.closed(code, reason);
    });
  }

  get messages(): readonly string[] {
    return this.texts.map((message) => message.type);
  }

  readonly pageEnd: Socket = {
    bufferedAmount: 0,
    send: (data) => {
      if (this.isOver || this.closedByPage !== null) {
        throw new Error("Sent on a closed socket.");
      }
      this.platform.after(this.platform.latencyMillis, () => {
        if (typeof data === "string") {
          const message = JSON.parse(data) as ToServer;
          this.texts.push(message);
          this.onText?.(message);
        } else {
          this.binaries.push(data);
          this.onBinary?.(data);
        }
      });
    },
    close: (code, reason) => {
      this.closedByPage = { code, reason };
    },
  };

  private later(run: () => void): void {
    const { platform } = this;
    // As TCP does it: what follows a late message is late, too.
    this.clearedMillis = Math.max(this.clearedMillis, platform.now() + platform.latencyMillis);
    platform.after(this.clearedMillis - platform.now(), () => {
      if (!this.isOver && this.closedByPage === null) {
        run();
      }
    });
  }
}

interface Timer {
  readonly dueMillis: number;
  readonly number: number;
  readonly run: () => void;
}

/** A page in virtual time: nothing happens until `advance` says that time has passed. */
export class ManualPlatform implements Platform {
  latencyMillis = 0;
  readonly sockets: ManualSocket[] = [];
  /** What each new socket meets; by default it is accepted. */
  onSocket: (socket: ManualSocket) => void = (socket) => socket.accept();
  /** Where a socket was refused so often that the page asked why. */
  readonly asked: string[] = [];
  onAsked: () => Promise<number> = () => Promise.reject(new Error("No answer."));
  storage = new MapStorage();
  tableStorage = new MapStorage();
  randoms: () => number = () => 0.5;
  private millis = 1000;
  private hidden = false;
  private timers: Timer[] = [];
  private timerNumber = 0;
  private readonly hiddenHandlers = new Set<(hidden: boolean) => void>();
  private readonly onlineHandlers = new Set<() => void>();

  now(): number {
    return this.millis;
  }

  after(delayMillis: number, run: () => void): Cancel {
    const timer = { dueMillis: this.millis + Math.max(0, delayMillis), number: this.timerNumber++, run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  random(): number {
    return this.randoms();
  }

  openSocket(url: string, subProtocol: string, handlers: SocketHandlers): Socket {
    const socket = new ManualSocket(this, url, subProtocol, handlers);
    Object.defineProperty(socket.pageEnd, "bufferedAmount", { get: () => socket.bufferedAmount });
    this.sockets.push(socket);
    this.onSocket(socket);
    return socket.pageEnd;
  }

  busyMillis(url: string): Promise<number> {
    this.asked.push(url);
    return this.onAsked();
  }

  isHidden(): boolean {
    return this.hidden;
  }

  onHidden(handler: (hidden: boolean) => void): Cancel {
    this.hiddenHandlers.add(handler);
    return () => this.hiddenHandlers.delete(handler);
  }

  onOnline(handler: () => void): Cancel {
    this.onlineHandlers.add(handler);
    return () => this.onlineHandlers.delete(handler);
  }

  setHidden(hidden: boolean): void {
    this.hidden = hidden;
    for (const handler of [...this.hiddenHandlers]) {
      handler(hidden);
    }
  }

  comeOnline(): void {
    for (const handler of [...this.onlineHandlers]) {
      handler();
    }
  }

  /** Lets time pass; timers run in order, at their time. Promises settle only between awaited calls. */
  advance(millis: number): void {
    const end = this.millis + millis;
    for (let next = this.nextTimer(end); next !== undefined; next = this.nextTimer(end)) {
      this.millis = Math.max(this.millis, next.dueMillis);
      this.timers = this.timers.filter((timer) => timer !== next);
      next.run();
    }
    this.millis = end;
  }

  /** As `advance`, but the page is frozen: no timer runs before the end. */
  freeze(millis: number): void {
    this.millis += millis;
    this.advance(0);
  }

  get newestSocket(): ManualSocket {
    return this.sockets.at(-1)!;
  }

  private nextTimer(end: number): Timer | undefined {
    return this.timers
      .filter((timer) => timer.dueMillis <= end)
      .sort((a, b) => a.dueMillis - b.dueMillis || a.number - b.number)[0];
  }
}

/** A `Storage` in memory. */
export class MapStorage {
  readonly items = new Map<string, string>();

  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.items.set(key, value);
  }

  removeItem(key: string): void {
    this.items.delete(key);
  }
}
