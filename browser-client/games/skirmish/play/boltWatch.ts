/** A bolt as last seen. */
interface Seen {
  x: number;
  y: number;
  bounced: boolean;
  seat: number;
  present: boolean;
}

interface BoltView {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly seat: number;
  readonly heading: number;
  readonly bounced: boolean;
}

export interface BoltWitness {
  launched(bolt: BoltView): void;
  bounced(bolt: BoltView): void;
  ended(x: number, y: number, seat: number): void;
}

/**
 * Notices what the wire does not say in words: that a bolt is new, has bounced, or is gone. Knows a bolt by its view
 * object, which is the same as long as the bolt lives; its id may be another bolt's in the next tick.
 */
export class BoltWatch {
  private readonly known = new Map<BoltView, Seen>();
  private first = true;

  step(bolts: readonly BoltView[], witness: BoltWitness): void {
    for (const seen of this.known.values()) seen.present = false;
    for (const bolt of bolts) {
      const seen = this.known.get(bolt);
      if (!seen) {
        this.known.set(bolt, {
          x: bolt.x,
          y: bolt.y,
          bounced: bolt.bounced,
          seat: bolt.seat,
          present: true,
        });
        if (!this.first) witness.launched(bolt);
        continue;
      }
      if (bolt.bounced && !seen.bounced) witness.bounced(bolt);
      seen.x = bolt.x;
      seen.y = bolt.y;
      seen.bounced = bolt.bounced;
      seen.present = true;
    }
    for (const [bolt, seen] of this.known) {
      if (seen.present) continue;
      this.known.delete(bolt);
      witness.ended(seen.x, seen.y, seen.seat);
    }
    this.first = false;
  }

  /** After a gap: what flies now is not new. */
  forget(): void {
    this.known.clear();
    this.first = true;
  }
}
