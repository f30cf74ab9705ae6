import type { GameSchema } from "./codec/schema";
import type { Fields } from "./protocol/fields";
import { InputLayout } from "./protocol/inputLayout";
import type { SnapshotDecoder } from "./protocol/snapshotDecoder";
import { SnapshotReader, type SnapshotVerdict } from "./protocol/snapshotReader";
import { EventQueue, type EventReceiver } from "./state/eventQueue";
import { InputHistory } from "./state/inputHistory";
import { InputSender } from "./state/inputSender";
import { OwnEntities } from "./state/ownEntities";
import type { Rule } from "./state/prediction";
import { SnapshotBuffer } from "./state/snapshotBuffer";
import { ViewBuilder } from "./state/viewBuilder";
import { WorldView } from "./state/worldView";
import { InputClock } from "./time/inputClock";
import { RenderClock } from "./time/renderClock";
import { RoundTrip } from "./time/roundTrip";
import { ServerClock } from "./time/serverClock";

const JUMP_MILLIS = 250; // a gap in the stream that is jumped rather than glided over

const SLEPT_MILLIS = 100; // without a timer, a message or a picture: the page's thread did something else
const MOST_REPLAYED = 32; // pending inputs up to which a hitch of the page is played through
const UNDRAWN_MILLIS = 250; // a page that draws so rarely has its events played by the timer

/** What a replica asks of the room that owns it. */
export interface ReplicaHost extends EventReceiver {
  readonly rules: ReadonlyMap<string, Rule>;
  /** What the player wants now, null while nobody samples. */
  sample(): object | null;
  /** An input message may leave; false if there is no connection for it. */
  send(bytes: Uint8Array): boolean;
  readonly bufferedBytes: number;
}

/**
 * The room's state on this side, and the clocks that drive it: snapshots in, inputs out, pictures on demand. Knows
 * nothing of connections; `restart` is all that a new one means to it.
 */
export class Replica {
  readonly reader: SnapshotReader;
  readonly server: ServerClock;
  readonly render: RenderClock;
  readonly inputClock: InputClock;
  readonly roundTrip = new RoundTrip();
  readonly inputs = new InputHistory();
  readonly picture: ViewBuilder;
  /** Predictions that the newest snapshot contradicted. */
  corrections = 0;

  private readonly host: ReplicaHost;
  private readonly decoder: SnapshotDecoder;
  private readonly buffer = new SnapshotBuffer();
  private readonly layout: InputLayout;
  private readonly quantised: Int32Array;
  private readonly sender: InputSender;
  readonly own: OwnEntities;
  private readonly events: EventQueue;
  private readonly tickMillis: number;
  private mustJump = true;
  private isSampling = false;
  private lastDrawMillis = 0;
  private awakeMillis = 0;

  constructor(schema: GameSchema, decoder: SnapshotDecoder, host: ReplicaHost) {
    this.host = host;
    this.tickMillis = 1000 / schema.tickRateHz;
    const kinds = schema.entities;
    this.decoder = decoder;
    this.reader = new SnapshotReader(schema, this.decoder);
    const world = new WorldView(kinds, this.buffer, this.reader.owned);
    this.server = new ServerClock(this.tickMillis);
    this.render = new RenderClock(this.server);
    this.inputClock = new InputClock(this.tickMillis);
    this.layout = new InputLayout(schema.input);
    this.quantised = new Int32Array(schema.input.length);
    this.sender = new InputSender(this.layout, this.tickMillis);
    this.own = new OwnEntities(kinds, host.rules, this.inputs, { tickSeconds: 1 / schema.tickRateHz, world });
    this.events = new EventQueue(this.tickMillis, host);
    this.picture = new ViewBuilder(
      kinds,
      { buffer: this.buffer, decoder: this.decoder, owned: this.reader.owned, own: this.own },
      this.tickMillis,
    );
  }

  /** A new connection, or the end of a pause: clocks and inputs begin anew, the picture jumps to the next keyframe. */
  restart(nowMillis: number): void {
    this.mustJump = true;
    this.inputClock.reset(nowMillis);
    this.roundTrip.reset();
    this.dropInputs();
  }

  /** As after every `welcome`: sequences count from 1 again. */
  renumber(): void {
    this.inputs.reset();
    this.sender.reset();
  }

  received(bytes: Uint8Array, nowMillis: number): SnapshotVerdict {
    const { reader } = this;
    this.wake(nowMillis);
    const verdict = reader.read(bytes);
    if (verdict === "broken") {
      return verdict;
    }
    if (reader.tracedSequence > 0) {
      this.roundTrip.answered(reader.tracedSequence, reader.tracedMicros, nowMillis);
    }
    if (reader.ack > 0) {
      this.inputs.acknowledge(reader.ack);
      this.inputClock.marginMeasured(reader.marginEighths);
    }
    if (verdict === "applied") {
      this.arrived(nowMillis);
    }
    this.events.add(reader.events, reader.tick);
    return verdict;
  }

  /** Makes and sends the inputs that are due. Called often: before each picture and by a timer. */
  advance(nowMillis: number): void {
    this.wake(nowMillis);
    if (nowMillis - this.lastDrawMillis > UNDRAWN_MILLIS) {
      this.play(nowMillis);
    }
    const due = this.inputClock.ticksDue(nowMillis);
    this.skip(this.inputClock.skipped);
    for (let i = 0; i < due; i++) {
      this.sampleInput();
    }
    this.flush(nowMillis);
  }

  /** Milliseconds until the next input is due. */
  untilDue(nowMillis: number): number {
    return this.inputClock.dueMillis - nowMillis;
  }

  view(nowMillis: number): Readonly<Record<string, Fields[]>> {
    const elapsed = Math.max(0, nowMillis - this.lastDrawMillis);
    this.lastDrawMillis = Math.max(nowMillis, this.lastDrawMillis);
    this.play(nowMillis);
    this.own.settle(elapsed);
    this.picture.draw(
      this.render.tick,
      elapsed,
      this.inputClock.fraction(nowMillis),
      this.server.intervalMillis,
      this.reader.isInStream,
    );
    return this.picture.view;
  }

  private wake(nowMillis: number): void {
    if (nowMillis - this.awakeMillis > SLEPT_MILLIS) {
      this.server.slept(nowMillis);
    }
    this.awakeMillis = nowMillis;
  }

  private play(nowMillis: number): void {
    this.render.advance(nowMillis);
    this.events.play(this.render.tick);
  }

  private arrived(nowMillis: number): void {
    const { reader, buffer, server, render } = this;
    const newest = buffer.at(0)?.tick ?? reader.tick;
    const gapMillis = (reader.tick - newest) * this.tickMillis;
    if (this.mustJump || gapMillis <= 0 || gapMillis > JUMP_MILLIS) {
      this.mustJump = false;
      buffer.clear();
      server.reset();
      render.reset();
      this.own.clear();
    }
    server.arrived(reader.tick, nowMillis);
    render.arrived();
    buffer.push(reader.tick, this.decoder.rows);
    if (this.inputs.isFull) {
      this.dropInputs(); // the server lives but uses none of them: start from what it says
    }
    const contradicted = this.own.reconcile(reader.owned, buffer, this.inputClock.fraction(nowMillis));
    this.corrections = this.inputs.isHeard ? contradicted : 0;
  }

  /** Nobody sampled that many ticks. Few are made good as if the last input went on; more come from the server. */
  private skip(ticks: number): void {
    const { inputs } = this;
    if (ticks === 0 || inputs.newest === 0) {
      return;
    }
    if (inputs.pending + ticks < MOST_REPLAYED) {
      for (let i = 0; i < ticks; i++) {
        inputs.skip(1);
        this.own.step();
      }
    } else {
      inputs.skip(ticks);
      this.dropInputs();
    }
  }

  private sampleInput(): void {
    if (this.isSampling) {
      return; // the sampler asked for the picture
    }
    this.isSampling = true;
    try {
      const input = this.host.sample();
      if (input !== null && !this.inputs.isFull) {
        this.layout.quantise(input, this.quantised);
        this.inputs.push(this.layout.meaning(this.quantised));
        this.sender.add(this.inputs.newest, this.quantised);
        this.own.step();
      }
    } finally {
      this.isSampling = false;
    }
  }

  private flush(nowMillis: number): void {
    const { sender, roundTrip } = this;
    const newestTick = this.reader.isInStream ? this.reader.tick : -1;
    if (!sender.isDue(nowMillis, this.host.bufferedBytes, newestTick)) {
      return;
    }
    const sequence = sender.newestUnsent;
    const isTraced = sequence > 0 && roundTrip.isDue(nowMillis);
    const head = {
      newestTick,
      drawnTick: this.buffer.length > 0 ? this.render.tick : 0,
      isTraced,
    };
    if (this.host.send(sender.take(head, nowMillis)) && isTraced) {
      roundTrip.sent(sequence, nowMillis);
    }
  }

  /** Inputs that no server will see are not predicted either. */
  private dropInputs(): void {
    this.inputs.drop();
    this.sender.reset();
  }
}
