import { bytes, digits, millis, percent, rate } from "../page/figures";
import { type Tile, Tiles } from "../page/tiles";
import type { NodeSample } from "./api";

/** The figures of the first row. Limits are those of the alert rules, where there is one. */
export function tilesOf(sample: NodeSample, overrunsPerMinute: number): readonly Tile[] {
  const heap = sample.heapBytes / Math.max(1, sample.heapMaxBytes);
  return [
    {
      label: "Players",
      value: digits(sample.sessions),
      detail: `${sample.seats - sample.sessions} away, ${sample.slowSessions} slow`,
      worry: sample.slowSessions * 20 > sample.sessions ? "watch" : "calm",
    },
    {
      label: "Rooms",
      value: digits(sample.rooms),
      detail: sample.sockets === 1 ? "1 socket" : `${sample.sockets} sockets`,
      worry: "calm",
    },
    {
      label: "Tick p99",
      value: millis(sample.tickP99Millis),
      detail: `p50 ${millis(sample.tickP50Millis)}`,
      worry: sample.tickP99Millis > 16 ? "alarm" : sample.tickP99Millis > 8 ? "watch" : "calm",
    },
    {
      label: "Overruns",
      value: `${overrunsPerMinute}/min`,
      detail: `${digits(sample.overruns)} since start`,
      worry: overrunsPerMinute > 60 ? "alarm" : overrunsPerMinute > 0 ? "watch" : "calm",
    },
    {
      label: "Sent",
      value: rate(sample.bytesOutPerSecond),
      detail: `received ${rate(sample.bytesInPerSecond)}`,
      worry: "calm",
    },
    {
      label: "Heap",
      value: percent(heap),
      detail: `${bytes(sample.heapBytes)} of ${bytes(sample.heapMaxBytes)}`,
      worry: heap > 0.92 ? "alarm" : heap > 0.85 ? "watch" : "calm",
    },
    {
      label: "CPU",
      value: percent(sample.cpu),
      detail: "of all cores",
      worry: sample.cpu > 0.9 ? "alarm" : sample.cpu > 0.7 ? "watch" : "calm",
    },
  ];
}

/** The first row. */
export class NodeTiles {
  private readonly tiles = new Tiles();
  readonly element = this.tiles.element;
  private readonly overruns: { readonly atMillis: number; readonly count: number }[] = [];

  show(sample: NodeSample): void {
    this.overruns.push({ atMillis: sample.atMillis, count: sample.overruns });
    while (this.overruns.length > 1 && sample.atMillis - this.overruns[0]!.atMillis > 60_000)
      this.overruns.shift();
    this.tiles.show(tilesOf(sample, Math.max(0, sample.overruns - this.overruns[0]!.count)));
  }
}
