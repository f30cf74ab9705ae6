const CHUNK = 1 << 16;

/** Kinds of records, as `BotLog.java` reads them. A record is its kind, the number of values, and the values. */
export const FRAME = 1;
export const MESSAGE = 2;
export const INPUT = 3;
export const EFFECT = 4;
export const RAIL = 5;

/** Doubles one after another, written once at the end: what a bot notes while it plays must not cost it time. */
export class FeelLog {
  private readonly full: Float64Array[] = [];
  private chunk = new Float64Array(CHUNK);
  private used = 0;
  private openAt = 0;

  begin(kind: number): void {
    if (this.used + 256 > CHUNK) {
      this.full.push(this.chunk.subarray(0, this.used));
      this.chunk = new Float64Array(CHUNK);
      this.used = 0;
    }
    this.chunk[this.used++] = kind;
    this.openAt = this.used++;
  }

  /** Up to 254 in one record. */
  add(value: number): void {
    this.chunk[this.used++] = value;
  }

  end(): void {
    this.chunk[this.openAt] = this.used - this.openAt - 1;
  }

  note(kind: number, ...values: readonly number[]): void {
    this.begin(kind);
    for (const value of values) {
      this.add(value);
    }
    this.end();
  }

  /** All of it, little endian on every machine that runs Node. */
  chunks(): readonly Float64Array[] {
    return [...this.full, this.chunk.subarray(0, this.used)];
  }
}
