import uPlot from "uplot";
import { h } from "./dom";

export const BLUE = "#55aaff";
export const GREEN = "#7dff9b";
export const AMBER = "#ffc04a";
export const QUIET = "#a3b3d1";
const RULE = "#1a2740";

/** One line of a chart, of samples `S`. */
export interface Line<S> {
  readonly label: string;
  readonly colour: string;
  readonly of: (sample: S) => number;
}

/** One chart; `words` writes its values. */
export interface Chart<S> {
  readonly title: string;
  readonly words: (value: number) => string;
  readonly lines: readonly Line<S>[];
}

/** What was measured at a time of day. */
export interface Timed {
  readonly atMillis: number;
}

const KEPT_SAMPLES = 600;
const HEIGHT = 132;

/** The last 600 samples, one a second as a rule, as charts side by side. */
export class Charts<S extends Timed> {
  readonly element = h("div", { class: "charts" });
  private readonly charts: readonly Chart<S>[];
  private readonly plots: uPlot[] = [];
  private readonly times: number[] = [];
  private readonly values: readonly number[][][];

  constructor(charts: readonly Chart<S>[]) {
    this.charts = charts;
    this.values = charts.map((chart) => chart.lines.map(() => []));
    for (const chart of charts) {
      const holder = h("figure", { class: "chart" }, h("figcaption", {}, chart.title));
      this.element.append(holder);
      this.plots.push(new uPlot(options(chart, 300), [[], ...chart.lines.map(() => [])], holder));
    }
    new ResizeObserver(() => this.resize()).observe(this.element);
  }

  /** Begins anew with what is remembered elsewhere. */
  restart(samples: readonly S[]): void {
    this.times.length = 0;
    for (const lines of this.values) for (const line of lines) line.length = 0;
    for (const sample of samples) this.remember(sample);
    this.draw();
  }

  add(sample: S): void {
    if (sample.atMillis / 1000 <= (this.times.at(-1) ?? 0)) return; // already in the history
    this.remember(sample);
    this.draw();
  }

  private remember(sample: S): void {
    this.times.push(sample.atMillis / 1000);
    this.charts.forEach((chart, c) => {
      chart.lines.forEach((line, l) => {
        this.values[c]![l]!.push(line.of(sample));
      });
    });
    if (this.times.length > KEPT_SAMPLES) {
      this.times.shift();
      for (const lines of this.values) for (const line of lines) line.shift();
    }
  }

  private draw(): void {
    this.plots.forEach((plot, c) => {
      plot.setData([this.times, ...this.values[c]!]);
      // Without a pointer on it a chart names its newest values.
      if ((plot.cursor.idx ?? null) === null) plot.setLegend({ idx: this.times.length - 1 });
    });
  }

  private resize(): void {
    for (const plot of this.plots) {
      const width = Math.floor(plot.root.parentElement!.clientWidth);
      if (width > 0 && width !== plot.width) plot.setSize({ width, height: HEIGHT });
    }
  }
}

function options<S>({ words, lines }: Chart<S>, width: number): uPlot.Options {
  const axis = {
    stroke: QUIET,
    grid: { stroke: RULE, width: 1 },
    ticks: { show: false },
    font: "11px system-ui",
  };
  return {
    width,
    height: HEIGHT,
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    scales: { y: { range: (_, __, most) => [0, most > 0 ? most * 1.1 : 1] } },
    axes: [
      { ...axis, size: 26, space: 60, values: (_, ticks) => ticks.map(clock) },
      { ...axis, size: 52, space: 28, values: (_, ticks) => ticks.map((value) => words(value)) },
    ],
    legend: { live: true },
    series: [
      { label: "at", value: (_, seconds) => ((seconds ?? null) === null ? "" : clock(seconds)) },
      ...lines.map((line) => ({
        label: line.label,
        stroke: line.colour,
        width: 1.5,
        points: { show: false },
        value: (_: uPlot, value: number | null | undefined) =>
          (value ?? null) === null ? "" : words(value!),
      })),
    ],
  };
}

function clock(seconds: number): string {
  return new Date(seconds * 1000).toLocaleTimeString(undefined, { hour12: false });
}
