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
  it("sends a full room's guest back to the list", () => {
    expect(refusalVerdict(refusal("room_full", "All 16 seats are taken."))).toMatchObject({
      title: "This room is full",
      text: "All 16 seats are taken.",
      action: "lobby",
    });
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
  const closed = (reason: string, canRejoin: boolean) =>
    ({ state: "closed", code: 4011, reason, canRejoin, reload: false }) as const;

  it("says that one was removed", () => {
    expect(closedVerdict(closed("kicked", false))).toMatchObject({
      title: "You were removed",
      action: "lobby",
    });
  });

  it("reads a reason with a hint", () => {
    expect(closedVerdict(closed("restarting r=2000;s=5000", true))).toMatchObject({
      title: "The server restarts",
      action: "retry",
    });
  });
});
