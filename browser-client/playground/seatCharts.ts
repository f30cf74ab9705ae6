import { AMBER, BLUE, type Chart, GREEN, QUIET } from "../page/charts";
import { bytes, digits } from "../page/figures";
import type { SeatSample } from "./seat";

/** What a seat went through, second by second. */
export const SEAT_CHARTS: readonly Chart<SeatSample>[] = [
  {
    title: "Bytes a second",
    words: bytes,
    lines: [
      { label: "in", colour: BLUE, of: ({ bytesIn }) => bytesIn },
      { label: "out", colour: QUIET, of: ({ bytesOut }) => bytesOut },
    ],
  },
  {
    title: "Snapshots a second",
    words: digits,
    lines: [{ label: "received", colour: GREEN, of: ({ snapshots }) => snapshots }],
  },
  {
    title: "Line, ms",
    words: digits,
    lines: [
      { label: "round trip", colour: AMBER, of: ({ rttMillis }) => rttMillis },
      { label: "jitter", colour: BLUE, of: ({ jitterMillis }) => jitterMillis },
    ],
  },
  {
    title: "Inputs at the server, ms",
    words: digits,
    lines: [
      { label: "wait for their tick", colour: QUIET, of: ({ bufferMillis }) => bufferMillis },
      { label: "tick and encode", colour: AMBER, of: ({ tickMillis }) => tickMillis },
    ],
  },
];
