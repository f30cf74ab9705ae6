import type { GameSchema } from "../codec/schema";
import { type Fields, readFields, readRaw } from "./fields";
import { SNAPSHOT } from "./protocol";
import type { SnapshotDecoder } from "./snapshotDecoder";
import { WireReader } from "./wireReader";

const header = { ack: 1, timing: 2, owner: 4, privateEvents: 8, missedEvents: 16, all: 31 };
const head = { keyframe: 1, events: 2, stateHash: 4, skipped: 8, all: 15 };

/** An event as it came. */
export interface ReceivedEvent {
  readonly name: string;
  readonly event: Fields;
  tick: number;
  readonly onlyMe: boolean;
}

/** An entity of ours that has owner fields; `values` are raw numbers in the order of its kind's owner fields. */
export interface OwnedEntity {
  readonly slot: number;
  readonly kind: number;
  readonly generation: number;
  readonly values: Float64Array;
}

/**
 * What became of a message. `applied`: the rows are those of its tick. `waiting`: its header and events are good, its
 * delta waits for a keyframe. `diverged`: likewise, but it is this message that broke the stream. `broken`: nothing in it
 * can be used.
 */
export type SnapshotVerdict = "applied" | "waiting" | "diverged" | "broken";

/**
 * Reads snapshot messages one after another; the fields are those of the last one. The bytes may be anything: they end
 * in a verdict.
 */
export class SnapshotReader {
  tick = 0;
  keyframe = false;
  /** Newest input sequence that the server consumed, 0 if the message says nothing. */
  ack = 0;
  marginEighths = 0;
  /** Sequence of a traced input, 0 if the message says nothing. */
  tracedSequence = 0;
  tracedMicros = 0;
  /** Events of this message: private, then missed, then public ones, each in order. */
  readonly events: ReceivedEvent[] = [];
  /** Our entities by slot, as of the newest message that told. */
  readonly owned = new Map<number, OwnedEntity>();

  private readonly schema: GameSchema;
  private readonly decoder: SnapshotDecoder;
  private readonly reader = new WireReader();
  private inStream = false;
  private tickKnown = false;

  constructor(schema: GameSchema, decoder: SnapshotDecoder) {
    this.schema = schema;
    this.decoder = decoder;
  }

  /** Whether deltas can be applied. */
  get isInStream(): boolean {
    return this.inStream;
  }

  read(bytes: Uint8Array): SnapshotVerdict {
    const { reader, events } = this;
    reader.begin(bytes);
    this.ack = this.marginEighths = this.tracedSequence = this.tracedMicros = 0;
    events.length = 0;

    const type = reader.u8();
    const flags = reader.u8();
    if (flags & header.ack) {
      this.ack = reader.varint();
      this.marginEighths = reader.i8();
    }
    if (flags & header.timing) {
      this.tracedSequence = reader.varint();
      this.tracedMicros = reader.varint();
    }
    let ownerEnd = 0;
    let ownerStart = 0;
    if (flags & header.owner) {
      const length = reader.varint();
      ownerStart = reader.position;
      ownerEnd = reader.skip(length);
    }
    if (flags & header.privateEvents) {
      this.readEvents(0, true);
    }
    const privateEvents = events.length;
    if (flags & header.missedEvents) {
      for (let count = reader.varint(); count > 0 && !reader.failed; count--) {
        this.readEvents(reader.varint(), false);
      }
    }

    const shape = reader.u8();
    this.keyframe = (shape & head.keyframe) !== 0;
    const tick = this.keyframe ? reader.varint() : this.tick + 1;
    const skipped = shape & head.skipped ? reader.varint() : 0;
    if (shape & head.events) {
      this.readEvents(tick + skipped, false);
    }
    const stateHash = shape & head.stateHash ? reader.i32() : null;
    const isMissedMisplaced = (flags & header.missedEvents) !== 0 && !this.keyframe;
    if (reader.failed || type !== SNAPSHOT || flags > header.all || shape > head.all || isMissedMisplaced) {
      events.length = 0;
      this.inStream = this.tickKnown = false;
      return "broken";
    }

    if (!this.keyframe && !this.tickKnown) {
      events.length = 0; // without the tick of the message before, its own is unknown
      return "waiting";
    }
    this.tick = tick + skipped;
    this.tickKnown = true;
    for (let i = 0; i < privateEvents; i++) {
      events[i]!.tick = this.tick;
    }
    if (!this.keyframe && !this.inStream) {
      return "waiting";
    }
    this.inStream =
      this.decoder.decode(bytes, reader.position, reader.remaining, this.keyframe) === null &&
      (stateHash === null || stateHash === (this.decoder.stateHash() | 0)) &&
      this.readOwned(bytes, ownerStart, ownerEnd);
    return this.inStream ? "applied" : "diverged";
  }

  private readEvents(tick: number, onlyMe: boolean): void {
    const { reader } = this;
    const length = reader.varint();
    const end = reader.position + length;
    for (let count = reader.varint(); count > 0 && !reader.failed; count--) {
      const spec = this.schema.events[reader.varint()];
      if (spec === undefined) {
        reader.failed = true;
        return;
      }
      this.events.push({ name: spec.name, event: readFields(spec.fields, reader), tick, onlyMe });
    }
    if (reader.position !== end) {
      reader.failed = true;
    }
  }

  /** Reads the owner block, after the rows have told which kind is in each slot; false if it contradicts them. */
  private readOwned(bytes: Uint8Array, start: number, end: number): boolean {
    const { reader, owned, schema } = this;
    const { rows } = this.decoder;
    for (const [slot, { kind, generation }] of owned) {
      if (rows.kinds[slot] !== kind || rows.generations[slot] !== generation || end > 0 || this.keyframe) {
        owned.delete(slot);
      }
    }
    if (end === 0) {
      return true;
    }
    reader.begin(bytes, start, end);
    let last = -1;
    for (let slot = reader.varint() - 1; slot >= 0; slot = reader.varint() - 1) {
      const kind = slot > last && slot < rows.end ? rows.kinds[slot]! : -1;
      const fields = schema.entities[kind]?.ownerFields;
      if (reader.failed || fields === undefined) {
        return false;
      }
      const values = new Float64Array(fields.length);
      for (const [i, field] of fields.entries()) {
        values[i] = readRaw(field, reader);
      }
      owned.set(slot, { slot, kind, generation: rows.generations[slot]!, values });
      last = slot;
    }
    return !reader.failed && reader.remaining === 0;
  }
}
