const LONGEST_MILLIS = 1000; // between two pictures of one stay

/** Notices that the stream of states was interrupted: what is in the next picture is not new, only seen anew. */
export class GapWatch {
  private newest = -1;
  private expected = true; // the first picture is one after a gap, too

  /** The connection is a new one: the next state comes after a gap, however short it was. */
  expect(): void {
    this.expected = true;
  }

  /** Once per picture: whether it is the first after a gap. `newestTick` is that of the newest state received. */
  step(newestTick: number, tickRateHz: number): boolean {
    const ticks = newestTick - this.newest;
    this.newest = newestTick;
    const gap = ticks < 0 || ticks * 1000 > LONGEST_MILLIS * tickRateHz || (this.expected && ticks !== 0);
    if (gap) this.expected = false;
    return gap;
  }
}
