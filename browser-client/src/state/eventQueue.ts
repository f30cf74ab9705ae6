import type { ReceivedEvent } from "../protocol/snapshotReader";

const LATE_MILLIS = 500;
const CAPACITY = 4096; // beyond it the oldest are delivered early rather than lost

/** Whom events are for. */
export interface EventReceiver {
  /** `isLate`: older than 500 ms. */
  deliver(event: ReceivedEvent, isLate: boolean): void;
}

/** Holds the room's events until the picture shows their tick; those for this player alone pass at once. */
export class EventQueue {
  private readonly waiting: ReceivedEvent[] = [];
  private readonly tickMillis: number;
  private readonly receiver: EventReceiver;

  constructor(tickMillis: number, receiver: EventReceiver) {
    this.tickMillis = tickMillis;
    this.receiver = receiver;
  }

  /** @param newestTick tick of the message they came with */
  add(events: readonly ReceivedEvent[], newestTick: number): void {
    for (const event of events) {
      if (event.onlyMe) {
        this.pass(event, newestTick);
      } else {
        this.waiting.push(event);
      }
    }
    while (this.waiting.length > CAPACITY) {
      this.pass(this.waiting.shift()!, newestTick);
    }
  }

  /** The picture has reached `tick`. */
  play(tick: number): void {
    let count = 0;
    while (count < this.waiting.length && this.waiting[count]!.tick <= tick) {
      count++;
    }
    // Removed first: a handler may ask for the picture, and no event is told twice.
    for (const event of this.waiting.splice(0, count)) {
      this.pass(event, tick);
    }
  }

  private pass(event: ReceivedEvent, tick: number): void {
    this.receiver.deliver(event, (tick - event.tick) * this.tickMillis > LATE_MILLIS);
  }
}
