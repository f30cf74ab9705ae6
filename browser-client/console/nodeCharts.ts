import { AMBER, BLUE, type Chart, GREEN, QUIET } from "../page/charts";
import { bytes, digits } from "../page/figures";
import type { NodeSample } from "./api";

/** The server's last ten minutes. */
export const NODE_CHARTS: readonly Chart<NodeSample>[] = [
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
