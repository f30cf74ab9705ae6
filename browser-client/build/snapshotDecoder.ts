// What `npm run size` weighs as the snapshot decoder: that of a room of one stream, range coded, as most are.

export { rangeCoded } from "../src/codec/backEnd";
export { DeltaDecoder } from "../src/codec/deltaDecoder";
