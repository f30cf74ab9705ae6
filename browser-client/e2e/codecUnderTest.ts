/** What the browser replays golden vectors with; bundled, with short names, as a page's code is. */

export { stepShip } from "../games/skirmish/rules/shipRules";
export { firstDifference } from "../games/skirmish/rules/shipRulesReplay";
export { WallGrid } from "../games/skirmish/rules/wallGrid";
export { decoderOf, parseVectors, replayVector } from "../src/codec/replayVector";
export { parseQuantiseVectors, replayQuantise } from "../src/protocol/replayQuantise";
export { parseMessages, replayMessages } from "../src/testing/messages";
export { parseSeen, replaySeen } from "../src/testing/seenMoments";
