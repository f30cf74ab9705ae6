import { button, h, setClass, setText } from "../page/dom";
import { digits, millis, rate } from "../page/figures";
import { RowWindow } from "../page/rowWindow";
import type { RoomSample } from "./api";
import { COLUMNS, type Column, gameWords, type Order, ordered } from "./roomOrder";

const ROW_HEIGHT = 30; // px, as in the style sheet

/** All rooms, sorted and filtered as the admin wants them. Only the rows that can be seen exist: 500 rooms cost as much as 20. */
export class RoomsTable {
  readonly element: HTMLElement;
  private readonly body = h("tbody");
  private readonly note = h("p", { class: "quiet" });
  private readonly heads = new Map<Column, HTMLElement>();
  private readonly window: RowWindow;
  private readonly open: (id: string) => void;
  private found: readonly RoomSample[] = [];
  private rooms: readonly RoomSample[] = [];
  private order: Order = { by: "people", descending: true, filter: "" };
  private chosen = "";

  constructor(open: (id: string) => void) {
    this.open = open;
    const filter = h("input", {
      class: "filter",
      attributes: {
        type: "search",
        placeholder: "Filter by id, game or setting",
        "aria-label": "Filter rooms",
      },
      on: { input: () => this.reorder({ ...this.order, filter: filter.value }) },
    });
    const row = h("tr");
    for (const column of Object.keys(COLUMNS) as Column[]) {
      const sort = button(COLUMNS[column].title, "sort", () =>
        this.reorder({
          ...this.order,
          by: column,
          descending:
            this.order.by === column ? !this.order.descending : column !== "room" && column !== "game",
        }),
      );
      const head = h("th", { class: isNumber(column) ? "number" : "", attributes: { scope: "col" } }, sort);
      this.heads.set(column, head);
      row.append(head);
    }
    row.append(h("th", { attributes: { scope: "col" } }, "State"));
    const scroller = h("div", { class: "scroll long" }, h("table", {}, h("thead", {}, row), this.body));
    this.window = new RowWindow(
      scroller,
      this.body,
      ROW_HEIGHT,
      "tr",
      () => this.emptyRow(),
      (element, index) => this.fill(element, index),
    );
    this.element = h(
      "section",
      { class: "panel rooms" },
      h("div", { class: "panel-head" }, h("h2", {}, "Rooms"), filter),
      scroller,
      this.note,
    );
  }

  show(rooms: readonly RoomSample[]): void {
    this.rooms = rooms;
    this.draw();
  }

  /** Marks the room that is looked into. */
  choose(id: string): void {
    this.chosen = id;
    this.draw();
  }

  private reorder(order: Order): void {
    this.order = order;
    this.draw();
  }

  private draw(): void {
    for (const [column, head] of this.heads) {
      const direction = this.order.descending ? "descending" : "ascending";
      head.setAttribute("aria-sort", column === this.order.by ? direction : "none");
    }
    this.found = ordered(this.rooms, this.order);
    this.window.draw(this.found.length);
    setText(this.note, words(this.rooms.length, this.found.length));
  }

  private fill(row: HTMLElement, index: number): void {
    const room = this.found[index]!;
    setClass(row, "even", index % 2 === 1);
    row.dataset["room"] = room.id;
    setClass(row, "chosen", room.id === this.chosen);
    const cells = [...row.children] as HTMLElement[];
    const texts = [
      gameWords(room),
      `${room.people} of ${room.seats}`,
      digits(room.bots),
      millis(room.tickP50Millis),
      millis(room.tickP99Millis),
      digits(room.overruns),
      rate(room.bytesPerSecond),
      digits(room.slow),
      [room.unlisted ? "private" : "public", room.locked ? "locked" : ""].filter(Boolean).join(", "),
    ];
    setText(cells[0]!.firstElementChild as HTMLElement, room.id.slice(0, 8));
    texts.forEach((text, index) => {
      setText(cells[index + 1]!, text);
    });
    setClass(cells[5]!, "watch", room.tickP99Millis * room.tickRateHz > 500);
    setClass(cells[6]!, "watch", room.overruns > 0);
    setClass(cells[8]!, "watch", room.slow > 0);
  }

  private emptyRow(): HTMLElement {
    const row = h("tr");
    const choose = (): void => this.open(row.dataset["room"]!);
    row.append(h("td", {}, button("", "link", choose)));
    for (let index = 1; index <= Object.keys(COLUMNS).length; index++) {
      const column = (Object.keys(COLUMNS) as Column[])[index];
      row.append(h("td", { class: column && isNumber(column) ? "number" : "" }));
    }
    return row;
  }
}

function isNumber(column: Column): boolean {
  return column !== "room" && column !== "game";
}

function words(all: number, found: number): string {
  if (all === 0) return "No room is open. The first player who comes opens one.";
  if (found === 0) return "No room matches the filter.";
  return found < all ? `${found} of ${all} rooms` : all === 1 ? "1 room" : `${all} rooms`;
}
