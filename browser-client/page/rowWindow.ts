import { h, setVariable } from "./dom";

/** Rows from `first` to before `end`. */
export interface RowRange {
  readonly first: number;
  readonly end: number;
}

const BEYOND = 6; // rows drawn above and below what can be seen, so that a scroll shows no gap before the next picture

/** Which of `count` rows of one height can be seen, and some more on either side. */
export function visibleRows(
  scrollTop: number,
  viewHeight: number,
  rowHeight: number,
  count: number,
): RowRange {
  const first = Math.max(0, Math.min(count, Math.floor(scrollTop / rowHeight)) - BEYOND);
  const end = Math.min(count, Math.ceil((scrollTop + viewHeight) / rowHeight) + BEYOND);
  return { first, end: Math.max(first, end) };
}

/**
 * Shows a long list of rows of one height by as many elements as can be seen. The rows lie between two spacers, which are as
 * high as what is left out; all three are in `rows`, and `scroller` is what scrolls.
 */
export class RowWindow {
  private readonly scroller: HTMLElement;
  private readonly rows: HTMLElement;
  private readonly rowHeight: number;
  private readonly create: () => HTMLElement;
  private readonly fill: (element: HTMLElement, row: number) => void;
  private readonly before: HTMLElement;
  private readonly after: HTMLElement;
  private readonly shown: HTMLElement[] = [];
  private count = 0;
  private isScheduled = false;

  /**
   * @param tag of the spacers: `tr` in the body of a table
   * @param create makes an empty row
   * @param fill writes a row of the list into an element
   */
  constructor(
    scroller: HTMLElement,
    rows: HTMLElement,
    rowHeight: number,
    tag: "tr" | "div",
    create: () => HTMLElement,
    fill: (element: HTMLElement, row: number) => void,
  ) {
    this.scroller = scroller;
    this.rows = rows;
    this.rowHeight = rowHeight;
    this.create = create;
    this.fill = fill;
    this.before = h(tag, { class: "spacer", attributes: { "aria-hidden": "true" } });
    this.after = h(tag, { class: "spacer", attributes: { "aria-hidden": "true" } });
    rows.append(this.before, this.after);
    scroller.addEventListener("scroll", () => this.schedule(), { passive: true });
    new ResizeObserver(() => this.schedule()).observe(scroller);
  }

  /** Draws what can be seen of so many rows. */
  draw(count: number): void {
    this.count = count;
    const { first, end } = visibleRows(
      this.scroller.scrollTop,
      this.scroller.clientHeight,
      this.rowHeight,
      count,
    );
    while (this.shown.length < end - first) {
      const element = this.create();
      this.shown.push(element);
      this.rows.insertBefore(element, this.after);
    }
    while (this.shown.length > end - first) this.shown.pop()!.remove();
    setVariable(this.before, "--height", `${first * this.rowHeight}px`);
    setVariable(this.after, "--height", `${(count - end) * this.rowHeight}px`);
    for (const [i, element] of this.shown.entries()) this.fill(element, first + i);
  }

  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    requestAnimationFrame(() => {
      this.isScheduled = false;
      this.draw(this.count);
    });
  }
}
