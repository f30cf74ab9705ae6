import { type EntitySchema, type GameSchema, roomKinds } from "./schema";

export const FREE = -1;

/**
 * The entities of one tick as quantised ints. Read the arrays directly, never write them: entity `slot` is live where
 * `kinds[slot]` is not -1, and its field `field` is `values[slot * stride + field]`.
 */
export class EntityRows {
  /** Fields of the widest kind: length of a row in `values`. */
  readonly stride: number;
  /** Index into the schema's entities by slot, -1 where free. */
  readonly kinds: Int16Array;
  /** By slot; differs whenever another entity has taken the slot. Wraps at 256. */
  readonly generations: Uint8Array;
  readonly values: Int32Array;
  /** One past the greatest live slot. */
  end = 0;
  /** Number of live slots. */
  live = 0;
  private readonly entities: readonly EntitySchema[];

  constructor(schema: GameSchema) {
    this.entities = roomKinds(schema);
    this.stride = Math.max(0, ...this.entities.map((kind) => kind.fields.length));
    this.kinds = new Int16Array(schema.maxEntities).fill(FREE);
    this.generations = new Uint8Array(schema.maxEntities);
    this.values = new Int32Array(schema.maxEntities * this.stride);
  }

  spawn(slot: number, kind: number, generation: number): void {
    this.kinds[slot] = kind;
    this.generations[slot] = generation;
    this.values.fill(0, slot * this.stride, (slot + 1) * this.stride);
    this.end = Math.max(this.end, slot + 1);
    this.live++;
  }

  despawn(slot: number): void {
    this.kinds[slot] = FREE;
    this.live--;
    while (this.end > 0 && this.kinds[this.end - 1] === FREE) {
      this.end--;
    }
  }

  clear(): void {
    this.kinds.fill(FREE, 0, this.end);
    this.end = 0;
    this.live = 0;
  }

  /** 32-bit hash over slots, kinds and values; the same as in Java. Signed. */
  hash(): number {
    let hash = 0;
    for (let slot = 0; slot < this.end; slot++) {
      if (this.kinds[slot] === FREE) {
        continue;
      }
      hash = this.mixed(mix(hash, slot), slot);
    }
    return hash;
  }

  /** A hash with the kind and the values in a live slot. */
  mixed(before: number, slot: number): number {
    const kind = this.kinds[slot]!;
    const row = slot * this.stride;
    let hash = mix(before, kind);
    for (let at = row; at < row + this.entities[kind]!.fields.length; at++) {
      hash = mix(hash, this.values[at]!);
    }
    return hash;
  }
}

export function mix(hash: number, value: number): number {
  return Math.imul(((hash << 5) | (hash >>> 27)) ^ value, 0x9e3779b1);
}
