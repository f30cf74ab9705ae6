import { button, h, setClass, setText } from "../../page/dom";
import type { FieldSchema } from "../../src/codec/schema";
import type { FieldValue } from "../../src/protocol/fields";
import { rangeWords } from "../state/fieldWords";
import type { InputValues, Sending } from "./inputValues";

const DEGREES = 180 / Math.PI;
const SENDINGS: readonly (readonly [Sending, string])[] = [
  ["neutral", "neutral"],
  ["values", "these values"],
  ["nothing", "nothing"],
];

/** The form of a game's input, made from its schema, and how it is sent. */
export class InputPanel {
  readonly element: HTMLElement;
  private readonly fields = h("div", { class: "input-fields" });
  private readonly sending = h("select");
  private readonly sent = h("span", { class: "quiet" });
  private readonly once: HTMLButtonElement;
  private readonly hold: HTMLButtonElement;
  private input: InputValues | null = null;

  constructor() {
    for (const [value, words] of SENDINGS) this.sending.append(h("option", { attributes: { value } }, words));
    this.sending.addEventListener("change", () => {
      if (this.input) this.input.sending = this.sending.value as Sending;
    });
    this.once = button("Send once", "quiet-button", () => this.input?.sendOnce());
    this.hold = button("Hold", "quiet-button", () => {});
    this.hold.addEventListener("pointerdown", (event) => {
      this.hold.setPointerCapture(event.pointerId);
      if (this.input) this.input.isHeld = true;
    });
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"] as const) {
      this.hold.addEventListener(end, () => {
        if (this.input) this.input.isHeld = false;
      });
    }
    this.element = h(
      "section",
      { class: "panel input-panel", attributes: { "aria-label": "Inputs" } },
      h("div", { class: "panel-head" }, h("h2", {}, "Inputs"), this.sent),
      this.fields,
      h(
        "div",
        { class: "actions" },
        this.once,
        this.hold,
        h("label", { class: "inline" }, "every tick", this.sending),
      ),
    );
  }

  /** Shows the form of this seat from now on. */
  use(input: InputValues): void {
    this.input = input;
    this.sending.value = input.sending;
    this.fields.replaceChildren(...input.fields.map((field) => this.line(field, input)));
    if (input.fields.length === 0)
      this.fields.append(h("p", { class: "quiet" }, "This game's input has no fields."));
  }

  draw(input: InputValues): void {
    setText(this.sent, `${input.sent} sent`);
    setClass(this.hold, "is-on", input.isHeld);
  }

  private line(field: FieldSchema, input: InputValues): HTMLElement {
    const key = input.bindings.find((binding) => binding.field === field.name)?.words;
    const words = field.kind === "angle" ? "pointer" : key;
    return h(
      "label",
      { class: "input-line", title: rangeWords(field) },
      h("span", { class: "input-name" }, field.name),
      this.control(field, input),
      h("kbd", {}, words ?? ""),
    );
  }

  private control(field: FieldSchema, { values }: InputValues): HTMLElement {
    const { name, kind, min = 0, max = 0, step = 1, symbols = [] } = field;
    const write = (value: FieldValue): void => {
      values[name] = value;
    };
    switch (kind) {
      case "flag": {
        const box = h("input", { attributes: { type: "checkbox" } });
        box.checked = values[name] === true;
        box.addEventListener("change", () => write(box.checked));
        return box;
      }
      case "enum": {
        const select = h("select");
        for (const symbol of symbols) select.append(h("option", { attributes: { value: symbol } }, symbol));
        select.value = String(values[name]);
        select.addEventListener("change", () => write(select.value));
        return select;
      }
      case "reference": {
        const id = h("input", {
          attributes: { type: "number", min: "0", max: "65534", placeholder: "none" },
        });
        id.addEventListener("input", () => write(id.value === "" ? null : Number(id.value)));
        return id;
      }
      case "angle":
        return slider({ min: 0, max: 360, step: 1 }, (values[name] as number) * DEGREES, "°", (degrees) =>
          write(degrees / DEGREES),
        );
      default:
        return slider({ min, max, step }, values[name] as number, "", write);
    }
  }
}

/** A slider with its number beside it; both write. */
export function slider(
  { min, max, step }: { readonly min: number; readonly max: number; readonly step: number },
  initial: number,
  unit: string,
  write: (value: number) => void,
): HTMLElement {
  const attributes = { min: String(min), max: String(max), step: String(step) };
  const range = h("input", { attributes: { ...attributes, type: "range", "aria-hidden": "true" } });
  const number = h("input", { attributes: { ...attributes, type: "number" } });
  range.tabIndex = -1;
  range.value = number.value = String(initial);
  const changed = (from: HTMLInputElement, to: HTMLInputElement): void => {
    const value = Number(from.value);
    if (from.value === "" || !Number.isFinite(value)) return;
    const fit = Math.min(max, Math.max(min, value));
    to.value = String(fit);
    write(fit);
  };
  range.addEventListener("input", () => changed(range, number));
  number.addEventListener("input", () => changed(number, range));
  number.addEventListener("change", () => {
    number.value = range.value; // what was out of range, or no number
  });
  return h("span", { class: "slider" }, range, number, h("span", { class: "quiet" }, unit));
}
