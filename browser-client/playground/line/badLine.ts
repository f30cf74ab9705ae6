import type { Platform, Socket, SocketHandlers } from "../../src/platform";

/** How a line treats what passes, each way by itself. */
export interface LineSettings {
  /** For every message. */
  readonly delayMillis: number;
  /** Standard deviation of what comes on top, a half-normal distribution. */
  readonly jitterMillis: number;
  /** Of messages that are lost on their first try, 0 to 100. */
  readonly lossPercent: number;
}

export const PERFECT: LineSettings = { delayMillis: 0, jitterMillis: 0, lossPercent: 0 };

const LEAST_RESEND_MILLIS = 200; // the least retransmission time-out of Linux
const MOST_RESENDS = 6;

/**
 * One direction of a TCP line: what is lost is sent again after a time-out that doubles, and everything behind it waits,
 * because order is always kept.
 */
export class OrderedLine {
  private readonly random: () => number;
  private lastArrivalMillis = 0;

  /** @param random uniform in [0, 1) */
  constructor(random: () => number) {
    this.random = random;
  }

  /** When a message that is sent now arrives; never before one that was sent earlier. */
  arrivalMillis(nowMillis: number, settings: LineSettings): number {
    const { delayMillis, jitterMillis, lossPercent } = settings;
    let takes = delayMillis + jitterMillis * Math.abs(this.normal());
    let waitMillis = Math.max(LEAST_RESEND_MILLIS, 2 * delayMillis);
    for (let tries = 0; tries < MOST_RESENDS && this.random() * 100 < lossPercent; tries++) {
      takes += waitMillis;
      waitMillis *= 2;
    }
    this.lastArrivalMillis = Math.max(this.lastArrivalMillis, nowMillis + takes);
    return this.lastArrivalMillis;
  }

  /** Standard normal, by Box and Muller. */
  private normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.random())) * Math.cos(2 * Math.PI * this.random());
  }
}

/** Hands things over in their order, each not before its time. */
class Queue {
  private readonly platform: Platform;
  private readonly line: OrderedLine;
  private readonly settings: () => LineSettings;
  private readonly waiting: (() => void)[] = [];

  constructor(platform: Platform, settings: () => LineSettings) {
    this.platform = platform;
    this.line = new OrderedLine(platform.random);
    this.settings = settings;
  }

  put(deliver: () => void): void {
    const now = this.platform.now();
    const wait = this.line.arrivalMillis(now, this.settings()) - now;
    if (wait <= 0 && this.waiting.length === 0) {
      deliver();
      return;
    }
    this.waiting.push(deliver);
    // Timers are exact to a millisecond and may swap: whichever comes, the first in the queue is next.
    this.platform.after(wait, () => this.waiting.shift()?.());
  }
}

/**
 * The same surroundings with a bad line between the library and each of its sockets. The end of a socket waits behind its
 * last message; its opening takes the line once.
 *
 * @param settings asked anew for each message
 * @param received told of each binary message, once the library has taken it
 */
export function behindBadLine(
  platform: Platform,
  settings: () => LineSettings,
  received: (bytes: number) => void,
): Platform {
  return {
    ...platform,
    openSocket(url, subProtocol, handlers): Socket {
      const down = new Queue(platform, settings);
      const up = new Queue(platform, settings);
      const spoilt: SocketHandlers = {
        opened: () => down.put(() => handlers.opened()),
        text: (text) => down.put(() => handlers.text(text)),
        binary: (bytes) =>
          down.put(() => {
            handlers.binary(bytes);
            received(bytes.length);
          }),
        closed: (code, reason) => down.put(() => handlers.closed(code, reason)),
      };
      const socket = platform.openSocket(url, subProtocol, spoilt);
      return {
        get bufferedAmount() {
          return socket.bufferedAmount;
        },
        send(data) {
          // What is on its way is none of the buffer's; only what the real socket holds back is.
          up.put(() => socket.send(data));
        },
        close(code, reason) {
          up.put(() => socket.close(code, reason));
        },
      };
    },
  };
}
