const AGAIN_WITHIN = 30; // ticks; nobody dies twice within a second

/**
 * In a large world a death is told to those around and to those who had a part in it, who may be among them: says which
 * notices are news.
 */
export class DeathNotices {
  private readonly last = new Map<number, number>(); // seat -> tick of the last one

  /** Whether the death of whoever has this seat, told with the snapshot of `tick`, was not told before. */
  isNews(seat: number, tick: number): boolean {
    const before = this.last.get(seat);
    if (before !== undefined && tick - before < AGAIN_WITHIN) return false;
    this.last.set(seat, tick);
    return true;
  }
}
