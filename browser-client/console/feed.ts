import { type AdminApi, type FeedEvent, Refused } from "./api";
import { EventStream, type StreamEvent } from "./eventStream";

const RETRY_MILLIS = 2000;
const SILENCE_MILLIS = 5000; // the server says something every second

/** How the feed is doing. */
export type FeedState =
  | { readonly state: "live" }
  | { readonly state: "lost"; readonly reason: string }
  | { readonly state: "refused"; readonly reason: string };

/** Follows the server: events while there are any, and the truth about it when there are none. Comes back by itself. */
export class Feed {
  private readonly api: AdminApi;
  private readonly onEvent: (event: FeedEvent) => void;
  private readonly onState: (state: FeedState) => void;
  private stopped = false;
  private abort = new AbortController();

  constructor(api: AdminApi, onEvent: (event: FeedEvent) => void, onState: (state: FeedState) => void) {
    this.api = api;
    this.onEvent = onEvent;
    this.onState = onState;
  }

  /** Follows until [stop], or until the token is refused. */
  async run(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.follow();
        this.lost("The server ended the connection.");
      } catch (error) {
        if (error instanceof Refused && (error.status === 401 || error.status === 429)) {
          this.onState({ state: "refused", reason: error.message });
          return;
        }
        this.lost(error instanceof Refused ? error.message : "The server does not answer.");
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_MILLIS));
    }
  }

  stop(): void {
    this.stopped = true;
    this.abort.abort();
  }

  private lost(reason: string): void {
    if (!this.stopped) this.onState({ state: "lost", reason });
  }

  private async follow(): Promise<void> {
    this.abort = new AbortController();
    let timer = setTimeout(() => this.abort.abort(), SILENCE_MILLIS);
    try {
      const body = await this.api.feed(this.abort.signal);
      const stream = new EventStream();
      const decoder = new TextDecoder();
      const reader = body.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done || this.stopped) return;
        clearTimeout(timer);
        timer = setTimeout(() => this.abort.abort(), SILENCE_MILLIS);
        for (const event of stream.take(decoder.decode(value, { stream: true }))) this.show(event);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  private show({ event, data }: StreamEvent): void {
    const value: unknown = JSON.parse(data);
    this.onState({ state: "live" });
    switch (event) {
      case "history":
        this.onEvent({ event, samples: value as (FeedEvent & { event: "history" })["samples"] });
        break;
      case "node":
        this.onEvent({ event, sample: value as (FeedEvent & { event: "node" })["sample"] });
        break;
      case "rooms":
        this.onEvent({ event, rooms: value as (FeedEvent & { event: "rooms" })["rooms"] });
        break;
      default: // a newer server may say more
    }
  }
}
