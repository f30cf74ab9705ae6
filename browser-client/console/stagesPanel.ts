import { h, setHidden, setText, setVariable } from "../page/dom";
import { millis } from "../page/figures";
import type { StageLine } from "./api";

const WORDS: Readonly<Record<string, string>> = {
  input_buffer: "before the tick",
  simulate_encode: "tick and encode",
  outbox: "to the socket",
};

/** Where the time of the players' inputs goes inside the server: a bar for each stage, half of the inputs and nearly all. */
export class StagesPanel {
  readonly element: HTMLElement;
  private readonly words = h("span", { class: "quiet" });
  private readonly lines = h("div", { class: "bits" });

  constructor() {
    this.element = h(
      "div",
      {},
      h("div", { class: "panel-head" }, h("h3", {}, "Inputs inside the server"), this.words),
      this.lines,
    );
  }

  show(stages: readonly StageLine[]): void {
    const inputs = Math.max(0, ...stages.map((stage) => stage.inputs));
    setText(this.words, inputs === 0 ? "nobody gives any" : `p50 / p99 of ${inputs} traced`);
    setHidden(this.lines, inputs === 0);
    const most = Math.max(1e-9, ...stages.map(({ p99Millis }) => p99Millis));
    while (this.lines.children.length < stages.length) this.lines.append(emptyLine());
    stages.forEach((stage, index) => {
      const line = this.lines.children[index] as HTMLElement;
      const [name, bar, value] = [...line.children] as HTMLElement[];
      setText(name!, WORDS[stage.stage] ?? stage.stage);
      setVariable(bar!, "--share", (stage.p99Millis / most).toFixed(3));
      setVariable(bar!, "--half", (stage.p50Millis / most).toFixed(3));
      setText(value!, `${millis(stage.p50Millis)} / ${millis(stage.p99Millis)}`);
    });
  }
}

function emptyLine(): HTMLElement {
  return h(
    "div",
    { class: "bits-line stage-line" },
    h("span", { class: "bits-name" }),
    h("span", { class: "bar two" }),
    h("span", { class: "number" }),
  );
}
