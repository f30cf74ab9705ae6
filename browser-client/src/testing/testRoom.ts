import type { FieldSchema, GameSchema } from "../codec/schema";
import type { GameDefinition } from "../game";
import { bits } from "../parts/bits";
import { prediction } from "../parts/prediction";
import { FIRST_PRIVATE_ID } from "../protocol/fields";
import { Bytes, readInputs } from "./bytes";
import type { ManualPlatform, ManualSocket } from "./manualPlatform";
import { type PlainRow, plainBody } from "./plainDecoder";
import { TestInputs } from "./testInputs";

export interface Runner {
  x: number;
  y: number;
  aim: number;
  it: boolean;
  mood: "CALM" | "WILD";
  target: number | null;
}

export interface OwnRunner extends Runner {
  pace: number;
  ammo: number;
}

/** Nobody but its owner sees it. */
export interface Card {
  suit: "CLUBS" | "HEARTS";
  x: number;
  beside: number | null;
  charge: number;
}

export interface Steer {
  dx: number;
  fire: boolean;
  aim: number;
  weapon: "BOLT" | "RAIL" | "NONE";
}

export type TestEntities = {
  runner: { seen: Runner; own: OwnRunner };
  wall: { seen: { x: number }; own: { x: number } };
  card: { seen: never; own: Card };
};

export type TestEvents = {
  hit: { by: number | null; words: string; at: number };
};

export const testGame: GameDefinition<TestEntities, Steer, TestEvents> = {
  name: "test",
  fingerprint: -77,
  parts: { bits, prediction },
};

/** Number of the kind that only owners see. */
export const CARD = 2;

const field = (name: string, kind: FieldSchema["kind"], rest: Partial<FieldSchema> = {}): FieldSchema => ({
  name,
  kind,
  ...rest,
});

export const testSchema: GameSchema = {
  game: "test",
  tickRateHz: 30,
  maxEntities: 64,
  entities: [
    {
      name: "runner",
      fields: [
        field("x", "linear", { max: 800, step: 0.25 }),
        field("y", "linear", { max: 800, step: 0.25 }),
        field("aim", "angle", { step: 10 }),
        field("it", "flag"),
        field("mood", "enum", { symbols: ["CALM", "WILD"] }),
        field("target", "reference"),
      ],
      ownerFields: [
        field("x", "stepped", { step: 1 / 256 }),
        field("pace", "exact"),
        field("ammo", "scalar", { max: 20, step: 1 }),
      ],
      ballistic: false,
    },
    {
      name: "wall",
      fields: [field("x", "scalar", { max: 800, step: 1 })],
      ownerFields: [],
      ballistic: false,
    },
    {
      name: "card",
      fields: [
        field("suit", "enum", { symbols: ["CLUBS", "HEARTS"] }),
        field("x", "linear", { max: 800, step: 0.25 }),
        field("beside", "reference"),
      ],
      ownerFields: [field("charge", "exact")],
      ballistic: false,
      ownerOnly: true,
    },
  ],
  input: [
    field("dx", "scalar", { min: -128, max: 127, step: 1 }),
    field("fire", "flag"),
    field("aim", "angle", { step: 10 }),
    field("weapon", "enum", { symbols: ["BOLT", "RAIL", "NONE"] }),
  ],
  events: [
    {
      name: "hit",
      fields: [field("by", "reference"), field("words", "text"), field("at", "exact")],
    },
  ],
};

export const welcome = {
  type: "welcome",
  seat: 3,
  room: "r-abc",
  private: false,
  game: "test",
  tickRateHz: 30,
  tick: 0,
  token: "token-1",
  resumed: false,
  node: "n1",
  keepSeatMillis: 60_000,
  settings: { mode: "ffa" },
  codec: "bits",
  fingerprint: -77,
  schema: testSchema,
};

/** The rule that both sides of the test game follow. */
export function runnerRule(
  me: { x: number; pace: number },
  input: { dx: number },
  tickSeconds: number,
): void {
  me.pace += (input.dx * 30 - me.pace) / 4;
  me.x = Math.min(800, Math.max(0, me.x + me.pace * tickSeconds));
}

const grid = (value: number, step: number): number => Math.floor(value / step + 0.5) * step;

export type PlainTiming = readonly [
  sequence: number,
  tick: number,
  buffer: number,
  encode: number,
  outbox: number,
];

export interface SnapshotParts {
  readonly tick: number;
  readonly keyframe?: boolean;
  readonly skipped?: number;
  readonly ack?: readonly [sequence: number, marginEighths: number];
  /** Records of sequence, tick, and microseconds in the buffer, in the tick and in the outbox, plus 1, or 0. */
  readonly timing?: readonly PlainTiming[];
  readonly owner?: Bytes;
  readonly hidden?: Bytes;
  readonly privateEvents?: Bytes;
  readonly missedEvents?: readonly (readonly [tick: number, events: Bytes])[];
  readonly events?: Bytes;
  readonly hash?: number;
  readonly body: Uint8Array;
}

/** A snapshot message as README.md lays it out. */
export function snapshot(parts: SnapshotParts): Uint8Array {
  const out = new Bytes().u8(0x10);
  const { ack, timing, owner, hidden, privateEvents, missedEvents, events, hash, skipped } = parts;
  out.u8(
    (ack ? 1 : 0) |
      (timing ? 2 : 0) |
      (owner ? 4 : 0) |
      (privateEvents ? 8 : 0) |
      (missedEvents ? 16 : 0) |
      (hidden ? 32 : 0),
  );
  if (ack) {
    out.varint(ack[0]).u8(ack[1]);
  }
  if (timing) {
    for (const record of timing) {
      for (const value of record) {
        out.varint(value);
      }
    }
    out.varint(0);
  }
  if (owner) {
    out.block(owner);
  }
  if (hidden) {
    out.block(hidden);
  }
  if (privateEvents) {
    out.block(privateEvents);
  }
  if (missedEvents) {
    out.varint(missedEvents.length);
    for (const [tick, list] of missedEvents) {
      out.varint(tick).block(list);
    }
  }
  out.u8(
    (parts.keyframe ? 1 : 0) |
      (events ? 2 : 0) |
      (hash !== undefined ? 4 : 0) |
      (skipped !== undefined ? 8 : 0),
  );
  if (parts.keyframe) {
    out.varint(parts.tick);
  }
  if (skipped !== undefined) {
    out.varint(skipped);
  }
  if (events) {
    out.block(events);
  }
  if (hash !== undefined) {
    out.i32(hash);
  }
  return out.append(parts.body).toBytes();
}

/** One `hit` event in a list. */
export function hits(...all: readonly (readonly [by: number | null, words: string, at: number])[]): Bytes {
  const out = new Bytes().varint(all.length);
  for (const [by, words, at] of all) {
    out
      .varint(0)
      .varint(by === null ? 0 : by + 1)
      .text(words)
      .f64(at);
  }
  return out;
}

/** Owner block of runners: slot, x as a multiple of 1/256, pace, ammunition. */
export function ownerBlock(
  ...all: readonly (readonly [slot: number, x256: number, pace: number, ammo: number])[]
): Bytes {
  const out = new Bytes();
  for (const [slot, x256, pace, ammo] of all) {
    out
      .varint(slot + 1)
      .zigzag(x256)
      .f64(pace)
      .varint(ammo);
  }
  return out.varint(0);
}

/** A card as the wire has it: its id counted from 0, its generation, and what it shows. */
export type PlainCard = readonly [
  place: number,
  generation: number,
  suit: number,
  x4: number,
  next: number | null,
  charge: number,
];

/** Block of the cards in our hand, ascending. */
export function cardBlock(...all: readonly PlainCard[]): Bytes {
  const out = new Bytes();
  let before = FIRST_PRIVATE_ID - 1;
  for (const [place, generation, suit, x4, next, charge] of all) {
    out
      .varint(FIRST_PRIVATE_ID + place - before)
      .varint(CARD)
      .u8(generation)
      .varint(suit)
      .varint(x4)
      .varint(next === null ? 0 : FIRST_PRIVATE_ID + next + 1)
      .f64(charge);
    before = FIRST_PRIVATE_ID + place;
  }
  return out;
}

/**
 * A server with one room and one runner for the page under test, in the platform's virtual time. Slot 0 is the page's
 * own runner, slot 1 a drone that flies at a steady pace, slot 2 a wall.
 */
export class TestRoom {
  tick = 0;
  x = 400;
  pace = 0;
  /** Added to `x` in the next tick: a push that no client can foresee. */
  push = 0;
  isSending = true;
  /** What only the page sees; told with a keyframe, and when it is another one. */
  hand: readonly PlainCard[] = [];
  /** Leaves the next snapshot's rows wrong. */
  lie = false;
  keyframeNext = true;
  droneGeneration = 1;
  /** Told instead of the true ack, unless 0. */
  lieAboutAck = 0;
  readonly malformed: string[] = [];
  /** Sequences consumed, in order. */
  readonly consumed: number[] = [];
  starved = 0;
  /** Inputs arrive, but wait on the line until this is taken back. */
  isHeldUp = false;
  socket: ManualSocket | null = null;
  private isWatched = false; // the page has no seat
  /** What such a page is told. */
  spectating = { delayMillis: 3000, startsInMillis: 1200 };
  private readonly platform: ManualPlatform;
  private told: readonly PlainCard[] = [];
  private readonly inputs = new TestInputs();
  private readonly heldUp: Uint8Array[] = [];
  private lastDx = 0;
  private margin = 0;
  /** Of traced inputs whose snapshot is sent, by which it is not yet told. */
  private timing: PlainTiming[] = [];
  private used: readonly [sequence: number, bufferMicros: number] | null = null;
  /** The traced snapshot is given up by the server, and told of as such. */
  isSkipping = false;
  private readonly startedMillis: number;

  constructor(platform: ManualPlatform) {
    this.platform = platform;
    this.startedMillis = platform.now();
    this.schedule();
  }

  /** Seats the page behind this socket once it says hello. */
  serve(socket: ManualSocket): void {
    socket.accept();
    socket.onText = (message) => {
      switch (message.type) {
        case "join":
        case "resume":
          this.socket = socket;
          this.inputs.reset();
          this.keyframeNext = true;
          this.isSending = true;
          this.isWatched = message.type === "join" && message.spectate === true;
          socket.sendText(
            this.isWatched
              ? { ...welcome, seat: undefined, token: undefined, spectator: this.spectating }
              : { ...welcome, resumed: message.type === "resume", token: `token-${this.tick}` },
          );
          break;
        case "pause":
          this.isSending = false;
          break;
        case "unpause":
        case "keyframe":
          this.isSending = true;
          this.keyframeNext = true;
          break;
        case "leave":
          this.socket = null;
          break;
        case "chat":
          break;
      }
    };
    socket.onBinary = (bytes) => this.inputsArrived(bytes);
  }

  get droneX(): number {
    return droneX(this.tick);
  }

  private inputsArrived(bytes: Uint8Array): void {
    if (this.isHeldUp) {
      this.heldUp.push(bytes);
      return;
    }
    try {
      const { firstSequence, inputs, isTraced } = readInputs(bytes, testSchema.input);
      for (const [i, values] of inputs.entries()) {
        this.inputs.waiting.push({
          sequence: firstSequence + i,
          dx: values[0]! - 128,
          arrivedMillis: this.platform.now(),
          isTraced: isTraced && i === inputs.length - 1,
        });
      }
    } catch (error) {
      this.malformed.push(String(error));
    }
  }

  private schedule(): void {
    const due = this.startedMillis + ((this.tick + 1) * 1000) / 30;
    this.platform.after(due - this.platform.now(), () => {
      this.step();
      this.schedule();
    });
  }

  private step(): void {
    this.tick++;
    const now = this.platform.now();
    for (const bytes of this.isHeldUp ? [] : this.heldUp.splice(0)) {
      this.inputsArrived(bytes);
    }
    const steps = this.inputs.begin();
    for (let i = 0; i < steps; i++) {
      const input = this.inputs.take();
      if (input !== undefined) {
        this.consumed.push(input.sequence);
        const margin = Math.floor(((now - input.arrivedMillis) * 8 * 30) / 1000) - 8 * this.inputs.late;
        this.margin = Math.min(127, margin);
        this.lastDx = input.dx;
        if (input.isTraced) {
          this.used = [input.sequence, Math.round((now - input.arrivedMillis) * 1000)];
        }
      } else if (this.inputs.ack === 0 || this.inputs.silence() > 8) {
        break;
      } else {
        this.starved++;
        this.margin = -8 * this.inputs.repeats;
      }
      this.apply(this.lastDx);
    }
    this.x = grid(Math.min(800, this.x + this.push), 1 / 256);
    this.push = 0;
    this.send();
  }

  private apply(dx: number): void {
    const me = { x: this.x, pace: this.pace };
    runnerRule(me, { dx }, 1 / 30);
    this.x = grid(me.x, 1 / 256);
    this.pace = me.pace;
  }

  private send(): void {
    if (this.socket === null || !this.isSending) {
      return;
    }
    const rows: PlainRow[] = [
      [0, 0, 1, Math.floor(this.x * 4 + 0.5), 1600, 0, 0, 0, 0],
      [1, 0, this.droneGeneration, Math.floor(this.droneX * 4 + 0.5), 800, 0, 1, 1, 1],
      [2, 1, 1, 90],
    ];
    const told = this.lie
      ? rows.map((row): PlainRow => [row[0], row[1], row[2], row[3]! + 1, ...row.slice(4)])
      : rows;
    this.socket.sendBinary(
      snapshot({
        tick: this.tick,
        keyframe: this.keyframeNext,
        ...(this.inputs.ack > 0 && { ack: [this.lieAboutAck || this.inputs.standing, this.margin] }),
        ...(this.timing.length > 0 && { timing: this.timing }),
        ...(this.isWatched ? {} : { owner: ownerBlock([0, Math.round(this.x * 256), this.pace, 7]) }),
        ...(this.hand !== this.told || this.keyframeNext ? { hidden: cardBlock(...this.hand) } : {}),
        ...(this.tick % 30 === 0 || this.lie ? { hash: this.lie ? 12345 : hashOf(rows) } : {}),
        body: plainBody(told),
      }),
    );
    this.told = this.hand;
    this.timing = [];
    if (this.used !== null) {
      this.timing.push([this.used[0], this.tick, this.used[1], 0, this.isSkipping ? 0 : 1]);
      this.used = null;
    }
    this.keyframeNext = false;
    this.lie = false;
  }
}

/** Where the drone is at a tick, with its fraction. */
export function droneX(tick: number): number {
  return 100 + tick * 0.5;
}

function hashOf(rows: readonly PlainRow[]): number {
  const mix = (hash: number, value: number): number =>
    Math.imul(((hash << 5) | (hash >>> 27)) ^ value, 0x9e3779b1);
  return rows.reduce((hash, [slot, kind, , ...values]) => values.reduce(mix, mix(mix(hash, slot), kind)), 0);
}
