// node measure.mjs FILE.trc.gz [SECONDS]: bytes a tick of @colyseus/schema on a recorded room, and, given seconds to
// spend, what its decoder needs. Prints one line of JSON. Every frame is decoded and compared.
import { readFileSync } from "node:fs";
import { newDecoder, PeerRoom } from "./room.mjs";
import { PLAYER, readTrace } from "./trace.mjs";

const FRAMES_PER_LAP = 20;
const MIN_PASSES = 5;

const [file, seconds = "0"] = process.argv.slice(2);
const frames = readTrace(file);
const ballistic = frames.some((entities) => entities.some((entity) => entity.type !== PLAYER));
const rows = [measured("uint16 and uint8 fields", false)];
if (ballistic) {
  rows.push(measured("hand-made trajectories", true));
}
const { version } = JSON.parse(readFileSync(new URL("node_modules/@colyseus/schema/package.json", import.meta.url)));
console.log(JSON.stringify({ version, node: process.version, rows }));

function measured(name, trajectories) {
  const room = new PeerRoom(trajectories);
  const first = room.first();
  const decoder = newDecoder(first);
  const encoded = frames.map((entities) => {
    const bytes = room.show(entities);
    decoder.decode(bytes);
    room.check(decoder.state, entities);
    return bytes;
  });
  const total = encoded.slice(1).reduce((sum, bytes) => sum + bytes.length, 0);
  return {
    name,
    bytesPerTick: total / (frames.length - 1),
    ...(Number(seconds) > 0 && { decodeMicrosPerFrame: decodeMicros(first, encoded) }),
  };
}

/** As browser-client/bench/decodeBench.ts has it: the least time of each lap of frames over many passes. */
function decodeMicros(first, encoded) {
  const least = [];
  const until = performance.now() + Number(seconds) * 1000;
  for (let pass = 0; pass < MIN_PASSES || performance.now() < until; pass++) {
    const decoder = newDecoder(first);
    decoder.decode(encoded[0]);
    for (let start = 1, lap = 0; start < encoded.length; start += FRAMES_PER_LAP, lap++) {
      const frames = encoded.slice(start, start + FRAMES_PER_LAP);
      const begin = performance.now();
      for (const bytes of frames) {
        decoder.decode(bytes);
      }
      least[lap] = Math.min(least[lap] ?? Number.POSITIVE_INFINITY, performance.now() - begin);
    }
  }
  return (least.reduce((sum, millis) => sum + millis, 0) * 1000) / (encoded.length - 1);
}
