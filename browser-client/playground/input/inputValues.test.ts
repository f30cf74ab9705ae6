import { expect, it } from "vitest";
import type { FieldSchema } from "../../src/codec/schema";
import { InputLayout } from "../../src/protocol/inputLayout";
import { InputValues, neutralValue } from "./inputValues";

const FIELDS: readonly FieldSchema[] = [
  { name: "moveX", kind: "scalar", min: -1, max: 1, step: 0.5 },
  { name: "moveY", kind: "scalar", min: -1, max: 1, step: 0.5 },
  { name: "aim", kind: "angle", step: 10 },
  { name: "fire", kind: "flag" },
  { name: "power", kind: "scalar", min: 3, max: 9, step: 1 },
  { name: "stance", kind: "enum", symbols: ["STAND", "CROUCH"] },
  { name: "target", kind: "reference" },
];
const NEUTRAL = { moveX: 0, moveY: 0, aim: 0, fire: false, power: 3, stance: "STAND", target: null };

it("does nothing by itself, with values that the codec takes", () => {
  const input = new InputValues(FIELDS);
  expect(input.next()).toEqual(NEUTRAL);
  new InputLayout(FIELDS).quantise(input.next()!, new Int32Array(FIELDS.length));
  expect(neutralValue({ name: "cold", kind: "scalar", min: -9, max: -3, step: 1 })).toBe(-3);
});

it("sends the form's values in exactly one tick", () => {
  const input = new InputValues(FIELDS);
  input.values["power"] = 7;
  input.sendOnce();
  expect([input.next()!["power"], input.next()!["power"]]).toEqual([7, 3]);
});

it("sends them as long as they are held, or always", () => {
  const input = new InputValues(FIELDS);
  input.values["fire"] = true;
  input.isHeld = true;
  expect([input.next()!["fire"], input.next()!["fire"]]).toEqual([true, true]);
  input.isHeld = false;
  expect(input.next()!["fire"]).toBe(false);
  input.sending = "values";
  expect(input.next()!["fire"]).toBe(true);
});

it("sends no input at all if that is wanted, until something is pressed", () => {
  const input = new InputValues(FIELDS);
  input.sending = "nothing";
  expect(input.next()).toBeNull();
  input.press("KeyD", true);
  expect(input.next()).toEqual({ ...NEUTRAL, moveX: 1 });
  input.press("KeyD", false);
  expect([input.next(), input.sent]).toEqual([null, 1]);
});

it("has keys for a schema that nobody made any for", () => {
  const input = new InputValues(FIELDS);
  expect(input.bindings.map(({ field, words }) => `${field} ${words}`)).toEqual([
    "moveX A D",
    "moveY W S",
    "fire Space",
  ]);
  expect(input.press("KeyW", true) && input.press("Space", true)).toBe(true);
  expect(input.next()).toEqual({ ...NEUTRAL, moveY: -1, fire: true });
  expect(input.press("KeyZ", true)).toBe(false);
  input.press("KeyS", true);
  expect(input.next()!["moveY"]).toBe(0); // both ways at once are none
  input.releaseAll();
  expect(input.next()).toEqual(NEUTRAL);
});

it("goes where the pointer presses, as far as the fields can say so", () => {
  const input = new InputValues([
    { name: "x", kind: "scalar", max: 800, step: 1 },
    { name: "y", kind: "scalar", max: 400, step: 1 },
  ]);
  input.placed = { x: 120, y: 999 };
  expect(input.next()).toEqual({ x: 120, y: 400 });
  input.placed = null;
  expect(input.next()).toEqual({ x: 0, y: 0 });
});

it("aims where the pointer points", () => {
  const input = new InputValues(FIELDS);
  input.pointed = 1.5;
  expect(input.next()!["aim"]).toBe(1.5);
  input.pointed = null;
  input.values["aim"] = 0.25;
  expect(input.next()!["aim"]).toBe(0.25);
});
