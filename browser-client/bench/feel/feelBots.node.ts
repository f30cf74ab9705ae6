// node feelBots.js CONFIG: players by script in one process, with one drawing clock. Prints one line of JSON.
import { readFileSync, writeFileSync } from "node:fs";
import type { Reading } from "../../games/latency/reading";
import type { Platform } from "../../src/platform";
import { type BotConfig, FeelBot } from "./feelBot";
import { openNodeSocket } from "./nodeSocket.node.ts";
import { seeded } from "./pilotScript";

const FRAME_MILLIS = 1000 / 60;
const HIDDEN_TIMER_MILLIS = 1000; // how often a browser runs the timers of a hidden page
const READING_MILLIS = 1000; // between two readings of the overlay's figures
const AFTER_FAULT_MILLIS = 200; // in which a late picture is the fault's doing

/** Times are those of the monotonic clock, which Java's `System.nanoTime` reads as well. */
interface Config {
  readonly url: string;
  readonly fingerprint: number;
  readonly measureFromMillis: number;
  readonly untilMillis: number;
  readonly faults: readonly Fault[];
  readonly bots: readonly (BotConfig & { readonly logFile: string })[];
}

interface Fault {
  readonly kind: "freeze" | "hide";
  readonly fromMillis: number;
  readonly toMillis: number;
}

const [seconds, nanos] = process.hrtime();
const zero = seconds * 1000 + nanos / 1e6 - performance.now();
const now = (): number => performance.now() + zero;

/** Node as a page of its own, which can be hidden. */
class BotPlatform implements Platform {
  readonly storage = null;
  readonly tableStorage = null;
  readonly random: () => number;
  readonly now = now;
  bot: FeelBot | null = null;
  private hidden = false;
  private readonly hiddenHandlers = new Set<(hidden: boolean) => void>();

  constructor(seed: number) {
    this.random = seeded(~seed);
  }

  after(delayMillis: number, run: () => void): () => void {
    const wait = this.hidden ? Math.max(delayMillis, HIDDEN_TIMER_MILLIS) : delayMillis;
    const timer = setTimeout(run, wait);
    return () => clearTimeout(timer);
  }

  openSocket(...[url, subProtocol, handlers]: Parameters<Platform["openSocket"]>) {
    return openNodeSocket(url, subProtocol, {
      opened: () => handlers.opened(),
      text: (text) => handlers.text(text),
      closed: (code, reason) => handlers.closed(code, reason),
      binary: (bytes) => this.bot!.received(bytes, () => handlers.binary(bytes)),
    });
  }

  busyMillis(): Promise<number> {
    return Promise.resolve(0);
  }

  isHidden(): boolean {
    return this.hidden;
  }

  onHidden(handler: (hidden: boolean) => void): () => void {
    this.hiddenHandlers.add(handler);
    return () => this.hiddenHandlers.delete(handler);
  }

  onOnline(): () => void {
    return () => {};
  }

  setHidden(hidden: boolean): void {
    this.hidden = hidden;
    for (const handler of this.hiddenHandlers) {
      handler(hidden);
    }
  }
}

/** A page's animation frames at 60 Hz on absolute deadlines; a frame that is missed is skipped. */
class DrawingClock {
  readonly lateMillis: number[] = [];
  readonly readings: (Reading & { readonly framesPerSecond: number })[] = []; // of all players, while it is measured
  private readonly config: Config;
  private readonly bots: readonly FeelBot[];
  private readonly platforms: readonly BotPlatform[];
  private readonly startMillis = now();
  private readonly begun = new Set<Fault>();
  private done: () => void = () => {};
  private frame = 0;
  private cpuAtStart: NodeJS.CpuUsage | null = null;
  private nextReadingMillis: number;
  private drawn = 0; // since the last reading
  cpuShare = 0;

  constructor(config: Config, platforms: readonly BotPlatform[]) {
    this.config = config;
    this.platforms = platforms;
    this.bots = platforms.map(({ bot }) => bot!);
    this.nextReadingMillis = config.measureFromMillis + READING_MILLIS;
  }

  run(): Promise<void> {
    return new Promise((resolve) => {
      this.done = resolve;
      this.await();
    });
  }

  private get dueMillis(): number {
    return this.startMillis + this.frame * FRAME_MILLIS;
  }

  private readonly await = (): void => {
    const left = this.dueMillis - now();
    if (left > 1.2) {
      setTimeout(this.await, Math.floor(left - 0.2));
    } else if (left > 0) {
      setImmediate(this.await);
    } else {
      this.tick();
    }
  };

  private tick(): void {
    const at = now();
    const { measureFromMillis, untilMillis } = this.config;
    if (at >= measureFromMillis) {
      this.cpuAtStart ??= process.cpuUsage();
      if (!this.isFaulty(at)) {
        this.lateMillis.push(at - this.dueMillis);
      }
    }
    if (at >= untilMillis) {
      const { user, system } = process.cpuUsage(this.cpuAtStart!);
      this.cpuShare = (user + system) / 1000 / (at - measureFromMillis);
      this.done();
      return;
    }
    this.frame = Math.max(this.frame, Math.floor((at - this.startMillis) / FRAME_MILLIS));
    if (!this.isHidden(at)) {
      this.drawn++;
      for (const bot of this.bots) {
        bot.draw(this.dueMillis);
      }
    }
    this.frame++;
    this.read(at);
    this.suffer(now());
    this.await();
  }

  private read(at: number): void {
    if (at < this.nextReadingMillis) {
      return;
    }
    this.nextReadingMillis += READING_MILLIS;
    const framesPerSecond = (this.drawn * 1000) / READING_MILLIS;
    this.drawn = 0;
    this.readings.push(...this.bots.map((bot) => ({ ...bot.reading(), framesPerSecond })));
  }

  private isFaulty(at: number): boolean {
    return this.config.faults.some(
      ({ fromMillis, toMillis }) => at >= fromMillis && at < toMillis + AFTER_FAULT_MILLIS,
    );
  }

  private isHidden(at: number): boolean {
    return this.config.faults.some(
      ({ kind, fromMillis, toMillis }) => kind === "hide" && at >= fromMillis && at < toMillis,
    );
  }

  private suffer(at: number): void {
    for (const fault of this.config.faults) {
      if (at < fault.fromMillis || this.begun.has(fault)) {
        continue;
      }
      this.begun.add(fault);
      const left = fault.toMillis - at;
      if (fault.kind === "freeze") {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.max(0, left));
      } else {
        this.hide(true);
        setTimeout(() => this.hide(false), left);
      }
    }
  }

  private hide(hidden: boolean): void {
    for (const platform of this.platforms) {
      platform.setHidden(hidden);
    }
  }
}

const config = JSON.parse(readFileSync(process.argv[2]!, "utf8")) as Config;
const platforms: BotPlatform[] = [];
let reconnects = 0;
for (const bot of config.bots) {
  const platform = new BotPlatform(bot.seed);
  platform.bot = new FeelBot(platform, config.url, config.fingerprint, bot);
  platform.bot.client.onConnection(({ state }) => {
    reconnects += Number(state === "reconnecting");
  });
  await platform.bot.client.join();
  platforms.push(platform);
}
const joinedMillis = now();
const clock = new DrawingClock(config, platforms);
await clock.run();
const late = clock.lateMillis.sort((a, b) => a - b);
const states = platforms.map(({ bot }) => bot!.client.connection);
const seats = platforms.map(({ bot }) => bot!.client.seat);
for (const [i, { logFile }] of config.bots.entries()) {
  const chunks = platforms[i]!.bot!.log.chunks();
  writeFileSync(
    logFile,
    Buffer.concat(chunks.map((chunk) => Buffer.from(chunk.buffer, 0, chunk.byteLength))),
  );
}
for (const { bot } of platforms) {
  bot!.client.leave();
}
console.log(
  JSON.stringify({
    joinedMillis,
    seats,
    states,
    reconnects,
    divergences: platforms.map(({ bot }) => bot!.client.stats().divergences),
    cpuShare: clock.cpuShare,
    lateP50Millis: late[Math.floor(late.length * 0.5)],
    lateP99Millis: late[Math.floor(late.length * 0.99)],
    drawnFrames: late.length,
    readings: clock.readings,
  }),
);
process.exit(0);
