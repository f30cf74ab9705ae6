import type { FieldSchema } from "../../src/codec/schema";
import type { FieldValue } from "../../src/protocol/fields";

/** What is sent in each tick while nothing else is asked for. */
export type Sending = "nothing" | "neutral" | "values";

/** A pair of keys that move an axis, or one that presses a button; codes of `KeyboardEvent`. */
export interface KeyBinding {
  readonly field: string;
  /** Keys for the greatest value, or for "pressed". */
  readonly up: readonly string[];
  /** Keys for the least value; none for a button. */
  readonly down: readonly string[];
  /** How a person reads it. */
  readonly words: string;
}

const AXES = [
  { down: ["KeyA", "ArrowLeft"], up: ["KeyD", "ArrowRight"], words: "A D" },
  { down: ["KeyW", "ArrowUp"], up: ["KeyS", "ArrowDown"], words: "W S" },
  { down: ["KeyQ"], up: ["KeyE"], words: "Q E" },
];
const BUTTONS = ["Space", "KeyJ", "KeyK", "KeyL", "KeyU", "KeyI", "KeyO", "KeyP"];

/** Keys for a schema that nobody made any for: the axes around zero, then the buttons, in their order. */
export function bindingsOf(fields: readonly FieldSchema[]): readonly KeyBinding[] {
  const axes = fields.filter(isAxis).slice(0, AXES.length);
  const buttons = fields.filter(({ kind }) => kind === "flag").slice(0, BUTTONS.length);
  return [
    ...axes.map(({ name }, i) => ({ field: name, ...AXES[i]! })),
    ...buttons.map(({ name }, i) => ({
      field: name,
      up: [BUTTONS[i]!],
      down: [],
      words: BUTTONS[i]!.replace("Key", ""),
    })),
  ];
}

function isAxis({ kind, min = 0, max = 0 }: FieldSchema): boolean {
  return (kind === "scalar" || kind === "linear") && min < 0 && max > 0;
}

/** What a field is while nobody does anything: 0 where it can be, otherwise its least value. */
export function neutralValue({ kind, min = 0, max = 0, symbols = [] }: FieldSchema): FieldValue {
  switch (kind) {
    case "flag":
      return false;
    case "enum":
      return symbols[0] ?? null;
    case "reference":
      return null;
    case "angle":
      return 0;
    default:
      return Math.min(max, Math.max(min, 0));
  }
}

/**
 * Decides what a seat sends in each tick: the form's values once, while held or always, and over them what keys and pointer
 * say. Asked by the library, told by the page.
 */
export class InputValues {
  readonly fields: readonly FieldSchema[];
  readonly bindings: readonly KeyBinding[];
  /** What the form shows. */
  readonly values: Record<string, FieldValue> = {};
  sending: Sending = "neutral";
  isHeld = false;
  /** Inputs handed to the library so far. */
  sent = 0;
  /** Direction of the pointer in radians, for the first angle; null while it does not point. */
  pointed: number | null = null;
  /** Where the pointer presses on the world, for fields `x` and `y`; null while it does not. */
  placed: { readonly x: number; readonly y: number } | null = null;
  private readonly keys = new Set<string>();
  private readonly aimField: string | undefined;
  private readonly input: Record<string, FieldValue> = {};
  private once = 0;

  constructor(fields: readonly FieldSchema[]) {
    this.fields = fields;
    this.bindings = bindingsOf(fields);
    this.aimField = fields.find(({ kind }) => kind === "angle")?.name;
    for (const field of fields) this.values[field.name] = neutralValue(field);
  }

  /** The form's values in one tick more. */
  sendOnce(): void {
    this.once++;
  }

  /** Answers whether the key means anything here. */
  press(code: string, isDown: boolean): boolean {
    const isBound = this.bindings.some(({ up, down }) => up.includes(code) || down.includes(code));
    if (isDown && isBound) this.keys.add(code);
    else this.keys.delete(code);
    return isBound;
  }

  releaseAll(): void {
    this.keys.clear();
    this.placed = null;
    this.isHeld = false;
  }

  /** The input of this tick; null for none. The object is used again by the next call. */
  next(): Readonly<Record<string, FieldValue>> | null {
    const isOnce = this.once > 0;
    if (isOnce) this.once--;
    const usesForm = isOnce || this.isHeld || this.sending === "values";
    const isSteered = this.keys.size > 0 || this.placed !== null;
    if (!usesForm && !isSteered && this.sending === "nothing") return null;
    for (const field of this.fields) {
      const isAim = field.name === this.aimField;
      const value = usesForm || isAim ? this.values[field.name]! : neutralValue(field);
      this.input[field.name] = isAim && this.pointed !== null && !isOnce ? this.pointed : value;
    }
    this.place();
    for (const { field, up, down } of this.bindings) this.steer(field, up, down);
    this.sent++;
    return this.input;
  }

  private place(): void {
    if (this.placed === null) return;
    for (const { name, kind, min = 0, max = 0 } of this.fields) {
      if ((name === "x" || name === "y") && (kind === "scalar" || kind === "linear")) {
        this.input[name] = Math.min(max, Math.max(min, this.placed[name]));
      }
    }
  }

  private steer(name: string, up: readonly string[], down: readonly string[]): void {
    const isUp = up.some((code) => this.keys.has(code));
    const isDown = down.some((code) => this.keys.has(code));
    if (isUp === isDown) return;
    const { kind, min = 0, max = 0 } = this.fields.find((field) => field.name === name)!;
    this.input[name] = kind === "flag" ? true : isUp ? max : min;
  }
}
