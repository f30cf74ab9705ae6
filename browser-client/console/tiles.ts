import type { NodeSample } from "./api";
import { bytes, digits, millis, percent, rate } from "./figures";
import { h, setClass, setText } from "./page";

/** How much a figure is to worry about. */
export type Worry = "calm" | "watch" | "alarm";

export interface Tile {
  readonly label: string;
  readonly value: string;
  readonly detail: string;
  readonly worry: Worry;
}

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
export class Tiles {
  readonly element = h("div", { class: "tiles" });
  private readonly overruns: { readonly atMillis: number; readonly count: number }[] = [];

  show(sample: NodeSample): void {
    this.overruns.push({ atMillis: sample.atMillis, count: sample.overruns });
    while (this.overruns.length > 1 && sample.atMillis - this.overruns[0]!.atMillis > 60_000)
      this.overruns.shift();
    const tiles = tilesOf(sample, Math.max(0, sample.overruns - this.overruns[0]!.count));
    while (this.element.children.length < tiles.length) this.element.append(emptyTile());
    tiles.forEach((tile, index) => {
      const element = this.element.children[index] as HTMLElement;
      const [label, value, detail] = [...element.children] as HTMLElement[];
      setText(label!, tile.label);
      setText(value!, tile.value);
      setText(detail!, tile.detail);
      setClass(element, "watch", tile.worry === "watch");
      setClass(element, "alarm", tile.worry === "alarm");
    });
  }
}

function emptyTile(): HTMLElement {
  return h(
    "div",
    { class: "tile" },
    h("span", { class: "tile-label" }),
    h("strong", { class: "tile-value" }),
    h("span", { class: "tile-detail" }),
  );
}
