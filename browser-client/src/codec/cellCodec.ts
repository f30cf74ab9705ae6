import { DeltaCodec } from "./deltaCodec";
import { tree } from "./elements";
import { FREE, mix } from "./entityRows";
import type { FrameReader } from "./frameReader";
import { NONE } from "./kindLayout";
import { LaunchMemory, UNKNOWN_LAUNCH } from "./launchMemory";
import { keep, predict, predictOne } from "./motion";
import { bitsFor, type GameSchema } from "./schema";
import { StreamState } from "./streamState";

const NEIGHBOUR_BITS = 3;

/**
 * The stream of one cell. Its entities' rows and predictors lie with those of all others, by id, so that one who crosses a
 * border only changes lists. `homes` says where each is: `NONE` for one who has left a cell and not yet entered another.
 */
export class CellStream {
  readonly number: number;
  readonly state: StreamState;
  /** By slot: the id, or `NONE`. */
  readonly ids: number[];
  /** Ids of those who left for a neighbour in this frame. */
  readonly left: number[] = [];
  live = 0;
  private readonly given = new Set<number>();
  private free = 0;

  constructor(codec: DeltaCodec, room: StreamState, number: number) {
    this.number = number;
    this.ids = [];
    this.state = Object.assign(Object.create(StreamState.prototype) as StreamState, room, {
      number,
      ids: this.ids,
      lastSpawned: codec.kinds.map((kind) => new Int32Array(kind.fields.length)),
      launches: codec.kinds.map(({ models }) => Array.from({ length: models }, () => new LaunchMemory())),
    });
  }

  beginFrame(frame: number): void {
    this.state.frame = frame;
    this.left.length = 0;
    this.given.clear();
    this.free = 0;
  }

  /** Gives the next free slot, or a certain one; false if there is no such entity, or it is here already. */
  enter(id: number, slot = this.nextFree()): boolean {
    const { homes } = this.state;
    if (id >= homes.length || homes[id] === this.number) {
      return false;
    }
    while (this.ids.length < slot) {
      this.ids.push(NONE);
    }
    this.ids[slot] = id;
    homes[id] = this.number;
    this.live++;
    return true;
  }

  /** Frees a slot. An entity that has entered another cell already stays there. */
  leave(slot: number, moves: boolean): void {
    const { homes } = this.state;
    const id = this.ids[slot]!;
    this.ids[slot] = NONE;
    this.given.add(slot);
    this.live--;
    if (homes[id] === this.number) {
      homes[id] = NONE;
      if (!moves) {
        despawn(this.state, id);
      }
    }
    if (moves) {
      this.left.push(id);
    }
  }

  /** Frees every slot, and forgets what is remembered of spawns and launches. */
  clear(): void {
    for (let slot = 0; slot < this.ids.length; slot++) {
      if (this.ids[slot] !== NONE) {
        this.leave(slot, false);
      }
    }
    this.ids.length = 0;
    for (const [kind, memories] of this.state.launches.entries()) {
      this.state.lastSpawned[kind]!.fill(0);
      for (const memory of memories) {
        memory.speed = 0;
        memory.launchClass = UNKNOWN_LAUNCH;
        memory.reach = 0;
      }
    }
  }

  /** Hash over slots, rows and ids, as `rowsHash` of StreamState.java; 0 where there is nothing. */
  hash(): number {
    const { rows } = this.state;
    let hash = 0;
    for (const [slot, id] of this.ids.entries()) {
      if (id !== NONE) {
        hash = rows.mixed(mix(hash, slot), id);
      }
    }
    return this.ids.reduce((sum, id) => (id === NONE ? sum : mix(sum, id)), hash);
  }

  private nextFree(): number {
    while (this.given.has(this.free) || (this.ids[this.free] ?? NONE) !== NONE) {
      this.free++;
    }
    return this.free++;
  }
}

/** The syntax of the frames of interest cells, read; the reading half of CellCodec.java. */
export class CellCodec {
  readonly codec: DeltaCodec;
  private readonly capacity: number;
  private readonly columns: number;
  private readonly idBits: number;
  private readonly moves: number;
  private readonly arrived: number;
  private readonly arrivalCount: number;
  private readonly direction: number;
  private readonly entry: number;

  constructor(schema: GameSchema) {
    this.codec = new DeltaCodec(schema);
    this.capacity = schema.maxEntities;
    this.columns = schema.cells!.columns;
    this.idBits = bitsFor(schema.maxEntities);
    const { contexts } = this.codec;
    // Contexts are numbered in the order of these lines.
    const owner = "room";
    this.moves = contexts.bits(owner, "cell moves");
    this.arrived = contexts.bits(owner, "cell arrived");
    this.arrivalCount = contexts.unsigned(owner, "cell arrival count");
    this.direction = contexts.bits(owner, "cell direction", 1 << NEIGHBOUR_BITS);
    this.entry = contexts.unsigned(owner, "cell entry");
  }

  /** The first part of a cell's frame: who leaves, what became of the others, who appears. */
  base(cell: CellStream, reader: FrameReader): void {
    const { codec } = this;
    this.slots(reader, codec.despawned, cell.live, cell.ids.length, (slot) => {
      if ((cell.ids[slot] ?? NONE) === NONE) {
        reader.fail("SLOT");
      } else {
        cell.leave(slot, reader.bit(this.moves) !== 0);
      }
    });
    codec.updates(cell.state, reader);
    const count = this.count(reader, codec.spawned[0], this.capacity - cell.live);
    for (let i = 0; i < count && reader.error === null; i++) {
      const id = this.enter(cell, reader);
      if (reader.error === null) {
        const generation = reader.bit(this.arrived) === 0 ? cell.state.frame : reader.raw(8);
        codec.spawnAs(cell.state, id, generation, reader);
      }
    }
  }

  /** A base in which nothing unexpected happened. */
  silence({ state, ids }: CellStream): void {
    const { kinds } = this.codec;
    predict(state, kinds);
    for (const id of ids) {
      if (id !== NONE) {
        keep(state, id, kinds[state.rows.kinds[id]!]!);
      }
    }
  }

  /** Arrivals out of cells that were in view. */
  known(cell: CellStream, cells: ReadonlyMap<number, CellStream>, reader: FrameReader): void {
    const { state } = cell;
    const count = this.count(reader, this.arrivalCount, this.capacity);
    for (let i = 0; i < count && reader.error === null; i++) {
      const source = this.neighbour(cell.number, tree(reader, this.direction, NEIGHBOUR_BITS));
      const id = cells.get(source)?.left[reader.unsigned(this.entry)];
      if (id === undefined) {
        reader.fail("CELL");
      } else if (state.homes[id] !== NONE || !cell.enter(id)) {
        reader.fail("SLOT");
      } else {
        const kind = this.codec.kinds[state.rows.kinds[id]!]!;
        predictOne(state, id, kind);
        this.codec.update(state, id, kind, reader);
      }
    }
  }

  /** The same arrivals, whole. */
  full(cell: CellStream, reader: FrameReader): void {
    const { keyframeSyntax } = this.codec;
    const count = this.count(reader, this.arrivalCount, this.capacity);
    keyframeSyntax.beginRecords();
    for (let i = 0; i < count && reader.error === null; i++) {
      const id = this.enter(cell, reader);
      if (reader.error === null) {
        keyframeSyntax.entity(cell.state, id, reader);
      }
    }
  }

  /** The whole state of a cell, which is empty so far. */
  keyframe(cell: CellStream, reader: FrameReader): void {
    const { keyframeSyntax } = this.codec;
    keyframeSyntax.memory(cell.state, reader);
    this.slots(reader, keyframeSyntax.live, this.capacity, 2 * this.capacity, (slot) => {
      const id = this.enter(cell, reader, slot);
      if (reader.error === null) {
        keyframeSyntax.entity(cell.state, id, reader);
      }
    });
  }

  private enter(cell: CellStream, reader: FrameReader, slot?: number): number {
    const id = reader.raw(this.idBits);
    if (reader.error !== null || !cell.enter(id, slot)) {
      reader.fail("SLOT");
    } else if (cell.state.rows.kinds[id] !== FREE) {
      despawn(cell.state, id); // the cell that had it tells later in this frame that it is gone
    }
    return id;
  }

  private count(reader: FrameReader, context: number, most: number): number {
    const count = reader.unsigned(context);
    if (count > most) {
      reader.fail("COUNT");
    }
    return count;
  }

  private slots(
    reader: FrameReader,
    contexts: readonly [count: number, gap: number],
    most: number,
    end: number,
    visit: (slot: number) => void,
  ): void {
    const count = this.count(reader, contexts[0], most);
    let slot = -1;
    for (let i = 0; i < count && reader.error === null; i++) {
      slot += 1 + reader.unsigned(contexts[1]);
      if (reader.error !== null || slot >= end) {
        reader.fail("SLOT");
      } else {
        visit(slot);
      }
    }
  }

  /** The stream of the neighbour in that direction: 0 to 7, from the upper left one row by row. */
  private neighbour(stream: number, towards: number): number {
    const place = towards >= 4 ? towards + 1 : towards;
    const column = ((stream - 1) % this.columns) + (place % 3) - 1;
    const row = Math.floor((stream - 1) / this.columns) + Math.floor(place / 3) - 1;
    return stream > 0 && column >= 0 && column < this.columns && row >= 0
      ? 1 + row * this.columns + column
      : NONE;
  }
}

function despawn({ rows }: StreamState, id: number): void {
  if (rows.kinds[id] !== FREE) {
    rows.despawn(id);
  }
}
