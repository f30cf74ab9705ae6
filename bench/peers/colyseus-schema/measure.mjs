// node measure.mjs FILE.trc.gz [SECONDS]: bytes a tick of @colyseus/schema on a recorded room, and, given seconds to
// spend, what its decoder needs. Prints one line of JSON. Every frame is decoded and compared.
import { readFileSync } from "node:fs";
import { newDecoder, PeerRoom } from "./room.mjs";
import { PLAYER, readTrace } from "./trace.mjs";

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

/** The least time of each frame over many passes, so that what else the machine does hardly counts; their mean. */
function decodeMicros(first, encoded) {
  const least = new Float64Array(encoded.length).fill(Infinity);
  const until = performance.now() + Number(seconds) * 1000;
  for (let pass = 0; pass < 5 || performance.now() < until; pass++) {
    const decoder = newDecoder(first);
    for (const [number, bytes] of encoded.entries()) {
      const start = process.hrtime.bigint();
      decoder.decode(bytes);
      least[number] = Math.min(least[number], Number(process.hrtime.bigint() - start) / 1000);
    }
  }
  return least.slice(1).reduce((sum, micros) => sum + micros, 0) / (encoded.length - 1);
}
