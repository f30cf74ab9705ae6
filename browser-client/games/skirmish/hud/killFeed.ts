import { h } from "../../../page/dom";
import { cssColour } from "../palette";
import type { FeedName, KillLine } from "./feedWords";

const MAX_LINES = 4;
const SHOWN_MS = 6000;

function nameTag(name: FeedName): HTMLElement {
  const element = h("span", { class: name.mine ? "feed-name is-mine" : "feed-name" }, name.text);
  element.style.color = cssColour(name.colour);
  return element;
}

/** Who shot whom: the newest four lines, each for six seconds. */
export class KillFeed {
  readonly element = h("ol", { class: "kill-feed", attributes: { "aria-label": "Kill feed" } });
  private readonly ages: { element: HTMLElement; untilMs: number }[] = [];
  readonly lines: string[] = []; // for the test hook, newest last

  add(line: KillLine, nowMs: number): void {
    const involved = line.killer.mine || line.victim.mine;
    const element = h(
      "li",
      { class: involved ? "feed-line is-mine" : "feed-line" },
      nameTag(line.killer),
      h("span", { class: `feed-weapon feed-${line.weapon}`, title: line.weapon }, line.weapon),
      nameTag(line.victim),
      line.extra === "" ? undefined : h("span", { class: "feed-extra" }, line.extra),
    );
    this.element.append(element);
    this.ages.push({ element, untilMs: nowMs + SHOWN_MS });
    this.lines.push(`${line.killer.text} ${line.weapon} ${line.victim.text}`);
    if (this.lines.length > 50) this.lines.shift();
    while (this.ages.length > MAX_LINES) this.ages.shift()!.element.remove();
  }

  step(nowMs: number): void {
    while (this.ages[0] && this.ages[0].untilMs < nowMs) this.ages.shift()!.element.remove();
  }

  clear(): void {
    this.ages.length = 0;
    this.lines.length = 0;
    this.element.replaceChildren();
  }
}
