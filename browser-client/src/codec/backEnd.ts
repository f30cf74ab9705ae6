import { BitReader } from "./bitReader";
import type { CoderTable } from "./coderTable";
import type { Contexts } from "./contexts";
import type { FrameReader } from "./frameReader";
import { RangeReader } from "./rangeReader";

/** How the values of a stream became bytes: the `codec` of `welcome`, with its table. */
export type BackEnd = { readonly codec: "bits" } | { readonly codec: "range"; readonly table: CoderTable };

export function readerOf(backEnd: BackEnd, contexts: Contexts): FrameReader {
  return backEnd.codec === "bits" ? new BitReader(contexts) : new RangeReader(contexts, backEnd.table);
}
