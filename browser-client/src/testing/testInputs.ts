const LONGEST_WAIT = 8; // ticks of silence after which nothing is late any more

export interface Waiting {
  readonly sequence: number;
  readonly dx: number;
  readonly arrivedMillis: number;
  readonly isTraced: boolean;
}

/** How the server of tests waits for inputs, as `InputBuffer.java` does. */
export class TestInputs {
  readonly waiting: Waiting[] = [];
  /** The newest one consumed. */
  ack = 0;
  /** The sequence that the newest tick stands for. */
  standing = 0;
  /** Ticks since then without one. */
  repeats = 0;
  /** By how many ticks the newest one came too late. */
  late = 0;

  reset(): void {
    this.waiting.length = 0;
    this.ack = this.standing = this.repeats = 0;
  }

  /** A tick begins; answers how many steps it has. */
  begin(): number {
    while (this.waiting.length > 1 && this.lateness(this.waiting[0]!) > 0) {
      this.waiting.shift();
    }
    return this.waiting.length > 3 ? 2 : 1;
  }

  take(): Waiting | undefined {
    const input = this.waiting.shift();
    if (input !== undefined) {
      this.late = Math.max(0, this.lateness(input));
      this.ack = input.sequence;
      this.standing = this.ack + this.late;
      this.repeats = 0;
    }
    return input;
  }

  /** A tick without an input; answers how many there have been. */
  silence(): number {
    this.repeats++;
    this.standing = this.repeats > LONGEST_WAIT ? this.ack : this.standing + 1;
    return this.repeats;
  }

  private lateness(input: Waiting): number {
    const late = this.standing + 1 - input.sequence;
    return late > LONGEST_WAIT ? 0 : late;
  }
}
