import type { InputTrace, RoomStats } from "@rookery/client";
import { h, setHidden, setText, setVariable } from "../../../page/dom";
import { LatencyLog, type LatencySummary, STAGES, type Stage } from "../../latency/latencyLog";
import { type Reading, readingOf } from "../../latency/reading";
import { verdict } from "../../latency/verdict";
import { rate } from "../words";

const PAUSE_MS = 250; // between two readings

const NAMES: Readonly<Record<Stage, string>> = {
  hold: "until sent",
  network: "network",
  buffer: "input buffer",
  tick: "tick",
  outbox: "outbox",
  display: "until drawn",
};

/** What the overlay reads. */
export interface StatsSource {
  readonly stats: () => RoomStats;
  readonly tickRateHz: number;
  readonly framesPerSecond: number;
  readonly renderer: string;
  readonly ships: number;
}

/** The numbers behind F3: who is to blame, where the time of an input goes, and what the connection is like. */
export class StatsOverlay {
  readonly element: HTMLElement;
  private readonly log = new LatencyLog();
  private readonly words = h("p", { class: "stats-verdict" });
  private readonly total = h("p", { class: "stats-total" });
  private readonly stages = STAGES.map((stage) => ({
    stage,
    part: h("span", { class: `stats-part is-${stage}` }),
    median: h("td", { class: "stats-number" }),
    p95: h("td", { class: "stats-number" }),
  }));
  private readonly figures = new Map<string, HTMLElement>();
  private readonly table = h("dl", { class: "stats-figures" });
  private shown = false;
  private readAtMs = 0;

  constructor() {
    const rows = this.stages.map(({ stage, median, p95 }) =>
      h(
        "tr",
        {},
        h(
          "th",
          { attributes: { scope: "row" } },
          h("span", { class: `stats-key is-${stage}`, attributes: { "aria-hidden": "true" } }),
          NAMES[stage],
        ),
        median,
        p95,
      ),
    );
    const heads = ["", "median", "p95"].map((head) =>
      h("th", { class: "stats-number", attributes: { scope: "col" } }, head),
    );
    this.element = h(
      "section",
      { class: "stats", hidden: true, attributes: { "aria-label": "Connection" } },
      this.words,
      this.total,
      h(
        "div",
        { class: "stats-bar", attributes: { "aria-hidden": "true" } },
        ...this.stages.map(({ part }) => part),
      ),
      h("table", { class: "stats-stages" }, h("thead", {}, h("tr", {}, ...heads)), h("tbody", {}, ...rows)),
      this.table,
    );
  }

  toggle(): void {
    this.shown = !this.shown;
    setHidden(this.element, !this.shown);
    this.readAtMs = 0;
  }

  /** A way of an input became known. */
  traced(trace: InputTrace, nowMs: number): void {
    this.log.add(trace, nowMs);
  }

  /** What there is to show now, whether or not it is shown. */
  reading(stats: RoomStats, nowMs: number): Reading {
    return readingOf(stats, this.log.summary(nowMs));
  }

  /** The next room has other ways. */
  clear(): void {
    this.log.clear();
  }

  show(source: StatsSource, nowMs: number): void {
    if (!this.shown || nowMs - this.readAtMs < PAUSE_MS) return;
    this.readAtMs = nowMs;
    const stats = source.stats();
    const summary = this.log.summary(nowMs);
    const { culprit, words } = verdict({ ...source, stats, summary });
    setText(this.words, words);
    this.words.className = `stats-verdict is-${culprit ?? "nobody"}`;
    this.showStages(summary);
    this.showFigures(source, stats, summary);
  }

  private showStages({ stages, total }: LatencySummary): void {
    setText(this.total, `${total.median.toFixed(0)} ms from hand to picture`);
    for (const { stage, part, median, p95 } of this.stages) {
      setVariable(part, "--share", Math.max(0, stages[stage].median).toFixed(1));
      setText(median, stages[stage].median.toFixed(1));
      setText(p95, stages[stage].p95.toFixed(1));
    }
  }

  private showFigures(source: StatsSource, stats: RoomStats, summary: LatencySummary): void {
    const figures: Readonly<Record<string, string>> = {
      ping: `${stats.rttMillis.toFixed(0)} ms`,
      jitter: `${stats.jitterMillis.toFixed(0)} ms`,
      buffer: `${stats.inputMarginMillis.toFixed(0)} ms`,
      delay: `${stats.interpolationDelayMillis.toFixed(0)} ms`,
      corrections: `${stats.correctionsPerMinute.toFixed(0)}/min`,
      frames: `${source.framesPerSecond.toFixed(0)}/s ${source.renderer}`,
      in: rate(stats.bytesInPerSecond),
      out: rate(stats.bytesOutPerSecond),
      snapshots: `${stats.snapshotsPerSecond.toFixed(0)}/s`,
      skipped: `${summary.skipped} of ${summary.whole + summary.skipped}`,
      underruns: String(stats.underruns),
      pending: String(stats.pendingInputs),
      divergences: String(stats.divergences),
      ships: String(source.ships),
    };
    for (const [name, value] of Object.entries(figures)) {
      let cell = this.figures.get(name);
      if (cell === undefined) {
        cell = h("dd");
        this.figures.set(name, cell);
        this.table.append(h("div", {}, h("dt", {}, name), cell));
      }
      setText(cell, value);
    }
  }
}
