import { CellDecoder } from "../codec/cellDecoder";
import type { DecoderFactory } from "../protocol/snapshotDecoder";

/** For games whose world is cut into interest cells. */
export const cells: DecoderFactory = (schema, backEnd) => new CellDecoder(schema, backEnd);
