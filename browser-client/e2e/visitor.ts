import { existsSync, mkdirSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import type { TestHook } from "../games/skirmish/testHook";

const PATIENCE_MS = 30_000;
const PAUSE_MS = 40; // between two looks at a page
const SCREENSHOTS = new URL("../target/screenshots/", import.meta.url).pathname;

/** Where the server under test is. */
export function baseUrl(): string {
  const url = process.env["ROOKERY_URL"];
  if (!url) throw new Error("ROOKERY_URL must say where the server runs, such as http://127.0.0.1:8080");
  return url.replace(/\/$/, "");
}

/** Where the admin's listener of the server under test is. */
export function adminUrl(): string {
  const url = process.env["ROOKERY_ADMIN_URL"];
  if (!url)
    throw new Error(
      "ROOKERY_ADMIN_URL must say where the admin's listener is, such as http://127.0.0.1:8081",
    );
  return url.replace(/\/$/, "");
}

function chromiumPath(): string {
  const known = [
    process.env["CHROMIUM"],
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
  ];
  const found = known.find((path) => path !== undefined && existsSync(path));
  if (!found) throw new Error("No Chromium was found: install one, or say where it is in CHROMIUM");
  return found;
}

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export async function saveScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: `${SCREENSHOTS}${name}.png` });
}

/** One person with a browser of their own. Everything that goes wrong in the page is collected in `complaints`. */
export class Visitor {
  readonly page: Page;
  readonly complaints: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.complaints.push(`error: ${error.message}`));
    page.on("dialog", (dialog) => {
      this.complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  }

  static async arrive(
    browser: Browser,
    path: string,
    options: BrowserContextOptions = {},
    url = baseUrl(),
  ): Promise<Visitor> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, ...options });
    const page = await context.newPage();
    const visitor = new Visitor(page);
    await page.exposeFunction("complainOfPolicy", (text: string) =>
      visitor.complaints.push(`policy: ${text}`),
    );
    await page.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => {
        const told = window as unknown as { complainOfPolicy(text: string): void };
        told.complainOfPolicy(`${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    await page.goto(url + path);
    return visitor;
  }

  /** Fills in a name and presses Play. */
  async play(name: string): Promise<void> {
    await this.page.fill("#name", name);
    await this.page.click(".play-button");
    await this.playing();
  }

  /** Waits until there is a ship to fly. */
  async playing(): Promise<void> {
    await this.until((rookery) => rookery.screen === "playing" && rookery.own !== undefined);
  }

  /** What the page says about itself. */
  async state(): Promise<TestHook> {
    return this.page.evaluate(() => ({ ...window.rookery! }));
  }

  /** Waits until this is true of the page; fails if it never is. */
  async until(holds: (rookery: TestHook) => boolean): Promise<TestHook> {
    const state = await this.within(PATIENCE_MS, holds);
    if (state === undefined) {
      const last = await this.page.evaluate(() => ({ ...window.rookery }));
      throw new Error(`Waited in vain for ${holds}; the page says ${JSON.stringify(last)}`);
    }
    return state;
  }

  /**
   * Waits so long for this to be true of the page; undefined if it does not come true. Asks again and again from here,
   * since the page's policy forbids `eval`.
   */
  async within(patienceMs: number, holds: (rookery: TestHook) => boolean): Promise<TestHook | undefined> {
    const untilMs = Date.now() + patienceMs;
    for (;;) {
      const state = await this.page.evaluate(() => (window.rookery ? { ...window.rookery } : undefined));
      if (state && holds(state)) return state;
      if (Date.now() > untilMs) return undefined;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  async screenshot(name: string): Promise<void> {
    await saveScreenshot(this.page, name);
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }
}
