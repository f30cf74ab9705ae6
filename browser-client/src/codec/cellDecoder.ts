import { WireReader } from "../protocol/wireReader";
import type { BackEnd } from "./backEnd";
import { CellCodec, CellStream } from "./cellCodec";
import { type CellView, fits, streamsOf } from "./cellView";
import { type EntityRows, FREE, mix } from "./entityRows";
import type { FrameError } from "./frameError";
import type { FrameReader } from "./frameReader";
import { NONE } from "./kindLayout";
import { valueAhead } from "./motion";
import type { GameSchema } from "./schema";
import { StreamState } from "./streamState";

// What follows a base.
const KNOWN = 1;
const FULL = 2;
const QUIET = 4;

/** Arrivals that wait until all bases are read. */
interface Arrivals {
  readonly cell: CellStream;
  readonly isFull: boolean;
  readonly at: number;
  readonly length: number;
}

/**
 * The reading end of a room with interest cells; twin of CellDecoder.java. Rows are by id, as if there were one stream. The
 * bytes may be anything: they end in a valid frame or in one `FrameError`.
 */
export class CellDecoder {
  readonly codec: CellCodec;
  private readonly schema: GameSchema;
  private readonly room: StreamState;
  private readonly reader: FrameReader;
  private readonly wire = new WireReader();
  /** Those in view, by number, in the order of the view. */
  private cells: Map<number, CellStream> = new Map();
  private arrivals: Arrivals[] = [];
  private frame = 0;
  private inStream = false;

  constructor(schema: GameSchema, backEnd: BackEnd) {
    this.schema = schema;
    this.codec = new CellCodec(schema);
    this.room = new StreamState(schema, this.codec.codec.kinds, 1);
    this.room.homes.fill(NONE);
    this.reader = backEnd(this.codec.codec.contexts);
  }

  /** The rows of the last tick; the same object always, to be read only. */
  get rows(): EntityRows {
    return this.room.rows;
  }

  /** The streams in view, for tests. */
  get streams(): ReadonlyMap<number, CellStream> {
    return this.cells;
  }

  /**
   * Applies one frame; null when the rows are those of the new tick. After an error the rows mean nothing, and every
   * delta is refused until a keyframe.
   */
  decode(source: Uint8Array, offset: number, length: number, keyframe: boolean): FrameError | null {
    if (!keyframe && !this.inStream) {
      return "NO_KEYFRAME";
    }
    this.wire.begin(source, offset, offset + length);
    if (keyframe) {
      this.forget();
    }
    this.frame = keyframe ? this.wire.u8() : (this.frame + 1) & 0xff;
    const error = this.read(source) ?? this.finish(source);
    this.inStream = error === null;
    if (error !== null) {
      this.forget();
    }
    return error;
  }

  /** The predicted quantised value `ticks` ahead (0 to 64) of a linear field or angle; of any other field, its value. */
  predicted(id: number, field: number, ticks: number): number {
    return valueAhead(this.room, id, this.codec.codec.kinds[this.rows.kinds[id]!]!, field, ticks);
  }

  /** Hash of what is in view, as the server's frames carry it. Signed. */
  stateHash(): number {
    let hash = 0;
    for (const cell of this.cells.values()) {
      hash = mix(hash, cell.hash());
    }
    return hash;
  }

  private forget(): void {
    this.cells.clear();
    this.room.homes.fill(NONE);
    this.room.rows.clear();
  }

  /** All bases. */
  private read(source: Uint8Array): FrameError | null {
    const { wire, frame } = this;
    const first = wire.u8();
    const before = this.cells;
    if ((first & 1) !== 0) {
      const column = wire.varint();
      const view = { column, row: wire.varint(), columns: wire.varint(), rows: wire.varint() };
      if (wire.failed || !fits(view, this.schema.cells!)) {
        return wire.failed ? "TRUNCATED" : "CELL";
      }
      this.look(view);
    }
    const places = this.cells.size;
    if (places === 0) {
      return "CELL";
    }
    const bits = [first];
    while (bits.length * 8 < places + 1) {
      bits.push(wire.u8());
    }
    if (wire.failed) {
      return "TRUNCATED";
    }
    if (bits[bits.length - 1]! >> ((places + 1) & 7 || 8) !== 0) {
      return "TRAILING";
    }
    this.arrivals = [];
    let place = 0;
    for (const cell of this.cells.values()) {
      place++;
      cell.beginFrame(frame);
      const isPresent = ((bits[place >> 3]! >> (place & 7)) & 1) !== 0;
      const isNew = before.get(cell.number) !== cell;
      const error = isPresent ? this.slice(cell, isNew, source) : null;
      if (error !== null) {
        return error;
      }
      if (!isPresent && !isNew) {
        this.codec.silence(cell);
      }
    }
    return wire.remaining > 0 ? "TRAILING" : null;
  }

  /** Lets go of the cells that are no longer in view and makes room for those that are new. */
  private look(view: CellView): void {
    const before = this.cells;
    const { schema, room } = this;
    this.cells = new Map();
    for (const number of streamsOf(view, schema.cells!)) {
      const cell = before.get(number) ?? new CellStream(this.codec.codec, room, number);
      this.cells.set(number, cell);
    }
    for (const [number, cell] of before) {
      if (!this.cells.has(number)) {
        cell.clear();
      }
    }
  }

  private slice(cell: CellStream, isNew: boolean, source: Uint8Array): FrameError | null {
    const { wire, reader, codec } = this;
    const head = wire.varint();
    const follows = (head & 1) === 0 ? 0 : wire.u8();
    const length = head >>> 1;
    const isQuiet = (follows & QUIET) !== 0;
    const arrivals = follows & ~QUIET;
    const at = wire.position;
    wire.skip(length);
    const isWrong = (head & 1) !== 0 && (isNew || (arrivals !== KNOWN && arrivals !== FULL));
    if (wire.failed || isWrong || (isQuiet && length > 0)) {
      return "TRUNCATED";
    }
    if (isQuiet) {
      codec.silence(cell);
    } else {
      reader.begin(source, at, length);
      if (isNew) {
        codec.keyframe(cell, reader);
      } else {
        codec.base(cell, reader);
      }
      const error = reader.finish();
      if (error !== null) {
        return error;
      }
    }
    if (arrivals !== 0) {
      const bytes = wire.varint();
      this.arrivals.push({ cell, isFull: arrivals === FULL, at: wire.position, length: bytes });
      wire.skip(bytes);
    }
    return wire.failed ? "TRUNCATED" : null;
  }

  /** All arrivals; whoever left a cell and has not arrived is gone. */
  private finish(source: Uint8Array): FrameError | null {
    const { reader, codec, cells } = this;
    const { homes, rows } = this.room;
    for (const { cell, isFull, at, length } of this.arrivals) {
      reader.begin(source, at, length);
      if (isFull) {
        codec.full(cell, reader);
      } else {
        codec.known(cell, cells, reader);
      }
      const error = reader.finish();
      if (error !== null) {
        return error;
      }
    }
    for (const cell of cells.values()) {
      for (const id of cell.left) {
        if (homes[id] === NONE && rows.kinds[id] !== FREE) {
          rows.despawn(id);
        }
      }
      if (cell.ids.some((id) => id !== NONE && homes[id] !== cell.number)) {
        return "SLOT"; // in two cells at once
      }
      if (cell.live === 0 && cell.ids.length > 0) {
        cell.clear();
      }
    }
    return null;
  }
}
