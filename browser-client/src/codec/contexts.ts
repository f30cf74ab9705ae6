/** Of names, elements and numbers of nodes, as in Contexts.java: tables of another version cannot be read. */
export const CONTEXTS_VERSION = 1;

/** One context: whose values, which syntax element, which one of it. */
export interface Context {
  readonly owner: string;
  readonly element: string;
  readonly index: number;
}

/** Numbers the contexts of one schema in three series, in the order and with the names of Contexts.java. */
export class Contexts {
  readonly bitContexts: Context[] = [];
  readonly unsignedContexts: Context[] = [];
  readonly signedContexts: Context[] = [];

  bits(owner: string, element: string, count = 1): number {
    return add(this.bitContexts, owner, element, count);
  }

  unsigned(owner: string, element: string): number {
    return add(this.unsignedContexts, owner, element, 1);
  }

  signed(owner: string, element: string, count = 1): number {
    return add(this.signedContexts, owner, element, count);
  }
}

function add(series: Context[], owner: string, element: string, count: number): number {
  const first = series.length;
  for (let index = 0; index < count; index++) {
    series.push({ owner, element, index });
  }
  return first;
}
