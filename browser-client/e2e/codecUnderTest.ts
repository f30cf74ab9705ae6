/** What the browser replays golden vectors with; bundled and minified as a page's code is. */
export { DeltaDecoder } from "../src/codec/deltaDecoder";
export { decoderOf, replayQuantise, replayVector } from "../src/codec/replayVector";
export { SnapshotReader } from "../src/protocol/snapshotReader";
