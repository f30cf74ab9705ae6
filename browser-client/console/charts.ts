import uPlot from "uplot";
import type { NodeSample } from "./api";
import { bytes, digits } from "./figures";
import { h } from "./page";

/** One line of a chart. */
interface Line {
  readonly label: string;
  readonly colour: string;
  readonly of: (sample: NodeSample) => number;
}

interface Chart {
  readonly title: string;
  readonly words: (value: number) => string;
  readonly lines: readonly Line[];
}

const BLUE = "#55aaff";
const GREEN = "#7dff9b";
const AMBER = "#ffc04a";
const QUIET = "#a3b3d1";
const RULE = "#1a2740";

const CHARTS: readonly Chart[] = [
  {
    title: "Players",
    words: digits,
    lines: [
      { label: "connected", colour: GREEN, of: (sample) => sample.sessions },
      { label: "seats", colour: QUIET, of: (sample) => sample.seats },
    ],
  },
  {
    title: "Tick, ms",
    words: digits,
    lines: [
      { label: "p99", colour: AMBER, of: (sample) => sample.tickP99Millis },
      { label: "p50", colour: BLUE, of: (sample) => sample.tickP50Millis },
    ],
  },
  {
    title: "Bytes a second",
    words: bytes,
    lines: [
      { label: "out", colour: BLUE, of: (sample) => sample.bytesOutPerSecond },
      { label: "in", colour: QUIET, of: (sample) => sample.bytesInPerSecond },
    ],
  },
  {
    title: "Heap and CPU, %",
    words: digits,
    lines: [
      {
        label: "heap",
        colour: GREEN,
        of: (sample) => (100 * sample.heapBytes) / Math.max(1, sample.heapMaxBytes),
      },
      { label: "CPU", colour: AMBER, of: (sample) => 100 * sample.cpu },
    ],
  },
];

const KEPT_SECONDS = 600;
const HEIGHT = 132;

/** The last ten minutes as four charts. */
export class Charts {
  readonly element = h("div", { class: "charts" });
  private readonly plots: uPlot[] = [];
  private readonly times: number[] = [];
  private readonly values: number[][][] = CHARTS.map((chart) => chart.lines.map(() => []));

  constructor() {
    for (const chart of CHARTS) {
      const holder = h("figure", { class: "chart" }, h("figcaption", {}, chart.title));
      this.element.append(holder);
      this.plots.push(new uPlot(options(chart, 300), [[], ...chart.lines.map(() => [])], holder));
    }
    new ResizeObserver(() => this.resize()).observe(this.element);
  }

  /** Begins anew with what the server remembers. */
  restart(samples: readonly NodeSample[]): void {
    this.times.length = 0;
    for (const lines of this.values) for (const line of lines) line.length = 0;
    for (const sample of samples) this.remember(sample);
    this.draw();
  }

  add(sample: NodeSample): void {
    if (sample.atMillis / 1000 <= (this.times.at(-1) ?? 0)) return; // already in the history
    this.remember(sample);
    this.draw();
  }

  private remember(sample: NodeSample): void {
    this.times.push(sample.atMillis / 1000);
    CHARTS.forEach((chart, c) => {
      chart.lines.forEach((line, l) => {
        this.values[c]![l]!.push(line.of(sample));
      });
    });
    if (this.times.length > KEPT_SECONDS) {
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

function options({ words, lines }: Chart, width: number): uPlot.Options {
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
      { label: "at", value: (_, seconds) => (seconds === null ? "" : clock(seconds)) },
      ...lines.map((line) => ({
        label: line.label,
        stroke: line.colour,
        width: 1.5,
        points: { show: false },
        value: (_: uPlot, value: number | null) => (value === null ? "" : words(value)),
      })),
    ],
  };
}

function clock(seconds: number): string {
  return new Date(seconds * 1000).toLocaleTimeString(undefined, { hour12: false });
}
