import type { RoomStats } from "@rookery/client";
import { h, setHidden, setText } from "../dom";
import { rate } from "../words";

const PAUSE_MS = 250; // between two readings

/** The numbers behind F3. */
export class StatsOverlay {
  readonly element = h("pre", { class: "stats", hidden: true });
  private shown = false;
  private readAtMs = 0;

  toggle(): void {
    this.shown = !this.shown;
    setHidden(this.element, !this.shown);
    this.readAtMs = 0;
  }

  show(
    stats: () => RoomStats,
    framesPerSecond: number,
    renderer: string,
    ships: number,
    nowMs: number,
  ): void {
    if (!this.shown || nowMs - this.readAtMs < PAUSE_MS) return;
    this.readAtMs = nowMs;
    const s = stats();
    const lines: readonly (readonly [string, string])[] = [
      ["frames", `${framesPerSecond.toFixed(0)}/s ${renderer}`],
      ["ships", String(ships)],
      ["round trip", `${s.rttMillis.toFixed(0)} ms`],
      ["jitter", `${s.jitterMillis.toFixed(1)} ms`],
      ["drawn behind", `${s.interpolationDelayMillis.toFixed(0)} ms`],
      ["input waits", `${s.inputMarginMillis.toFixed(1)} ms`],
      ["snapshots", `${s.snapshotsPerSecond.toFixed(1)}/s`],
      ["in", rate(s.bytesInPerSecond)],
      ["out", rate(s.bytesOutPerSecond)],
      ["corrections", `${s.correctionsPerMinute.toFixed(0)}/min`],
      ["underruns", String(s.underruns)],
      ["pending", String(s.pendingInputs)],
      ["divergences", String(s.divergences)],
      ["tick", `${s.newestTick} (${s.drawnTick.toFixed(1)})`],
    ];
    setText(this.element, lines.map(([name, value]) => `${name.padEnd(13)}${value}`).join("\n"));
  }
}
