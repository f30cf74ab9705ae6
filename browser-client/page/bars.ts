import { h, setHidden, setText, setVariable } from "./dom";
import { digits } from "./figures";

/** One bar with its name and its value. */
export interface Bar {
  readonly name: string;
  readonly value: number;
}

/** Named bars, one under the other, each as long as its value is of the greatest; the least are summed up in one. */
export class Bars {
  readonly element = h("div", { class: "bits" });
  private readonly mostShown: number;

  constructor(mostShown: number) {
    this.mostShown = mostShown;
  }

  /** @param bars the greatest first */
  show(bars: readonly Bar[]): void {
    const rows = this.shortened(bars);
    const most = Math.max(1e-9, ...rows.map(({ value }) => value));
    while (this.element.children.length < rows.length) this.element.append(emptyLine());
    for (const [index, line] of ([...this.element.children] as HTMLElement[]).entries()) {
      const row = rows[index];
      setHidden(line, row === undefined);
      if (row !== undefined) {
        const [name, bar, value] = [...line.children] as HTMLElement[];
        setText(name!, row.name);
        name!.title = row.name;
        setVariable(bar!, "--share", (Math.max(0, row.value) / most).toFixed(3));
        setText(value!, digits(row.value));
      }
    }
  }

  private shortened(bars: readonly Bar[]): readonly Bar[] {
    if (bars.length <= this.mostShown) return bars;
    const rest = bars.slice(this.mostShown).reduce((sum, { value }) => sum + value, 0);
    return [...bars.slice(0, this.mostShown), { name: `${bars.length - this.mostShown} more`, value: rest }];
  }
}

function emptyLine(): HTMLElement {
  return h(
    "div",
    { class: "bits-line" },
    h("span", { class: "bits-name" }),
    h("span", { class: "bar" }),
    h("span", { class: "number" }),
  );
}
