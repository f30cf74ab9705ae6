import type { GameSchema } from "./codec/schema";
import type { Fields } from "./protocol/fields";
import { InputLayout } from "./protocol/inputLayout";
import type { SnapshotDecoder } from "./protocol/snapshotDecoder";
import { SnapshotReader, type SnapshotVerdict } from "./protocol/snapshotReader";
import type { InputTrace } from "./room";
import { EventQueue, type EventReceiver } from "./state/eventQueue";
import { InputHistory } from "./state/inputHistory";
import { InputSender } from "./state/inputSender";
import type { OwnEntities, PredictionFactory } from "./state/ownEntities";
import type { Rule } from "./state/prediction";
import { SnapshotBuffer } from "./state/snapshotBuffer";
import { ViewBuilder } from "./state/viewBuilder";
import { InputClock } from "./time/inputClock";
import { InputTraces } from "./time/inputTraces";
import { RenderClock } from "./time/renderClock";
import { ServerClock } from "./time/serverClock";

const JUMP_MILLIS = 250; // a gap in the stream that is jumped rather than glided over

const UNDRAWN_MILLIS = 250; // a page that draws so rarely has its events played by the timer

/** What a replica asks of the room that owns it. */
export interface ReplicaHost extends EventReceiver {
  readonly rules: ReadonlyMap<string, Rule>;
  /** What runs the rules; absent where no kind can be predicted. */
  readonly prediction: PredictionFactory | undefined;
  /** What the player wants now, null while nobody samples. */
  sample(): object | null;
  /** An input message may leave; false if there is no connection for it. */
  send(bytes: Uint8Array): boolean;
  readonly bufferedBytes: number;
  /** The clock of `performance.now()`. */
  now(): number;
  /** How often an input is traced. */
  readonly traceEveryMillis: number;
  traced(trace: InputTrace): void;
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
  readonly traces: InputTraces;
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
  readonly own: OwnEntities | undefined;
  private readonly events: EventQueue;
  private readonly tickMillis: number;
  private mustJump = true;
  private isSampling = false;
  private lastDrawMillis = 0;
  private sampledMillis = 0; // when the newest input was

  constructor(schema: GameSchema, decoder: SnapshotDecoder, host: ReplicaHost) {
    this.host = host;
    this.tickMillis = 1000 / schema.tickRateHz;
    const kinds = schema.entities;
    this.decoder = decoder;
    this.reader = new SnapshotReader(schema, this.decoder);
    this.server = new ServerClock(this.tickMillis);
    this.render = new RenderClock(this.server);
    this.inputClock = new InputClock(this.tickMillis);
    this.traces = new InputTraces(host.traceEveryMillis, (trace) => host.traced(trace));
    this.layout = new InputLayout(schema.input);
    this.quantised = new Int32Array(schema.input.length);
    this.sender = new InputSender(this.layout, this.tickMillis);
    this.own = host.prediction?.({
      kinds,
      rules: host.rules,
      inputs: this.inputs,
      buffer: this.buffer,
      owned: this.reader.owned,
      tickSeconds: 1 / schema.tickRateHz,
    });
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
    this.traces.reset();
    this.dropInputs();
  }

  /** As after every `welcome`: sequences count from 1 again. */
  renumber(): void {
    this.inputs.reset();
    this.sender.reset();
  }

  received(bytes: Uint8Array, nowMillis: number): SnapshotVerdict {
    const { reader } = this;
    this.server.awake(nowMillis);
    const verdict = reader.read(bytes);
    if (verdict === "broken") {
      return verdict;
    }
    for (const record of reader.timings) {
      this.traces.answered(record);
    }
    if (reader.ack) {
      this.inputs.acknowledge(reader.ack);
      this.inputClock.marginMeasured(reader.marginEighths);
    }
    if (verdict === "applied") {
      this.traces.received(reader.ack, reader.tick, nowMillis);
      this.arrived(nowMillis);
    }
    this.events.add(reader.events, reader.tick);
    return verdict;
  }

  /** Makes and sends the inputs that are due. Called often: before each picture and by a timer. */
  advance(nowMillis: number): void {
    this.server.awake(nowMillis);
    if (nowMillis - this.lastDrawMillis > UNDRAWN_MILLIS) {
      this.play(nowMillis);
    }
    for (let due = this.inputClock.ticksDue(nowMillis); due > 0; due--) {
      if (due <= this.inputClock.mostSampled) {
        this.sampleInput();
      } else if (this.inputs.repeat()) {
        this.own?.step();
      }
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
    this.own?.settle(elapsed);
    this.traces.drawn(this.render.tick, this.host.now());
    this.picture.draw(
      this.render.tick,
      elapsed,
      this.inputClock.fraction(nowMillis),
      this.server.intervalMillis,
      this.reader.isInStream,
    );
    return this.picture.view;
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
      this.own?.clear();
    }
    server.arrived(reader.tick, nowMillis);
    buffer.push(reader.tick, this.decoder.rows);
    if (this.inputs.isFull) {
      this.dropInputs(); // the server lives but uses none of them: start from what it says
    }
    const contradicted = this.own?.reconcile(this.inputClock.fraction(nowMillis)) ?? 0;
    this.corrections = this.inputs.isHeard ? contradicted : 0;
  }

  private sampleInput(): void {
    if (this.isSampling) {
      return; // the sampler asked for the picture
    }
    this.isSampling = true;
    try {
      this.sampledMillis = this.host.now();
      const input = this.host.sample();
      if (input !== null && !this.inputs.isFull) {
        this.layout.quantise(input, this.quantised);
        this.inputs.push(this.layout.meaning(this.quantised));
        this.sender.add(this.inputs.newest, this.quantised);
        this.own?.step();
      }
    } finally {
      this.isSampling = false;
    }
  }

  private flush(nowMillis: number): void {
    const { sender, host, traces } = this;
    const newestTick = this.reader.isInStream ? this.reader.tick : -1;
    if (!sender.isDue(nowMillis, host.bufferedBytes, newestTick)) {
      return;
    }
    const sequence = sender.newestUnsent;
    const isTraced = sequence > 0 && traces.isDue(nowMillis);
    const head = {
      newestTick,
      drawnTick: this.buffer.length > 0 ? this.render.tick : 0,
      isTraced,
    };
    const message = sender.take(head, nowMillis);
    const sentMillis = host.now();
    if (host.send(message) && isTraced) {
      traces.sent(sequence, this.sampledMillis, sentMillis);
    }
  }

  /** Inputs that no server will see are not predicted either. */
  private dropInputs(): void {
    this.inputs.drop();
    this.sender.reset();
  }
}
