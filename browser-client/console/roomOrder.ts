import type { RoomSample } from "./api";

/** Columns by which rooms can be sorted. */
export const COLUMNS = {
  room: { title: "Room", of: (room: RoomSample): number | string => room.id },
  game: { title: "Game", of: (room: RoomSample) => gameWords(room) },
  people: { title: "Players", of: (room: RoomSample) => room.people },
  bots: { title: "Bots", of: (room: RoomSample) => room.bots },
  p50: { title: "Tick p50", of: (room: RoomSample) => room.tickP50Millis },
  p99: { title: "p99", of: (room: RoomSample) => room.tickP99Millis },
  overruns: { title: "Overruns", of: (room: RoomSample) => room.overruns },
  bytes: { title: "Sent", of: (room: RoomSample) => room.bytesPerSecond },
  slow: { title: "Slow", of: (room: RoomSample) => room.slow },
} as const;

export type Column = keyof typeof COLUMNS;

/** How the table is sorted and what it leaves out. */
export interface Order {
  readonly by: Column;
  readonly descending: boolean;
  readonly filter: string;
}

/** A game with the settings that were chosen. */
export function gameWords(room: RoomSample): string {
  const settings = Object.entries(room.settings)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
  return settings === "" ? room.game : `${room.game}: ${settings}`;
}

/** The rooms to show, in order; equal ones by their id, so that rows do not jump. */
export function ordered(rooms: readonly RoomSample[], { by, descending, filter }: Order): RoomSample[] {
  const wanted = filter.trim().toLowerCase();
  const { of } = COLUMNS[by];
  const sign = descending ? -1 : 1;
  return rooms
    .filter((room) => wanted === "" || `${room.id} ${gameWords(room)}`.toLowerCase().includes(wanted))
    .sort((a, b) => sign * compare(of(a), of(b)) || compare(a.id, b.id));
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
