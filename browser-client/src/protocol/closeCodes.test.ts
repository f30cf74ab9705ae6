import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { closeCode, retryHint } from "./closeCodes";

const SOURCE = fileURLToPath(
  new URL("../../../shared-protocol/src/main/java/dev/rookery/protocol/CloseCode.java", import.meta.url),
);
const retries = {
  NEVER: "never",
  ONCE: "once",
  RESUME: "resume",
  JOIN: "join",
  TICKET: "ticket",
  AFTER_HINT: "afterHint",
} as const;

it("does after every code of the server what that asks for", () => {
  const entries = [...readFileSync(SOURCE, "utf8").matchAll(/\((\d{4}), "\w+", Retry\.(\w+)\)/g)];
  expect(entries.length).toBeGreaterThan(20);
  for (const [, number, retry] of entries) {
    expect([number, closeCode(Number(number)).retry]).toEqual([
      number,
      retries[retry as keyof typeof retries],
    ]);
  }
});

it("has a sentence for everything", () => {
  for (let number = 1000; number < 5000; number++) {
    expect(closeCode(number).sentence).toMatch(/^[A-Z].*\.$/);
  }
});

it("reads the server's hint, and nothing into other words", () => {
  expect(retryHint("restarting r=2000;s=5000")).toEqual({ afterMillis: 2000, spreadMillis: 5000 });
  expect(retryHint("r=2000")).toEqual({ afterMillis: 2000, spreadMillis: 0 });
  expect(retryHint("error=5000")).toBeNull();
  expect(retryHint("r=99999999999")).toBeNull();
});
