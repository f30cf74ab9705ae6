const TRACE_EVERY_MILLIS = 250;
const MOST_PENDING = 16;

/** The time to the server and back, from inputs that are traced. */
export class RoundTrip {
  /** Mean, 0 while unknown. */
  millis = 0;
  private lastTraceMillis = Number.NEGATIVE_INFINITY;
  private readonly pending: { sequence: number; sentMillis: number }[] = [];

  reset(): void {
    this.pending.length = 0;
  }

  /** Whether the message now leaving should be traced. */
  isDue(nowMillis: number): boolean {
    return nowMillis - this.lastTraceMillis >= TRACE_EVERY_MILLIS;
  }

  sent(sequence: number, nowMillis: number): void {
    this.lastTraceMillis = nowMillis;
    this.pending.push({ sequence, sentMillis: nowMillis });
    if (this.pending.length > MOST_PENDING) {
      this.pending.shift();
    }
  }

  /** The answer to a traced input, which the server had for `heldMicros` before it wrote this. */
  answered(sequence: number, heldMicros: number, nowMillis: number): void {
    const index = this.pending.findIndex((trace) => trace.sequence === sequence);
    if (index >= 0) {
      const sample = Math.max(0, nowMillis - this.pending[index]!.sentMillis - heldMicros / 1000);
      this.millis = this.millis === 0 ? sample : this.millis + (sample - this.millis) / 4;
      this.pending.splice(0, index + 1);
    }
  }
}
