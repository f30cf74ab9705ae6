import { button, h, setClass, setHidden, setVariable } from "../../../page/dom";
import { STICK_RADIUS, type Stick, type TouchSticks } from "../input/touchSticks";

interface TouchActions {
  openChat(): void;
  toggleScores(): void;
}

class StickPicture {
  readonly element: HTMLElement;
  private readonly knob = h("span", { class: "stick-knob" });

  constructor(side: "left" | "right") {
    this.element = h(
      "div",
      { class: `stick stick-${side}`, attributes: { "aria-hidden": "true" } },
      this.knob,
    );
  }

  show(stick: Stick | undefined): void {
    setClass(this.element, "is-held", stick !== undefined);
    if (!stick) {
      this.element.style.removeProperty("--x");
      this.element.style.removeProperty("--y");
      setVariable(this.knob, "--dx", "0px");
      setVariable(this.knob, "--dy", "0px");
      return;
    }
    setVariable(this.element, "--x", `${stick.originX}px`);
    setVariable(this.element, "--y", `${stick.originY}px`);
    setVariable(this.knob, "--dx", `${stick.x * STICK_RADIUS}px`);
    setVariable(this.knob, "--dy", `${stick.y * STICK_RADIUS}px`);
    setClass(this.element, "is-firing", Math.hypot(stick.x, stick.y) > 0.5);
  }
}

/** What thumbs see: two sticks where they lie, and buttons for what else a ship can do. */
export class TouchPad {
  readonly element: HTMLElement;
  private readonly left = new StickPicture("left");
  private readonly right = new StickPicture("right");
  private readonly held = new Set<string>();
  private readonly tapped = new Set<string>();
  private readonly rail = this.action("rail", "Rail");
  private readonly dash = this.action("dash", "Dash");

  constructor(actions: TouchActions) {
    this.element = h(
      "div",
      { class: "touch-pad", hidden: true },
      this.left.element,
      this.right.element,
      this.rail,
      this.dash,
      h(
        "div",
        { class: "touch-corner" },
        button("Chat", "touch-small", actions.openChat),
        button("Scores", "touch-small", actions.toggleScores),
      ),
    );
  }

  enable(shown: boolean): void {
    setHidden(this.element, !shown);
  }

  show(sticks: TouchSticks, railReady: boolean, dashReady: boolean): void {
    if (this.element.hidden) return;
    setClass(this.rail, "is-ready", railReady);
    setClass(this.dash, "is-ready", dashReady);
    this.left.show(sticks.stick("left"));
    this.right.show(sticks.stick("right"));
  }

  isHeld(name: "rail" | "dash"): boolean {
    return this.held.has(name) || this.tapped.has(name);
  }

  settle(): void {
    this.tapped.clear();
  }

  releaseAll(): void {
    this.held.clear();
    this.tapped.clear();
  }

  private action(name: "rail" | "dash", label: string): HTMLButtonElement {
    const element = button(label, `touch-action touch-${name}`, () => {});
    element.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      element.setPointerCapture(event.pointerId);
      this.held.add(name);
      this.tapped.add(name);
      setClass(element, "is-held", true);
    });
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"] as const) {
      element.addEventListener(end, () => {
        this.held.delete(name);
        setClass(element, "is-held", false);
      });
    }
    return element;
  }
}
