import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { launch, Visitor } from "./visitor";

type Arrive = (path: string, options?: Parameters<typeof Visitor.arrive>[2]) => Promise<Visitor>;

/**
 * One browser for the tests of a file. Whoever arrives in a test leaves after it, and the test fails if the page complained.
 *
 * @returns lets somebody arrive at a path of the game's page
 */
export function visitors(): Arrive {
  let browser: Browser;
  let present: Visitor[] = [];

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(async () => {
    await browser.close();
  });

  afterEach(async () => {
    const complaints = present.flatMap((visitor) => visitor.complaints);
    for (const visitor of present) await visitor.leave();
    present = [];
    expect(complaints).toEqual([]);
  });

  return async (path, options) => {
    const visitor = await Visitor.arrive(browser, path, options);
    present.push(visitor);
    return visitor;
  };
}
