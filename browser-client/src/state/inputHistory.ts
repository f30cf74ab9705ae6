import type { Fields } from "../protocol/fields";

const CAPACITY = 64;

/** The inputs that the server has not confirmed, by sequence, as it will understand them. Sequences count from 1. */
export class InputHistory {
  newest = 0;
  acknowledged = 0;
  private readonly inputs: Fields[] = new Array<Fields>(CAPACITY);

  /** Starts anew, as after every welcome. */
  reset(): void {
    this.newest = 0;
    this.acknowledged = 0;
  }

  /** Whether so many are pending that no more are to be made. */
  get isFull(): boolean {
    return this.pending >= CAPACITY;
  }

  push(input: Fields): void {
    this.newest++;
    this.inputs[this.newest % CAPACITY] = input;
  }

  /** The server may say anything: an older ack and one for an input that was never made change nothing. */
  acknowledge(sequence: number): void {
    if (sequence > this.acknowledged && sequence <= this.newest) {
      this.acknowledged = sequence;
    }
  }

  get pending(): number {
    return this.newest - this.acknowledged;
  }

  /** The input of a sequence in (acknowledged, newest]. */
  at(sequence: number): Fields {
    return this.inputs[sequence % CAPACITY]!;
  }
}
