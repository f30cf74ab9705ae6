import { describe, expect, it } from "vitest";
import { readPad } from "./gamepad";
import { combine, IDLE, moveSteps, stick } from "./intent";
import { isShipKey, Keyboard } from "./keyboard";
import { Mouse } from "./mouse";
import { STICK_RADIUS, TouchSticks } from "./touchSticks";

describe("thrust", () => {
  it("is whole steps of full thrust", () => {
    expect(moveSteps(1, 0)).toEqual({ moveX: 15, moveY: 0 });
    expect(moveSteps(0, -0.5)).toEqual({ moveX: 0, moveY: -7 });
  });

  it("is no faster on a diagonal", () => {
    const { moveX, moveY } = moveSteps(1, 1);
    expect(Math.hypot(moveX, moveY) / 15).toBeLessThanOrEqual(1.04);
  });

  it("is none for what is not a number", () => {
    expect(moveSteps(Number.NaN, 1)).toEqual({ moveX: 0, moveY: 0 });
    expect(moveSteps(Number.POSITIVE_INFINITY, 1)).toEqual({ moveX: 0, moveY: 0 });
  });
});

describe("the keyboard", () => {
  it("moves by WASD and by arrows, by place on the keyboard", () => {
    const keyboard = new Keyboard();
    keyboard.press("KeyW");
    keyboard.press("ArrowRight");
    expect(keyboard.read()).toMatchObject({ moveX: 1, moveY: -1 });
  });

  it("stands still while opposite keys are held", () => {
    const keyboard = new Keyboard();
    keyboard.press("KeyA");
    keyboard.press("KeyD");
    expect(keyboard.read().moveX).toBe(0);
  });

  it("never loses a tap shorter than a tick", () => {
    const keyboard = new Keyboard();
    keyboard.press("Space");
    keyboard.release("Space");
    expect(keyboard.read().dash).toBe(true);
    keyboard.settle();
    expect(keyboard.read().dash).toBe(false);
  });

  it("releases all keys when focus is lost", () => {
    const keyboard = new Keyboard();
    keyboard.press("KeyW");
    keyboard.press("KeyE");
    keyboard.releaseAll();
    expect(keyboard.read()).toEqual(IDLE);
  });

  it("knows its own keys from others", () => {
    expect(isShipKey("KeyW")).toBe(true);
    expect(isShipKey("F5")).toBe(false);
  });
});

describe("the mouse", () => {
  it("never loses a click shorter than a tick", () => {
    const mouse = new Mouse();
    mouse.press(0);
    mouse.release(0);
    expect(mouse.isHeld(0)).toBe(true);
    mouse.settle();
    expect(mouse.isHeld(0)).toBe(false);
  });
});

describe("touch sticks", () => {
  it("move with the left thumb and aim with the right", () => {
    const sticks = new TouchSticks();
    sticks.start(1, 60, 500, 360);
    sticks.move(1, 60, 500 - STICK_RADIUS);
    sticks.start(2, 300, 500, 360);
    sticks.move(2, 300 + STICK_RADIUS * 0.3, 500);
    const intent = sticks.read();
    expect(intent.moveY).toBeCloseTo(-1);
    expect(intent.aim).toBeCloseTo(0);
    expect(intent.fire).toBe(false);
  });

  it("fire past half way", () => {
    const sticks = new TouchSticks();
    sticks.start(2, 300, 500, 360);
    sticks.move(2, 300, 500 + STICK_RADIUS * 0.6);
    expect(sticks.read()).toMatchObject({ fire: true, moveX: 0 });
  });

  it("follow a thumb that goes too far", () => {
    const sticks = new TouchSticks();
    sticks.start(1, 100, 100, 360);
    sticks.move(1, 100 + STICK_RADIUS * 3, 100);
    expect(sticks.stick("left")).toMatchObject({ originX: 100 + STICK_RADIUS * 2 });
    sticks.move(1, 100 + STICK_RADIUS * 2, 100);
    expect(sticks.read().moveX).toBe(0);
  });

  it("ignore a third finger and forget all when told", () => {
    const sticks = new TouchSticks();
    expect(sticks.start(1, 60, 500, 360)).toBe(true);
    expect(sticks.start(2, 70, 500, 360)).toBe(false);
    sticks.releaseAll();
    expect(sticks.read()).toEqual(IDLE);
  });
});

describe("a pad", () => {
  const pad = (axes: number[], pressed: Record<number, number>) => ({
    axes,
    connected: true,
    buttons: Array.from({ length: 17 }, (_, index) => ({
      value: pressed[index] ?? 0,
      pressed: (pressed[index] ?? 0) > 0,
      touched: false,
    })),
  });

  it("moves, aims and fires", () => {
    const intent = readPad(pad([0, -1, 1, 0], { 7: 1, 0: 1 }));
    expect(intent).toMatchObject({ fire: true, dash: true, rail: false });
    expect(intent.moveY).toBeCloseTo(-1);
    expect(intent.aim).toBeCloseTo(0);
  });

  it("is at rest within its dead zone, and when it is unplugged", () => {
    expect(readPad(pad([0.1, 0.1, 0.05, 0], {}))).toEqual(IDLE);
    expect(readPad(null)).toEqual(IDLE);
    expect(stick(Number.NaN, 0, 0.2)).toEqual({ x: 0, y: 0 });
  });
});

describe("several devices", () => {
  it("count together: any button, the strongest stick", () => {
    const one = { ...IDLE, moveX: 0.2, fire: true };
    const two = { ...IDLE, moveY: -1, dash: true };
    expect(combine([one, two], 1)).toEqual({
      moveX: 0,
      moveY: -1,
      aim: 1,
      fire: true,
      rail: false,
      dash: true,
    });
  });
});
