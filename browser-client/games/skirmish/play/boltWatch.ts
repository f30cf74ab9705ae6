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

function see(seen: Seen, bolt: BoltView): void {
  seen.x = bolt.x;
  seen.y = bolt.y;
  seen.bounced = bolt.bounced;
  seen.seat = bolt.seat;
  seen.present = true;
}

/**
 * Notices what the wire does not say in words: that a bolt is new, has bounced, or is gone. Knows a bolt by its view
 * object, which is the same as long as the bolt lives; its id may be another bolt's in the next tick.
 */
export class BoltWatch {
  private readonly known = new Map<BoltView, Seen>();
  private readonly free: Seen[] = [];
  private first = true;

  step(bolts: readonly BoltView[], witness: BoltWitness): void {
    for (const seen of this.known.values()) seen.present = false;
    for (const bolt of bolts) {
      const seen = this.known.get(bolt);
      if (!seen) {
        const fresh = this.free.pop() ?? { x: 0.5, y: 0.5, bounced: false, seat: 0, present: true };
        see(fresh, bolt);
        this.known.set(bolt, fresh);
        if (!this.first) witness.launched(bolt);
        continue;
      }
      if (bolt.bounced && !seen.bounced) witness.bounced(bolt);
      see(seen, bolt);
    }
    this.known.forEach((seen, bolt) => {
      if (seen.present) return;
      this.known.delete(bolt);
      this.free.push(seen);
      witness.ended(seen.x, seen.y, seen.seat);
    });
    this.first = false;
  }

  /** After a gap: what flies now is not new. */
  forget(): void {
    this.known.clear();
    this.first = true;
  }
}
