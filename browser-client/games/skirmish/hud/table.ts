import { h } from "../../../page/dom";
import { cssColour, pilotColour, TEAM_COLOURS, TEAM_NAMES } from "../palette";
import type { Standing } from "../standings";

/** The rows of a round's table; on the result screen with streak and accuracy. */
export function standingsTable(lines: readonly Standing[], withResults: boolean): HTMLElement {
  const heads = ["", "Pilot", "Score", "Kills", "Assists", "Deaths"];
  if (withResults) heads.push("Streak", "Accuracy");
  const table = h(
    "table",
    { class: withResults ? "standings with-results" : "standings" },
    h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { attributes: { scope: "col" } }, head)))),
    h("tbody", {}, ...lines.map((line) => row(line, withResults))),
  );
  return h("div", { class: "table-frame" }, table);
}

function row(line: Standing, withResults: boolean): HTMLElement {
  const dot = h("span", { class: "look-dot" });
  dot.style.backgroundColor = cssColour(
    line.team >= 0 ? TEAM_COLOURS[line.team & 1]! : pilotColour(line.look),
  );
  const marks = [
    line.bot ? "bot" : "",
    line.away ? "away" : "",
    line.muted ? "muted" : "",
    line.team >= 0 ? TEAM_NAMES[line.team & 1]! : "",
  ];
  const cells = [
    h("td", { class: "place" }, String(line.place)),
    h(
      "td",
      { class: "pilot" },
      h(
        "span",
        { class: "pilot-cell" },
        dot,
        h("span", { class: "pilot-name" }, line.name),
        ...marks.filter((mark) => mark !== "").map((mark) => h("span", { class: "mark" }, mark)),
      ),
    ),
    ...[line.score, line.kills, line.assists, line.deaths].map((value) => h("td", {}, String(value))),
  ];
  if (withResults) {
    cells.push(h("td", {}, String(line.bestStreak)), h("td", {}, `${line.accuracyPercent}%`));
  }
  return h("tr", { class: line.mine ? "is-mine" : "" }, ...cells);
}
