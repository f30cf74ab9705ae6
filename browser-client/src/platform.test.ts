import { afterEach, expect, it, vi } from "vitest";
import { browserPlatform } from "./platform";

afterEach(() => vi.unstubAllGlobals());

/** What a page asks for, and is answered. */
function asking(url: string, answer: () => unknown): { asked: string[]; millis: Promise<number> } {
  const asked: string[] = [];
  vi.stubGlobal("location", { href: "https://play.example/tag/?room=r" });
  vi.stubGlobal("fetch", (input: URL) => {
    asked.push(input.href);
    return Promise.resolve({ json: () => Promise.resolve(answer()) });
  });
  return { asked, millis: browserPlatform().busyMillis(url) };
}

it.each([
  ["/play", "https://play.example/status"],
  ["wss://other.example/n/1/play", "https://other.example/n/1/status"],
  ["ws://127.0.0.1:8080/play?x", "http://127.0.0.1:8080/status"],
])("asks beside the socket %s", async (url, status) => {
  const { asked, millis } = asking(url, () => ({
    accepting: false,
    retryAfterMillis: 4000,
    protocol: "rookery.1",
  }));
  expect(await millis).toBe(4000);
  expect(asked).toEqual([status]);
});

it("is told by a server that takes players not to wait", async () => {
  const answer = { accepting: true, retryAfterMillis: 0, protocol: "rookery.1" };
  expect(await asking("/play", () => answer).millis).toBe(0);
});
