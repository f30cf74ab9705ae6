import type { CoderTable } from "./coderTable";
import type { Contexts } from "./contexts";
import type { FrameReader } from "./frameReader";
import { RangeReader } from "./rangeReader";

/** How the values of a stream became bytes: makes the reading end for a codec with these contexts. */
export type BackEnd = (contexts: Contexts) => FrameReader;

/** The `codec` `range` of `welcome`, with its table. */
export function rangeCoded(table: CoderTable): BackEnd {
  return (contexts) => new RangeReader(contexts, table);
}
