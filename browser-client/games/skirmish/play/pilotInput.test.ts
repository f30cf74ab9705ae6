import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PilotInput, type ScreenButtons } from "./pilotInput";

/** An event of the page with the fields that the input reads. */
function happen(target: EventTarget, type: string, fields: object): void {
  target.dispatchEvent(Object.assign(new Event(type, { cancelable: true }), fields));
}

const screenButtons: ScreenButtons = { isHeld: () => false, settle: () => {}, releaseAll: () => {} };

describe("the pilot's input", () => {
  let page: EventTarget;
  let stage: EventTarget;
  let input: PilotInput;

  beforeEach(() => {
    page = new EventTarget();
    stage = new EventTarget();
    vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
    vi.stubGlobal("document", new EventTarget());
    vi.stubGlobal("window", { matchMedia: () => ({ matches: false }), innerWidth: 1280 });
    vi.stubGlobal("navigator", { getGamepads: () => [] });
    input = new PilotInput(stage as HTMLElement, screenButtons, () => {});
    input.enabled = true;
  });

  afterEach(() => vi.unstubAllGlobals());

  it("counts a tap that came and went between two frames, once", () => {
    input.sample();
    happen(page, "keydown", { code: "KeyE", key: "e" });
    happen(page, "keyup", { code: "KeyE", key: "e" });
    happen(stage, "mousedown", { button: 0, clientX: 10, clientY: 10 });
    happen(page, "mouseup", { button: 0 });
    expect(input.sample()).toMatchObject({ rail: true, fire: true });
    expect(input.sample()).toMatchObject({ rail: false, fire: false });
  });

  it("asks for nothing while the chat has the keys", () => {
    happen(page, "keydown", { code: "KeyD", key: "d" });
    input.enabled = false;
    expect(input.sample()).toMatchObject({ moveX: 0, moveY: 0, fire: false, rail: false, dash: false });
  });

  it("lets go of keys whose key-up macOS swallows while Meta is held", () => {
    happen(page, "keydown", { code: "KeyD", key: "d" });
    expect(input.sample().moveX).toBe(15);
    happen(page, "keyup", { code: "MetaLeft", key: "Meta" });
    expect(input.sample().moveX).toBe(0);
  });
});
