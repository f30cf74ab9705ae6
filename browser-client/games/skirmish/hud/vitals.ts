import { h, setClass, setHidden, setText, setVariable } from "../../../page/dom";

export interface OwnVitals {
  readonly hull: number; // 0 to 100
  readonly shield: number; // 0 to 50
  readonly heat: number; // 0 to 1
  readonly overheated: boolean;
  readonly rail: number; // 0 to 1, 1 is ready
  readonly charging: boolean;
  readonly dash: number; // 0 to 1, 1 is ready
  readonly overdriveSeconds: number; // left
  readonly cloakSeconds: number;
}

const MAX_HULL = 100;
const MAX_SHIELD = 50;
const LOW_HULL = 30;

interface Gauge {
  readonly element: HTMLElement;
  show(fraction: number, words: string): void;
}

function gauge(name: string, label: string): Gauge {
  const value = h("span", { class: "gauge-value" });
  const element = h(
    "div",
    { class: `gauge gauge-${name}` },
    h("span", { class: "gauge-label" }, label),
    h("span", { class: "gauge-bar" }, h("span", { class: "gauge-fill" })),
    value,
  );
  return {
    element,
    show(fraction, words): void {
      setVariable(element, "--part", Math.min(1, Math.max(0, fraction)).toFixed(3));
      setText(value, words);
    },
  };
}

/** Health and shield at the lower left, heat, rail and dash at the lower right. */
export class Vitals {
  readonly body: HTMLElement;
  readonly weapons: HTMLElement;
  private readonly hull = gauge("hull", "Hull");
  private readonly shield = gauge("shield", "Shield");
  private readonly heat = gauge("heat", "Heat");
  private readonly rail = gauge("rail", "Rail");
  private readonly dash = gauge("dash", "Dash");
  private readonly boost = h("div", { class: "boost", hidden: true });

  constructor() {
    this.body = h("div", { class: "hud-panel vitals" }, this.boost, this.shield.element, this.hull.element);
    this.weapons = h(
      "div",
      { class: "hud-panel weapons" },
      this.heat.element,
      this.rail.element,
      this.dash.element,
    );
  }

  show(own: OwnVitals | undefined): void {
    setClass(this.body, "is-gone", own === undefined);
    setClass(this.weapons, "is-gone", own === undefined);
    if (!own) return;
    this.hull.show(own.hull / MAX_HULL, String(Math.ceil(own.hull)));
    this.shield.show(own.shield / MAX_SHIELD, String(Math.round(own.shield)));
    setClass(this.hull.element, "is-low", own.hull <= LOW_HULL);
    this.heat.show(own.heat, own.overheated ? "hot" : "");
    setClass(this.heat.element, "is-low", own.overheated);
    this.rail.show(own.rail, own.charging ? "charge" : own.rail >= 1 ? "ready" : "");
    this.dash.show(own.dash, own.dash >= 1 ? "ready" : "");
    setClass(this.rail.element, "is-ready", own.rail >= 1);
    setClass(this.dash.element, "is-ready", own.dash >= 1);
    const boosts = [
      own.overdriveSeconds > 0 ? `Overdrive ${Math.ceil(own.overdriveSeconds)}` : "",
      own.cloakSeconds > 0 ? `Cloak ${Math.ceil(own.cloakSeconds)}` : "",
    ].filter((words) => words !== "");
    setHidden(this.boost, boosts.length === 0);
    setText(this.boost, boosts.join("  "));
  }
}
