import { isText, like } from "../protocol/json";
import type { JoinOptions } from "../room";
import { store, stored } from "./stored";

/** The right to a seat, and for whom it was taken. */
export interface KeptSeat {
  readonly token: string;
  readonly room: string;
  readonly player: string;
}

const isSeat = like<KeptSeat>({ token: isText, room: isText, player: isText });

/**
 * Keeps the resume token over a reload. It lies in the storage only while the page is hidden or being left: a tab that
 * is duplicated copies the storage, and two pages with one token would throw each other out.
 */
export class SeatStore {
  private readonly storage: NonNullable<JoinOptions["storage"]> | null;
  private readonly key: string;

  constructor(storage: JoinOptions["storage"] = null, game: string) {
    this.storage = storage;
    this.key = `rookery.seat.${game}`;
  }

  put(seat: KeptSeat): void {
    store(this.storage, this.key, seat);
  }

  /** Takes the seat out, so that nobody else finds it. */
  take(): KeptSeat | null {
    const seat = stored(this.storage, this.key);
    try {
      this.storage?.removeItem(this.key);
    } catch {
      // Forbidden, and so nothing is there.
    }
    return isSeat(seat) ? seat : null;
  }
}
