import type { JoinOptions } from "./room";

/** Ends what was started; twice is the same as once. */
export type Cancel = () => void;

/** One open or opening WebSocket. */
export interface Socket {
  /** Bytes given to `send` that have not left yet. */
  readonly bufferedAmount: number;
  send(data: string | Uint8Array): void;
  close(code: number, reason: string): void;
}

export interface SocketHandlers {
  opened(): void;
  text(text: string): void;
  binary(bytes: Uint8Array): void;
  /** Exactly once, whatever ended it; 1006 when there was no close frame. */
  closed(code: number, reason: string): void;
}

/** Everything the library asks of its surroundings, so that tests and bots bring their own. */
export interface Platform {
  /** Milliseconds, monotonic: the clock of `requestAnimationFrame`. */
  now(): number;
  after(delayMillis: number, run: () => void): Cancel;
  /** Uniform in [0, 1). */
  random(): number;
  openSocket(url: string, subProtocol: string, handlers: SocketHandlers): Socket;
  /** For how long the server behind `url` asks to be left alone, 0 if it takes players; whatever it said, unchecked. */
  busyMillis(url: string): Promise<number>;
  isHidden(): boolean;
  /** Told whenever the page becomes hidden or visible, and when it is about to be left. */
  onHidden(handler: (hidden: boolean) => void): Cancel;
  /** Told when the network is back. */
  onOnline(handler: () => void): Cancel;
  /** Where the seat is kept over a reload, null if nowhere. */
  readonly storage: JoinOptions["storage"];
  /** Where tables are kept over visits, null if nowhere. */
  readonly tableStorage: JoinOptions["tableStorage"];
}

/** The browser itself. */
export function browserPlatform(): Platform {
  return {
    now: () => performance.now(),
    after(delayMillis, run) {
      const timer = setTimeout(run, delayMillis);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    openSocket: openWebSocket,
    busyMillis,
    isHidden: () => document.visibilityState === "hidden",
    onHidden(handler) {
      const changed = (): void => handler(document.visibilityState === "hidden");
      const left = (): void => handler(true);
      return listen(
        [document, "visibilitychange", changed],
        [window, "pageshow", changed],
        [window, "pagehide", left],
      );
    },
    onOnline: (handler) => listen([window, "online", handler]),
    storage: ifAllowed(() => sessionStorage),
    tableStorage: ifAllowed(() => localStorage),
  };
}

function openWebSocket(url: string, subProtocol: string, handlers: SocketHandlers): Socket {
  const socket = new WebSocket(absolute(url, "ws"), subProtocol);
  socket.binaryType = "arraybuffer";
  socket.onopen = () => handlers.opened();
  socket.onclose = (event) => handlers.closed(event.code, event.reason);
  socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) => {
    if (typeof event.data === "string") {
      handlers.text(event.data);
    } else {
      handlers.binary(new Uint8Array(event.data));
    }
  };
  // What is sent between the network's end and the close event is lost, as it would be on the way.
  return socket as Socket;
}

/** A page is never told why a socket was refused; what is beside it, `/status`, says so. */
async function busyMillis(url: string): Promise<number> {
  const response = await fetch(new URL("status", absolute(url, "http")));
  return (await response.json()).retryAfterMillis;
}

function absolute(url: string, protocol: string): URL {
  const found = new URL(url, location.href);
  found.protocol = found.protocol.replace(/http|ws/, protocol);
  return found;
}

type Listening = [target: EventTarget, type: string, handler: () => void];

function listen(...all: Listening[]): Cancel {
  for (const [target, type, handler] of all) {
    target.addEventListener(type, handler);
  }
  return () => {
    for (const [target, type, handler] of all) {
      target.removeEventListener(type, handler);
    }
  };
}

function ifAllowed(storage: () => Storage): Storage | null {
  try {
    return storage();
  } catch {
    return null; // the visitor forbids it: a reload then joins afresh, and tables are sent each time
  }
}
