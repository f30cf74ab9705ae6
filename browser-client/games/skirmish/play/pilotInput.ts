import type { Controls } from "../../../src/generated/skirmish";
import { toScreenX, toScreenY, type View } from "../camera";
import { firstPad, readPad } from "../input/gamepad";
import { combine, type Device, IDLE, type Intent, moveSteps } from "../input/intent";
import { isShipKey, Keyboard } from "../input/keyboard";
import { Mouse } from "../input/mouse";
import { TouchSticks } from "../input/touchSticks";

/** Buttons on the screen that belong to the ship. */
export interface ScreenButtons {
  isHeld(name: "rail" | "dash"): boolean;
  settle(): void;
  releaseAll(): void;
}

const FULL_LEAD_PX = 260; // CSS px between ship and pointer for the camera's full lead

/**
 * Everything the player's hands do, whatever the device, as the controls of the ship. `enabled` is false while a menu or
 * the chat has the keys.
 */
export class PilotInput {
  enabled = false;
  device: Device;
  readonly sticks = new TouchSticks();
  private readonly keyboard = new Keyboard();
  private readonly mouse = new Mouse();
  private readonly screenButtons: ScreenButtons;
  private readonly deviceChanged: (device: Device) => void;
  private aim = 0;
  private reach = 0; // of the aim, 0 to 1, for the camera
  private intent: Intent = IDLE;
  private readonly controls: Controls = { moveX: 0, moveY: 0, aim: 0, fire: false, rail: false, dash: false };

  constructor(stage: HTMLElement, screenButtons: ScreenButtons, deviceChanged: (device: Device) => void) {
    this.screenButtons = screenButtons;
    this.deviceChanged = deviceChanged;
    this.device = window.matchMedia("(pointer: coarse)").matches ? "touch" : "keyboard";
    this.listen(stage);
  }

  get aimX(): number {
    return Math.cos(this.aim) * this.reach;
  }

  get aimY(): number {
    return Math.sin(this.aim) * this.reach;
  }

  get aimAngle(): number {
    return this.aim;
  }

  /** What is asked for now, for explanations and pictures. */
  get now(): Intent {
    return this.intent;
  }

  releaseAll(): void {
    this.keyboard.releaseAll();
    this.mouse.releaseAll();
    this.sticks.releaseAll();
    this.screenButtons.releaseAll();
    this.intent = IDLE;
  }

  /** Once per drawn frame, before the room samples: turns the aim. `ship` is where ours was drawn last. */
  read(view: View, ship: { readonly x: number; readonly y: number } | undefined): void {
    if (!this.enabled) return;
    const pad = readPad(firstPad());
    if (pad !== IDLE && (pad.moveX !== 0 || pad.moveY !== 0 || pad.aim !== undefined || pad.fire))
      this.use("gamepad");
    this.turnAim(view, ship, pad, this.sticks.read());
  }

  /** Once per tick, for the room: the same object each time. Taps count in one sample and are forgotten. */
  sample(): Controls {
    this.intent = this.enabled ? this.gather() : IDLE;
    const controls = this.controls;
    const { moveX, moveY } = moveSteps(this.intent.moveX, this.intent.moveY);
    controls.moveX = moveX;
    controls.moveY = moveY;
    controls.aim = this.aim;
    controls.fire = this.intent.fire;
    controls.rail = this.intent.rail;
    controls.dash = this.intent.dash;
    this.keyboard.settle();
    this.mouse.settle();
    this.screenButtons.settle();
    return controls;
  }

  /** What all devices ask for at this moment: a tap may have come and gone since the last frame. */
  private gather(): Intent {
    const buttons: Intent = {
      ...IDLE,
      fire: this.mouse.isHeld(0),
      rail: this.mouse.isHeld(2) || this.screenButtons.isHeld("rail"),
      dash: this.screenButtons.isHeld("dash"),
    };
    return combine([this.keyboard.read(), this.sticks.read(), readPad(firstPad()), buttons], this.aim);
  }

  private turnAim(view: View, ship: { x: number; y: number } | undefined, pad: Intent, touch: Intent): void {
    switch (this.device) {
      case "keyboard": {
        if (!ship) return;
        const dx = this.mouse.x - toScreenX(view, ship.x);
        const dy = this.mouse.y - toScreenY(view, ship.y);
        if (Math.hypot(dx, dy) < 1) return;
        this.aim = Math.atan2(dy, dx);
        this.reach = Math.min(1, Math.hypot(dx, dy) / FULL_LEAD_PX);
        return;
      }
      case "touch":
        this.follow(touch);
        return;
      case "gamepad":
        this.follow(pad);
        return;
    }
  }

  /** Without an aim of its own a stick leaves the guns along the flight. */
  private follow(intent: Intent): void {
    if (intent.aim !== undefined) {
      this.aim = intent.aim;
      this.reach = 1;
    } else if (Math.hypot(intent.moveX, intent.moveY) > 0.2) {
      this.aim = Math.atan2(intent.moveY, intent.moveX);
      this.reach = 0.5;
    } else {
      this.reach = 0;
    }
  }

  private use(device: Device): void {
    if (this.device === device) return;
    this.device = device;
    this.deviceChanged(device);
  }

  private listen(stage: HTMLElement): void {
    addEventListener("keydown", (event) => {
      if (!this.enabled || event.ctrlKey || event.metaKey || event.altKey || !isShipKey(event.code)) return;
      event.preventDefault();
      if (event.repeat) return;
      this.use("keyboard");
      this.keyboard.press(event.code);
    });
    addEventListener("keyup", (event) => {
      if (event.key === "Meta") this.keyboard.releaseAll(); // macOS tells of no key let go while it was held
      this.keyboard.release(event.code);
    });
    addEventListener("blur", () => this.releaseAll());
    document.addEventListener("visibilitychange", () => this.releaseAll());
    addEventListener("pointermove", (event) => {
      if (event.pointerType === "touch") {
        this.sticks.move(event.pointerId, event.clientX, event.clientY);
        return;
      }
      this.mouse.move(event.clientX, event.clientY);
      if (this.enabled && Math.abs(event.movementX) + Math.abs(event.movementY) > 2) this.use("keyboard");
    });
    // Buttons of a mouse come as mouse events: a second button pressed while one is held is no pointerdown.
    stage.addEventListener("mousedown", (event) => this.mouseDown(event));
    addEventListener("mouseup", (event) => this.mouse.release(event.button));
    stage.addEventListener("pointerdown", (event) => this.touchDown(event));
    for (const end of ["pointerup", "pointercancel"] as const) {
      addEventListener(end, (event) => this.sticks.end(event.pointerId));
    }
    stage.addEventListener("contextmenu", (event) => event.preventDefault());
  }

  private touchDown(event: PointerEvent): void {
    if (!this.enabled || event.pointerType !== "touch") return;
    event.preventDefault();
    this.use("touch");
    this.sticks.start(event.pointerId, event.clientX, event.clientY, window.innerWidth);
  }

  private mouseDown(event: MouseEvent): void {
    if (!this.enabled) return;
    event.preventDefault();
    this.use("keyboard");
    this.mouse.move(event.clientX, event.clientY);
    this.mouse.press(event.button);
  }
}
