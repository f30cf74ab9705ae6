import { describe, expect, it } from "vitest";
import { EventStream } from "./eventStream";

describe("a stream of events", () => {
  const text = 'event: node\ndata: {"a":1}\n\n: alive\n\nevent: rooms\r\ndata: [1,\r\ndata: 2]\r\n\r\n';
  const events = [
    { event: "node", data: '{"a":1}' },
    { event: "rooms", data: "[1,\n2]" },
  ];

  it("is the same wherever it was cut", () => {
    for (let first = 0; first <= text.length; first++) {
      for (let second = first; second <= text.length; second += 7) {
        const stream = new EventStream();
        const found = [text.slice(0, first), text.slice(first, second), text.slice(second)].flatMap((piece) =>
          stream.take(piece),
        );
        expect(found).toEqual(events);
      }
    }
  });

  it("keeps an event back until it is complete", () => {
    const stream = new EventStream();
    expect(stream.take("data: half\n")).toEqual([]);
    expect(stream.take("\n")).toEqual([{ event: "message", data: "half" }]);
  });
});
