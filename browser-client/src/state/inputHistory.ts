import type { Fields } from "../protocol/fields";

const CAPACITY = 64;

/** The inputs that the server has not confirmed, by sequence, as it will understand them. Sequences count from 1. */
export class InputHistory {
  newest = 0;
  acknowledged = 0;
  private dropped = 0;
  private readonly inputs: Fields[] = new Array<Fields>(CAPACITY);

  /** Starts anew, as after every welcome. */
  reset(): void {
    this.newest = 0;
    this.acknowledged = 0;
    this.dropped = 0;
  }

  /** Whether so many are pending that no more are to be made. */
  get isFull(): boolean {
    return this.pending >= CAPACITY;
  }

  push(input: Fields): void {
    this.newest++;
    this.inputs[this.newest % CAPACITY] = input;
  }

  /**
   * A tick passed in which none was made: sequences count ticks. The server fills it with the one before, and so do we, if
   * there is one and room for one more.
   */
  repeat(): boolean {
    if (this.newest === 0 || this.isFull) {
      return false;
    }
    this.push(this.at(this.newest));
    return true;
  }

  /**
   * The server may say anything: an older ack changes nothing, and one for an input that is still to be made, which a
   * server does that waits for it, confirms all there are.
   */
  acknowledge(sequence: number): void {
    this.acknowledged = Math.max(this.acknowledged, Math.min(sequence, this.newest));
  }

  /** Takes all for confirmed that no server will see. */
  drop(): void {
    this.acknowledged = this.newest;
    this.dropped = this.newest;
  }

  /**
   * Whether the server has consumed one since the start and the last drop. Before that it goes on without us, and what it
   * says contradicts nothing.
   */
  get isHeard(): boolean {
    return this.acknowledged > this.dropped;
  }

  get pending(): number {
    return this.newest - this.acknowledged;
  }

  /** The input of a sequence in (acknowledged, newest]. */
  at(sequence: number): Fields {
    return this.inputs[sequence % CAPACITY]!;
  }
}
