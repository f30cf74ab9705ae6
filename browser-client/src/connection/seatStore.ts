import { isObject, isText } from "../protocol/json";
import type { JoinOptions } from "../room";

/** The right to a seat, and for whom it was taken. */
export interface KeptSeat {
  readonly token: string;
  readonly room: string;
  readonly player: string;
}

/**
 * Keeps the resume token over a reload. It lies in the storage only while the page is hidden or being left: a tab that
 * is duplicated copies the storage, and two pages with one token would throw each other out.
 */
export class SeatStore {
  private readonly storage: NonNullable<JoinOptions["storage"]> | null;
  private readonly key: string;

  constructor(storage: JoinOptions["storage"], game: string) {
    this.storage = storage ?? null;
    this.key = `rookery.seat.${game}`;
  }

  put(seat: KeptSeat): void {
    try {
      this.storage?.setItem(this.key, JSON.stringify(seat));
    } catch {
      // Full or forbidden: a reload then joins afresh.
    }
  }

  /** Takes the seat out, so that nobody else finds it. */
  take(): KeptSeat | null {
    try {
      const text = this.storage?.getItem(this.key);
      this.storage?.removeItem(this.key);
      const json: unknown = JSON.parse(text ?? "null");
      if (isObject(json) && isText(json["token"]) && isText(json["room"]) && isText(json["player"])) {
        return { token: json["token"], room: json["room"], player: json["player"] };
      }
    } catch {
      // Not ours, or forbidden.
    }
    return null;
  }
}
