import { button, h, setClass, setHidden, setText } from "../../page/dom";
import { RowWindow } from "../../page/rowWindow";
import type { EntitySchema, FieldSchema } from "../../src/codec/schema";
import type { Seat } from "../seat";
import { rangeWords, valueWords } from "./fieldWords";
import type { Tracked } from "./worldModel";

const ROW_HEIGHT = 24; // px, as in the style sheet
const CHANGED_MILLIS = 450; // how long a change is marked
const BORN_MILLIS = 900;

/** One line of the list: the head of a kind, the names of its fields, or an entity. */
type Line =
  | { readonly line: "kind"; readonly kind: number }
  | { readonly line: "names"; readonly kind: number }
  | { readonly line: "entity"; readonly kind: number; readonly entity: Tracked };

/** The state as it was received: entities by kind, a column for each field, changes marked. Draws only what can be seen. */
export class StatePanel {
  readonly element: HTMLElement;
  private readonly scroller = h("div", { class: "state-scroll" });
  private readonly rows = h("div", { class: "state-rows" });
  private readonly jumps = h("nav", { class: "jumps", attributes: { "aria-label": "Kinds" } });
  private readonly empty = h("p", { class: "quiet state-empty" });
  private readonly window: RowWindow;
  private readonly closed = new Set<string>(); // kinds that are folded, of any game
  private lines: Line[] = [];
  private filter = "";
  private seat: Seat | null = null;
  private nowMillis = 0;

  constructor() {
    const filter = h("input", {
      class: "state-filter",
      attributes: { type: "search", placeholder: "Kind, #id or mine", "aria-label": "Filter entities" },
      on: {
        input: () => {
          this.filter = filter.value.trim().toLowerCase();
        },
      },
    });
    this.scroller.append(this.rows);
    this.window = new RowWindow(
      this.scroller,
      this.rows,
      ROW_HEIGHT,
      "div",
      () => this.emptyRow(),
      (element, row) => this.fill(element, this.lines[row]!),
    );
    this.element = h(
      "section",
      { class: "panel state-panel", attributes: { "aria-label": "State" } },
      h("div", { class: "panel-head" }, h("h2", {}, "State"), filter),
      this.jumps,
      this.scroller,
      this.empty,
    );
  }

  draw(seat: Seat, nowMillis: number): void {
    if (this.seat?.game !== seat.game) {
      this.jumps.replaceChildren(
        ...seat.game.schema.entities.map((_, kind) => button("", "link", () => this.jump(kind))),
      );
    }
    this.seat = seat;
    this.nowMillis = nowMillis;
    this.lines = this.linesOf(seat);
    for (const [kind, { name }] of seat.game.schema.entities.entries()) {
      setText(this.jumps.children[kind] as HTMLElement, `${name} ${seat.world.kinds[kind]!.length}`);
    }
    this.window.draw(this.lines.length);
    setHidden(this.empty, this.lines.length > 0);
    setText(
      this.empty,
      seat.world.count === 0 ? "No entity is alive in what you are sent." : "Nothing matches.",
    );
  }

  private jump(kind: number): void {
    const row = this.lines.findIndex((line) => line.line === "kind" && line.kind === kind);
    if (row >= 0) this.scroller.scrollTop = row * ROW_HEIGHT;
  }

  private linesOf({ world, game }: Seat): Line[] {
    const lines: Line[] = [];
    for (const [kind, { name }] of game.schema.entities.entries()) {
      const entities = world.kinds[kind]!.filter((entity) => this.matches(name, entity));
      if (entities.length === 0) continue;
      lines.push({ line: "kind", kind });
      if (this.closed.has(name)) continue;
      lines.push({ line: "names", kind });
      for (const entity of entities) lines.push({ line: "entity", kind, entity });
    }
    return lines;
  }

  private matches(kind: string, { id, isMine }: Tracked): boolean {
    const { filter } = this;
    if (filter === "") return true;
    if (filter === "mine") return isMine;
    return filter.startsWith("#") ? String(id) === filter.slice(1) : kind.toLowerCase().includes(filter);
  }

  private emptyRow(): HTMLElement {
    const row = h("div", { class: "state-row" });
    const fold = button("", "state-fold", () => {
      const name = row.dataset["kind"]!;
      if (!this.closed.delete(name)) this.closed.add(name);
    });
    row.append(fold);
    return row;
  }

  private fill(row: HTMLElement, line: Line): void {
    const kind = this.seat!.game.schema.entities[line.kind]!;
    setClass(row, "is-kind", line.line === "kind");
    setClass(row, "is-names", line.line === "names");
    setClass(row, "is-mine", line.line === "entity" && line.entity.isMine);
    setClass(row, "is-born", line.line === "entity" && this.nowMillis - line.entity.bornMillis < BORN_MILLIS);
    row.dataset["kind"] = kind.name;
    const fold = row.firstElementChild as HTMLElement;
    setHidden(fold, line.line !== "kind");
    switch (line.line) {
      case "kind": {
        const count = this.seat!.world.kinds[line.kind]!.length;
        setText(fold, `${this.closed.has(kind.name) ? "▸" : "▾"} ${kind.name}`);
        cells(row, 1);
        const traits = [kind.ballistic ? "ballistic" : "", kind.ownerOnly ? "only its owner sees it" : ""];
        write(row, 0, [String(count), ...traits.filter(Boolean)].join(" · "), "");
        break;
      }
      case "names":
        this.fillNames(row, kind);
        break;
      case "entity":
        this.fillEntity(row, kind, line.entity);
        break;
    }
  }

  private fillNames(row: HTMLElement, kind: EntitySchema): void {
    const fields = fieldsOf(kind);
    cells(row, fields.length + 1);
    write(row, 0, "id", "");
    for (const [i, field] of fields.entries()) {
      const isOwn = i >= kind.fields.length;
      write(row, i + 1, isOwn ? `own ${field.name}` : field.name, isOwn ? "own" : "");
      (row.children[i + 2] as HTMLElement).title =
        `${field.name}: ${rangeWords(field)}${isOwn ? "; only its owner is told" : ""}`;
    }
  }

  private fillEntity(row: HTMLElement, kind: EntitySchema, entity: Tracked): void {
    const fields = fieldsOf(kind);
    cells(row, fields.length + 1);
    write(row, 0, `#${entity.id}${entity.isMine ? " mine" : ""}`, "");
    for (const [i, field] of fields.entries()) {
      const isChanged = this.nowMillis - entity.changedMillis[i]! < CHANGED_MILLIS;
      const own = i >= kind.fields.length ? "own " : "";
      write(row, i + 1, valueWords(field, entity.raw[i]!), `${own}${isChanged ? "changed" : ""}`);
      const cell = row.children[i + 2] as HTMLElement;
      if (cell.title !== "") cell.title = "";
    }
  }
}

const cache = new WeakMap<EntitySchema, readonly FieldSchema[]>();

function fieldsOf(kind: EntitySchema): readonly FieldSchema[] {
  let fields = cache.get(kind);
  if (fields === undefined) {
    fields = [...kind.fields, ...kind.ownerFields];
    cache.set(kind, fields);
  }
  return fields;
}

/** Makes it so many cells, after the button. */
function cells(row: HTMLElement, count: number): void {
  while (row.children.length < count + 1) row.append(h("span"));
  while (row.children.length > count + 1) row.lastElementChild!.remove();
}

function write(row: HTMLElement, cell: number, text: string, className: string): void {
  const element = row.children[cell + 1] as HTMLElement;
  setText(element, text);
  if (element.className !== className) element.className = className;
}
