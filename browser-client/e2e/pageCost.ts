import { writeFileSync } from "node:fs";
import type { Page } from "playwright-core";

/** What a page cost its browser while something went on; times in milliseconds. */
export interface PageCost {
  readonly elapsedMillis: number;
  /** All work of the page's thread, and of that scripts, and layout with style. */
  readonly taskMillis: number;
  readonly scriptMillis: number;
  readonly layoutMillis: number;
  /** Pictures that the page could draw. */
  readonly frames: number;
  /** Work that kept the page busy for more than 50 ms at once. */
  readonly longTasksMillis: readonly number[];
}

interface Watched {
  longTasks: number[];
  frames: number;
}

/** Looks at a page while something goes on in it. */
export async function costOf(page: Page, goesOn: () => Promise<unknown>): Promise<PageCost> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const metrics = async (): Promise<Readonly<Record<string, number>>> => {
    const told = await session.send("Performance.getMetrics");
    return Object.fromEntries(told.metrics.map(({ name, value }) => [name, value]));
  };
  await page.evaluate(() => {
    const watched = { longTasks: [] as number[], frames: 0 };
    (window as unknown as { watched: Watched }).watched = watched;
    new PerformanceObserver((list) => {
      watched.longTasks.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: "longtask" });
    const drawn = (): void => {
      watched.frames++;
      requestAnimationFrame(drawn);
    };
    requestAnimationFrame(drawn);
  });
  const before = await metrics();
  await goesOn();
  const after = await metrics();
  const { longTasks, frames } = await page.evaluate(
    () => (window as unknown as { watched: Watched }).watched,
  );
  await session.detach();
  const millis = (...names: string[]): number =>
    Math.round(names.reduce((sum, name) => sum + after[name]! - before[name]!, 0) * 1000);
  return {
    elapsedMillis: millis("Timestamp"),
    taskMillis: millis("TaskDuration"),
    scriptMillis: millis("ScriptDuration"),
    layoutMillis: millis("LayoutDuration", "RecalcStyleDuration"),
    frames,
    longTasksMillis: longTasks,
  };
}

/** Keeps figures beside the screenshots, for whoever wants to read them: no test judges them. */
export function saveFigures(name: string, figures: object): void {
  const file = new URL(`../target/${name}.json`, import.meta.url).pathname;
  writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
}
