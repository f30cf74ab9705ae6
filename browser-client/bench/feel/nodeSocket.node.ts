import { createHash, randomBytes } from "node:crypto";
import { get } from "node:http";
import type { Socket as TcpSocket } from "node:net";
import type { Socket, SocketHandlers } from "../../src/platform";

const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;
const ACCEPT_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455, 1.3

/**
 * A WebSocket for bots in Node, which has none of its own before version 22. Messages are told within the event in which
 * their bytes came, so that the time of arrival is as exact as the event loop. Speaks to our own server alone: no
 * extensions, no fragments.
 */
export function openNodeSocket(url: string, subProtocol: string, handlers: SocketHandlers): Socket {
  const key = randomBytes(16).toString("base64");
  let tcp: TcpSocket | null = null;
  let isClosed = false;
  const closed = (code: number, reason: string): void => {
    if (!isClosed) {
      isClosed = true;
      tcp?.destroy();
      handlers.closed(code, reason);
    }
  };
  const request = get(url.replace(/^ws/, "http"), {
    agent: false,
    headers: {
      Connection: "Upgrade",
      Upgrade: "websocket",
      "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": key,
      "Sec-WebSocket-Protocol": subProtocol,
    },
  });
  request.on("error", () => closed(1006, ""));
  request.on("response", () => closed(1006, ""));
  request.on("upgrade", (response, socket, head) => {
    const accept = createHash("sha1")
      .update(key + ACCEPT_GUID)
      .digest("base64");
    if (response.headers["sec-websocket-accept"] !== accept) {
      socket.destroy();
      closed(1006, "");
      return;
    }
    tcp = socket as TcpSocket;
    tcp.setNoDelay(true);
    const frames = new FrameParser((opcode, payload) => {
      switch (opcode) {
        case TEXT:
          handlers.text(payload.toString("utf8"));
          break;
        case BINARY:
          handlers.binary(payload);
          break;
        case PING:
          socket.write(masked(PONG, payload));
          break;
        case CLOSE:
          closed(payload.length < 2 ? 1005 : payload.readUInt16BE(0), payload.subarray(2).toString("utf8"));
          break;
      }
    });
    tcp.on("error", () => closed(1006, ""));
    tcp.on("close", () => closed(1006, ""));
    tcp.on("data", (bytes: Buffer) => frames.add(bytes));
    handlers.opened();
    frames.add(head);
  });
  return {
    get bufferedAmount() {
      return tcp?.writableLength ?? 0;
    },
    send(data) {
      const isText = typeof data === "string";
      tcp?.write(masked(isText ? TEXT : BINARY, isText ? Buffer.from(data, "utf8") : data));
    },
    close(code, reason) {
      const payload = Buffer.alloc(2 + Buffer.byteLength(reason));
      payload.writeUInt16BE(code, 0);
      payload.write(reason, 2);
      tcp?.end(masked(CLOSE, payload));
    },
  };
}

function masked(opcode: number, payload: Uint8Array): Buffer {
  const { length } = payload;
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.alloc(head + 4 + length);
  frame[0] = 0x80 | opcode;
  if (head === 2) {
    frame[1] = 0x80 | length;
  } else if (head === 4) {
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 0x80 | 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  const mask = randomBytes(4);
  mask.copy(frame, head);
  for (let i = 0; i < length; i++) {
    frame[head + 4 + i] = payload[i]! ^ mask[i & 3]!;
  }
  return frame;
}

/** Cuts a stream into frames. */
class FrameParser {
  private readonly told: (opcode: number, payload: Buffer) => void;
  private rest: Buffer = Buffer.alloc(0);

  constructor(told: (opcode: number, payload: Buffer) => void) {
    this.told = told;
  }

  add(bytes: Buffer): void {
    this.rest = this.rest.length === 0 ? bytes : Buffer.concat([this.rest, bytes]);
    while (this.rest.length >= 2) {
      const short = this.rest[1]! & 0x7f;
      const head = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (this.rest.length < head) {
        return;
      }
      const length =
        head === 2 ? short : head === 4 ? this.rest.readUInt16BE(2) : Number(this.rest.readBigUInt64BE(2));
      if (this.rest.length < head + length) {
        return;
      }
      const opcode = this.rest[0]! & 0x0f;
      const payload = this.rest.subarray(head, head + length);
      this.rest = this.rest.subarray(head + length);
      this.told(opcode, payload);
    }
  }
}
