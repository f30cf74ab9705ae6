/** Numbers the contexts of one schema in three series, in the order of Contexts.java. */
export class Contexts {
  readonly unsignedOrders: number[] = [];
  readonly signedOrders: number[] = [];
  private bitCount = 0;

  bits(count: number): number {
    const first = this.bitCount;
    this.bitCount += count;
    return first;
  }

  unsigned(order: number): number {
    return this.unsignedOrders.push(order) - 1;
  }

  signed(...orders: readonly number[]): number {
    return this.signedOrders.push(...orders) - orders.length;
  }
}
