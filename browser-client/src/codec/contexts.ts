/** Version of the context set; raised together with that in Contexts.java. */
export const CONTEXTS_VERSION = 1;

/** One context: whose values, which syntax element, which one of it. */
export interface Context {
  readonly owner: string;
  readonly element: string;
  readonly index: number;
  readonly order: number;
}

/** Numbers the contexts of one schema in three series, in the order and with the names of Contexts.java. */
export class Contexts {
  readonly bitContexts: Context[] = [];
  readonly unsignedContexts: Context[] = [];
  readonly signedContexts: Context[] = [];

  bits(owner: string, element: string, count: number): number {
    return add(this.bitContexts, owner, element, new Array<number>(count).fill(0));
  }

  unsigned(owner: string, element: string, order: number): number {
    return add(this.unsignedContexts, owner, element, [order]);
  }

  signed(owner: string, element: string, ...orders: readonly number[]): number {
    return add(this.signedContexts, owner, element, orders);
  }
}

function add(series: Context[], owner: string, element: string, orders: readonly number[]): number {
  const first = series.length;
  orders.forEach((order, index) => {
    series.push({ owner, element, index, order });
  });
  return first;
}
