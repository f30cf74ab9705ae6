import { describe, expect, it } from "vitest";
import { closedVerdict, refusalVerdict } from "./refusalWords";

const refusal = (code: string, message = "", reload = false) => ({
  code,
  message,
  closeCode: 4000,
  retryAfterMillis: 0,
  reload,
});

describe("a refusal in words", () => {
  it("lets a full room's guest wait for a seat", () => {
    expect(refusalVerdict(refusal("room_full", "All 16 seats are taken."))).toMatchObject({
      title: "No seat is free",
      text: "All 16 seats are taken.",
      action: "wait",
    });
  });

  it("does not claim of a mistyped code that its room has been there", () => {
    expect(refusalVerdict(refusal("room_gone", "This room does not exist any more.")).text).toContain("code");
  });

  it("lets nobody wait for what has no line", () => {
    expect(refusalVerdict(refusal("room_full"), false).action).toBe("retry");
  });

  it("asks to reload a page that is too old", () => {
    expect(refusalVerdict(refusal("version")).action).toBe("reload");
    expect(refusalVerdict(refusal("bad_join", "", true)).action).toBe("reload");
  });

  it("offers another try when the server does not answer", () => {
    expect(refusalVerdict(refusal("unreachable"))).toMatchObject({ action: "retry" });
  });

  it("has words for a code it does not know", () => {
    expect(refusalVerdict(refusal("surprise", "Not today."))).toMatchObject({
      title: "You cannot play right now",
      text: "Not today.",
    });
  });
});

describe("a closed connection in words", () => {
  const closed = (code: number, canRejoin: boolean) =>
    ({ state: "closed", code, reason: "It ended.", canRejoin, reload: false }) as const;

  it("says that one was removed", () => {
    expect(closedVerdict(closed(4011, false))).toMatchObject({ title: "You were removed", action: "lobby" });
  });

  it("offers a new try where one may succeed", () => {
    expect(closedVerdict(closed(4006, true))).toMatchObject({
      title: "Your seat was given away",
      action: "retry",
    });
  });

  it("offers no second try in a room that has ended", () => {
    expect(closedVerdict(closed(4004, true))).toMatchObject({
      title: "This room has ended",
      action: "lobby",
    });
  });

  it("hands on the reason of a code it has no words for", () => {
    expect(closedVerdict(closed(4085, false))).toMatchObject({
      title: "The connection ended",
      text: "It ended.",
    });
  });

  it("asks to reload a page that is too old", () => {
    expect(closedVerdict({ ...closed(1006, false), reload: true }).action).toBe("reload");
  });
});
