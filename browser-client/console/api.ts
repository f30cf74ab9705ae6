/** What the console reads and writes: the admin's HTTP interface, as `server/README.md` describes it. */

/** The whole server at one second. */
export interface NodeSample {
  readonly atMillis: number;
  readonly node: string;
  readonly version: string;
  readonly upSeconds: number;
  readonly accepting: boolean;
  readonly ready: boolean;
  /** Seconds until the server stops, or -1. */
  readonly stopsInSeconds: number;
  readonly sessions: number;
  readonly seats: number;
  readonly sockets: number;
  readonly rooms: number;
  readonly slowSessions: number;
  readonly tickP50Millis: number;
  readonly tickP99Millis: number;
  readonly overruns: number;
  readonly bytesInPerSecond: number;
  readonly bytesOutPerSecond: number;
  readonly heapBytes: number;
  readonly heapMaxBytes: number;
  /** Share of all cores that this process had, 0 to 1. */
  readonly cpu: number;
}

/** One room, of the last ten seconds. */
export interface RoomSample {
  readonly id: string;
  readonly game: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly unlisted: boolean;
  readonly locked: boolean;
  readonly people: number;
  readonly bots: number;
  readonly seats: number;
  readonly tickRateHz: number;
  readonly tickP50Millis: number;
  readonly tickP99Millis: number;
  readonly overruns: number;
  readonly bytesPerSecond: number;
  readonly slow: number;
}

/** Somebody with a seat. */
export interface PlayerLine {
  readonly player: string;
  readonly name: string;
  readonly guest: boolean;
  readonly seat: number;
  readonly connected: boolean;
  readonly tier: string;
  readonly rttMillis: number;
  readonly waitingBytes: number;
}

/** One stage of the way of traced inputs inside the server, of the last ten to twenty seconds. */
export interface StageLine {
  readonly stage: string;
  readonly p50Millis: number;
  readonly p99Millis: number;
  /** How many inputs were traced; 0 if nobody plays. */
  readonly inputs: number;
}

/** One room from inside. */
export interface RoomInside {
  readonly room: RoomSample;
  /** Whether it can be shown to spectators. */
  readonly watchable: boolean;
  /** In the order in which inputs pass them. */
  readonly stages: readonly StageLine[];
  readonly players: readonly PlayerLine[];
  readonly spectators: readonly PlayerLine[]; // of seat -1
}

/** What the game's page needs to show a room to the admin: a pass for one use, and where that page is. */
export interface Viewing {
  readonly pass: string;
  /** Address of the page; empty for `port` of the console's own host. */
  readonly page: string;
  readonly port: number;
  readonly secure: boolean;
}

/** What a part of the snapshots costs. */
export interface BitsLine {
  readonly name: string;
  readonly bytesPerTick: number;
}

export interface BitsReport {
  readonly ticks: number;
  readonly bytesPerTick: number;
  readonly lines: readonly BitsLine[];
}

export interface SanctionLine {
  readonly kind: string;
  readonly subject: string;
  readonly since: string;
  readonly until: string;
  readonly reason: string;
}

/** What the feed says, about once a second. */
export type FeedEvent =
  | { readonly event: "history"; readonly samples: readonly NodeSample[] }
  | { readonly event: "node"; readonly sample: NodeSample }
  | { readonly event: "rooms"; readonly rooms: readonly RoomSample[] };

/** An answer that is none of success, in the server's words. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Asks with the token. */
export class AdminApi {
  private readonly token: string;

  constructor(token: string) {
    this.token = token;
  }

  async rooms(): Promise<readonly RoomSample[]> {
    return (await this.ask("GET", "rooms")) as readonly RoomSample[];
  }

  async inside(room: string): Promise<RoomInside> {
    return (await this.ask("GET", `rooms/${encodeURIComponent(room)}`)) as RoomInside;
  }

  async bits(room: string): Promise<BitsReport> {
    return (await this.ask("GET", `rooms/${encodeURIComponent(room)}/bits`)) as BitsReport;
  }

  async sanctions(): Promise<readonly SanctionLine[]> {
    return (await this.ask("GET", "sanctions")) as readonly SanctionLine[];
  }

  /** Has a room prepared to be seen. */
  async watch(room: string): Promise<Viewing> {
    return (await this.ask("POST", "watch", { room })) as Viewing;
  }

  /** Does something; throws [Refused] with the server's sentence if it cannot be done. */
  async order(action: string, body: Readonly<Record<string, unknown>>): Promise<void> {
    await this.ask("POST", action, body);
  }

  /** The open answer of the feed. */
  async feed(signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const answer = await this.fetch("GET", "feed", undefined, signal);
    if (!answer.body) throw new Refused(answer.status, "The feed has no body.");
    return answer.body;
  }

  private async ask(method: string, path: string, body?: unknown): Promise<unknown> {
    return (await this.fetch(method, path, body, AbortSignal.timeout(10_000))).json();
  }

  private async fetch(method: string, path: string, body: unknown, signal: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = { Authorization: `Bearer ${this.token}` };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const init: RequestInit = { method, headers, signal, cache: "no-store" };
    if (body !== undefined) init.body = JSON.stringify(body);
    const answer = await fetch(`/api/${path}`, init);
    if (!answer.ok) throw new Refused(answer.status, await sentence(answer));
    return answer;
  }
}

async function sentence(answer: Response): Promise<string> {
  try {
    const problem = (await answer.json()) as { readonly message?: unknown };
    if (typeof problem.message === "string") return problem.message;
  } catch {
    // It was not one of the server's own answers.
  }
  return `The server answered ${answer.status}.`;
}
