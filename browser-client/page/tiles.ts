import { h, setClass, setText } from "./dom";

/** How much a figure is to worry about. */
export type Worry = "calm" | "watch" | "alarm";

/** One figure with its name and a word about it. */
export interface Tile {
  readonly label: string;
  readonly value: string;
  readonly detail: string;
  readonly worry: Worry;
}

/** Figures side by side; the elements stay, their texts change. */
export class Tiles {
  readonly element = h("div", { class: "tiles" });

  show(tiles: readonly Tile[]): void {
    while (this.element.children.length < tiles.length) this.element.append(emptyTile());
    tiles.forEach((tile, index) => {
      const element = this.element.children[index] as HTMLElement;
      const [label, value, detail] = [...element.children] as HTMLElement[];
      setText(label!, tile.label);
      setText(value!, tile.value);
      setText(detail!, tile.detail);
      setClass(element, "watch", tile.worry === "watch");
      setClass(element, "alarm", tile.worry === "alarm");
    });
  }
}

function emptyTile(): HTMLElement {
  return h(
    "div",
    { class: "tile" },
    h("span", { class: "tile-label" }),
    h("strong", { class: "tile-value" }),
    h("span", { class: "tile-detail" }),
  );
}
