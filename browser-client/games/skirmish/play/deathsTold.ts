import { TICK_RATE_HZ } from "../rules/shipRules";

/** In a large world a death is told to those around and to those who had a part in it, who may be among them. */
export class DeathsTold {
  private readonly last = new Map<number, number>(); // seat -> tick of the last one told

  isTwice(victim: number, tick: number): boolean {
    const last = this.last.get(victim);
    this.last.set(victim, tick);
    return last !== undefined && tick - last < TICK_RATE_HZ;
  }
}
