import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const MAGIC = 0x324c5254;
export const PLAYER = 1;
export const STRAIGHT = 0;

/** Frames of a recorded room, each a list of entities; the format is that of Trace.java. */
export function readTrace(file) {
  const bytes = gunzipSync(readFileSync(file));
  if (bytes.readInt32LE(0) !== MAGIC) {
    throw new Error(`Not a trace: file=${file}`);
  }
  const frames = [];
  let at = 16;
  for (let count = bytes.readInt32LE(4); count > 0; count--) {
    const entities = [];
    let entityCount = bytes.readUInt16LE(at);
    at += 2;
    for (; entityCount > 0; entityCount--) {
      const entity = {
        slot: bytes.readUInt16LE(at),
        type: bytes[at + 2],
        generation: bytes[at + 3],
        x: bytes.readUInt16LE(at + 4),
        y: bytes.readUInt16LE(at + 6),
        heading: bytes.readUInt16LE(at + 8),
      };
      at += 10;
      if (entity.type === PLAYER) {
        entities.push({ ...entity, health: bytes[at], score: bytes.readUInt16LE(at + 1), flags: bytes[at + 3] });
        at += 4;
      } else {
        entities.push({ ...entity, kind: bytes[at], owner: bytes[at + 1] });
        at += 11;
      }
    }
    frames.push(entities);
  }
  return frames;
}
