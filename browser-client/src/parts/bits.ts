import type { BackEnd } from "../codec/backEnd";
import { BitReader } from "../codec/bitReader";

/** The `codec` `bits` of `welcome`: for games whose frames are packed in bits. */
export const bits: BackEnd = (contexts) => new BitReader(contexts);
