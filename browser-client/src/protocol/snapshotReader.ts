import type { FieldSchema, GameSchema } from "../codec/schema";
import { FIRST_PRIVATE_ID, type Fields, LAST_PRIVATE_ID, readFields, readRaw } from "./fields";
import { SNAPSHOT } from "./protocol";
import type { SnapshotDecoder } from "./snapshotDecoder";
import { WireReader } from "./wireReader";

// Flags of the private header.
const ACK = 1;
const TIMING = 2;
const OWNER = 4;
const PRIVATE_EVENTS = 8;
const MISSED_EVENTS = 16;
const PRIVATE_ENTITIES = 32;
const HEADER_FLAGS = 63;

// Flags of the frame.
const KEYFRAME = 1;
const EVENTS = 2;
const STATE_HASH = 4;
const SKIPPED = 8;
const FRAME_FLAGS = 15;

const ABSENT = 0; // in place of a block's position

/** An event as it came. */
export interface ReceivedEvent {
  readonly name: string;
  readonly event: Fields;
  tick: number;
  readonly onlyMe: boolean;
}

/** An entity of ours that has owner fields, or that nobody else sees. Numbers are raw. */
export interface OwnedEntity {
  /** Its id: the slot of what everybody sees, `FIRST_PRIVATE_ID` or more of what only we see. */
  readonly slot: number;
  readonly kind: number;
  readonly generation: number;
  /** Owner fields. */
  readonly values: Float64Array;
  /** The other fields of what only we see; null where the rows of everybody have them. */
  readonly row: Float64Array | null;
}

/** What the server tells of a traced input, once the snapshot that shows it first is written. Times in microseconds. */
export interface TimingRecord {
  readonly sequence: number;
  /** Tick that used it. */
  readonly tick: number;
  /** From its arrival to the start of that tick. */
  readonly bufferMicros: number;
  /** From there until the tick was encoded. */
  readonly tickMicros: number;
  /** From there until our socket had taken the snapshot; -1 if that was given up. */
  readonly outboxMicros: number;
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
  /** Traced inputs that the message tells of, ascending. */
  readonly timings: TimingRecord[] = [];
  /** Events of this message: private, then missed, then public ones, each in order. */
  readonly events: ReceivedEvent[] = [];
  /** Our entities by id, as of the newest message that told; those that only we see ascending. */
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
    const { reader, events, timings } = this;
    reader.begin(bytes);
    this.ack = this.marginEighths = 0;
    events.length = timings.length = 0;

    const type = reader.u8();
    const flags = reader.u8();
    if (flags & ACK) {
      this.ack = reader.varint();
      this.marginEighths = reader.i8();
    }
    if (flags & TIMING) {
      for (let sequence = reader.varint(); sequence > 0; sequence = reader.varint()) {
        timings.push({
          sequence,
          tick: reader.varint(),
          bufferMicros: reader.varint(),
          tickMicros: reader.varint(),
          outboxMicros: reader.varint() - 1,
        });
      }
    }
    const owner = flags & OWNER ? this.passBlock() : ABSENT;
    const hidden = flags & PRIVATE_ENTITIES ? this.passBlock() : ABSENT;
    if (flags & PRIVATE_EVENTS) {
      this.readEvents(0, true);
    }
    const privateEvents = events.length;
    if (flags & MISSED_EVENTS) {
      for (let count = reader.varint(); count > 0 && !reader.failed; count--) {
        this.readEvents(reader.varint(), false);
      }
    }

    const shape = reader.u8();
    this.keyframe = (shape & KEYFRAME) !== 0;
    const tick = this.keyframe ? reader.varint() : this.tick + 1;
    const skipped = shape & SKIPPED ? reader.varint() : 0;
    if (shape & EVENTS) {
      this.readEvents(tick + skipped, false);
    }
    const stateHash = shape & STATE_HASH ? reader.i32() : null;
    const isMissedMisplaced = (flags & MISSED_EVENTS) !== 0 && !this.keyframe;
    if (
      reader.failed ||
      type !== SNAPSHOT ||
      flags > HEADER_FLAGS ||
      shape > FRAME_FLAGS ||
      isMissedMisplaced
    ) {
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
      this.readOwned(bytes, owner) &&
      this.readHidden(bytes, hidden);
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
  private readOwned(bytes: Uint8Array, block: number): boolean {
    const { reader, owned, schema } = this;
    const { rows } = this.decoder;
    for (const [slot, { kind, generation, row }] of owned) {
      const isSame = rows.kinds[slot] === kind && rows.generations[slot] === generation;
      if (row === null && (!isSame || block !== ABSENT || this.keyframe)) {
        owned.delete(slot);
      }
    }
    if (block === ABSENT) {
      return true;
    }
    this.beginBlock(bytes, block);
    let last = -1;
    for (let slot = reader.varint() - 1; slot >= 0; slot = reader.varint() - 1) {
      const kind = slot > last && slot < rows.end ? rows.kinds[slot]! : -1;
      const fields = schema.entities[kind]?.ownerFields;
      if (reader.failed || fields === undefined) {
        return false;
      }
      const values = this.readValues(fields);
      owned.set(slot, { slot, kind, generation: rows.generations[slot]!, values, row: null });
      last = slot;
    }
    return !reader.failed && reader.remaining === 0;
  }

  /** Reads the block of what only we see; false if it contradicts the schema. Without a block nothing has changed. */
  private readHidden(bytes: Uint8Array, block: number): boolean {
    const { reader, owned, schema } = this;
    if (block === ABSENT && !this.keyframe) {
      return true;
    }
    for (const id of owned.keys()) {
      if (id >= FIRST_PRIVATE_ID) {
        owned.delete(id);
      }
    }
    if (block === ABSENT) {
      return true;
    }
    this.beginBlock(bytes, block);
    for (let slot = FIRST_PRIVATE_ID - 1; reader.remaining > 0; ) {
      const distance = reader.varint();
      const kind = reader.varint();
      const generation = reader.u8();
      const spec = schema.entities[kind];
      slot += distance;
      if (reader.failed || distance === 0 || slot > LAST_PRIVATE_ID || !spec?.ownerOnly) {
        return false;
      }
      const row = this.readValues(spec.fields);
      owned.set(slot, { slot, kind, generation, row, values: this.readValues(spec.ownerFields) });
    }
    return !reader.failed;
  }

  /** Passes over a block, which is read once the rows are known; answers where it is. */
  private passBlock(): number {
    const { reader } = this;
    const { position } = reader;
    reader.skip(reader.varint());
    return position;
  }

  private beginBlock(bytes: Uint8Array, position: number): void {
    const { reader } = this;
    reader.begin(bytes, position);
    const length = reader.varint();
    reader.begin(bytes, reader.position, reader.position + length);
  }

  private readValues(fields: readonly FieldSchema[]): Float64Array {
    return Float64Array.from(fields, (field) => readRaw(field, this.reader));
  }
}
