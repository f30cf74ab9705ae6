import { button, h, setText } from "../../page/dom";
import type { EntitySchema, FieldSchema, GameSchema } from "../../src/codec/schema";
import { fieldValue } from "../../src/protocol/fields";
import type { Seat } from "../seat";
import type { Tracked } from "./worldModel";

const HUES = ["#55aaff", "#ffc04a", "#7dff9b", "#ff8fb4", "#b59cff", "#5fe0d8", "#ff9a5c", "#d7e05f"];
const NEAR = 4; // how much nearer "around mine" is than the whole world
const SPOT = 5; // px, radius of an entity without a size

/** What the picture needs of an entity, from the library's view or from a paused display. */
interface Drawable {
  readonly id: number;
  readonly mine: boolean;
  readonly values: (field: string) => unknown;
}

/** How a kind is drawn, worked out from the names and kinds of its fields. */
interface Look {
  readonly name: string;
  readonly colour: string;
  readonly angle: string | undefined;
  readonly hasSize: boolean;
}

interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * A picture of any world: every kind with fields `x` and `y` is a spot of its own colour; one with `width` and `height` too
 * is a box whose upper left corner they are; an angle is a line in its direction.
 */
export class Picture {
  readonly element: HTMLElement;
  readonly canvas = h("canvas", { class: "picture", attributes: { tabindex: "0", "aria-label": "Picture" } });
  private readonly context = this.canvas.getContext("2d")!;
  private readonly legend = h("p", { class: "legend" });
  private readonly nearness: HTMLButtonElement;
  private looks: readonly (Look | null)[] = [];
  private bounds: Bounds | null = null;
  private boxed: Bounds | null = null; // around all boxes that were drawn
  private schema: GameSchema | null = null;
  private isNear = false;
  private shown: Bounds = { left: 0, top: 0, width: 1, height: 1 };
  private mine: { x: number; y: number } | null = null;

  constructor() {
    this.nearness = button("Around mine", "quiet-button", () => {
      this.isNear = !this.isNear;
      setText(this.nearness, this.isNear ? "Whole world" : "Around mine");
    });
    this.element = h(
      "section",
      { class: "panel picture-panel", attributes: { "aria-label": "Picture of the room" } },
      h("div", { class: "panel-head" }, h("h2", {}, "Picture"), this.nearness),
      this.canvas,
      this.legend,
    );
  }

  /** Direction from our own entity to a place on the page, in radians; null if we have none, or draw none. */
  direction(clientX: number, clientY: number): number | null {
    if (this.mine === null) return null;
    const { x, y } = this.place(clientX, clientY);
    return Math.atan2(y - this.mine.y, x - this.mine.x);
  }

  /** The place in the world that is drawn at a place on the page. */
  place(clientX: number, clientY: number): { readonly x: number; readonly y: number } {
    const box = this.canvas.getBoundingClientRect();
    return {
      x: this.shown.left + ((clientX - box.left) / box.width) * this.shown.width,
      y: this.shown.top + ((clientY - box.top) / box.height) * this.shown.height,
    };
  }

  draw(seat: Seat, nowMillis: number): void {
    this.know(seat.game.schema);
    const { context } = this;
    const { width, height } = this.size();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = "#070b14";
    context.fillRect(0, 0, width, height);
    if (this.bounds === null) {
      this.say("No kind of entity has fields x and y.", width, height);
      setText(this.legend, "The state is all there is to see.");
      return;
    }
    const kinds = seat.isPaused ? paused(seat) : live(seat, nowMillis);
    this.mine = mineOf(kinds, this.looks);
    this.fit(kinds);
    this.shown = this.frame(width / height);
    const scale = width / this.shown.width;
    context.setTransform(scale, 0, 0, scale, -this.shown.left * scale, -this.shown.top * scale);
    context.strokeStyle = "#24375a";
    context.lineWidth = 1 / scale;
    context.strokeRect(this.bounds.left, this.bounds.top, this.bounds.width, this.bounds.height);
    const words: string[] = [];
    for (const [kind, entities] of kinds.entries()) {
      const look = this.looks[kind];
      if (!look) continue;
      if (entities.length > 0) words.push(`${look.name} ${entities.length}`);
      for (const entity of entities) this.drawOne(entity, look, scale);
    }
    this.writeLegend(words);
  }

  /** Where boxes are drawn, they and what was seen around them say how large the world is: a range is often much larger. */
  private fit(kinds: readonly (readonly Drawable[])[]): void {
    for (const [kind, entities] of kinds.entries()) {
      if (!this.looks[kind]?.hasSize) continue;
      for (const { values } of entities) {
        const [x, y] = [values("x") as number, values("y") as number];
        this.include(x, y);
        this.include(x + (values("width") as number), y + (values("height") as number));
      }
    }
    if (this.boxed === null) return;
    for (const [kind, entities] of kinds.entries()) {
      if (!this.looks[kind]) continue;
      for (const { values } of entities) this.include(values("x") as number, values("y") as number);
    }
    this.bounds = this.boxed;
  }

  private include(x: number, y: number): void {
    const { left, top, width, height } = this.boxed ?? { left: x, top: y, width: 0, height: 0 };
    const [right, bottom] = [Math.max(left + width, x), Math.max(top + height, y)];
    const [newLeft, newTop] = [Math.min(left, x), Math.min(top, y)];
    this.boxed = { left: newLeft, top: newTop, width: right - newLeft, height: bottom - newTop };
  }

  private drawOne({ mine, values }: Drawable, look: Look, scale: number): void {
    const { context } = this;
    const x = values("x") as number;
    const y = values("y") as number;
    context.fillStyle = look.colour;
    if (look.hasSize) {
      context.globalAlpha = 0.45;
      context.fillRect(x, y, values("width") as number, values("height") as number);
      context.globalAlpha = 1;
      return;
    }
    const radius = SPOT / scale;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
    if (look.angle !== undefined) {
      const angle = values(look.angle) as number;
      context.strokeStyle = look.colour;
      context.lineWidth = 1.5 / scale;
      context.beginPath();
      context.moveTo(x, y);
      context.lineTo(x + Math.cos(angle) * radius * 2.6, y + Math.sin(angle) * radius * 2.6);
      context.stroke();
    }
    if (mine) {
      context.strokeStyle = "#ffffff";
      context.lineWidth = 1.5 / scale;
      context.beginPath();
      context.arc(x, y, radius * 1.7, 0, 2 * Math.PI);
      context.stroke();
    }
  }

  private writeLegend(words: readonly string[]): void {
    if (this.legend.children.length !== words.length) {
      this.legend.replaceChildren(...words.map(() => h("span", {}, h("i"), h("b"))));
    }
    for (const [i, text] of words.entries()) {
      const chip = this.legend.children[i] as HTMLElement;
      const colour = this.looks.find((look) => look !== null && text.startsWith(`${look.name} `))!.colour;
      chip.dataset["hue"] = String(HUES.indexOf(colour));
      setText(chip.lastElementChild as HTMLElement, text);
    }
    if (words.length === 0) setText(this.legend, "Nothing with x and y is alive.");
  }

  private know(schema: GameSchema): void {
    if (this.schema === schema) return;
    this.schema = schema;
    let next = 0;
    this.looks = schema.entities.map((kind) => {
      const look = lookOf(kind, HUES[next % HUES.length]!);
      if (look !== null) next++;
      return look;
    });
    this.bounds = boundsOf(schema);
    this.boxed = null;
  }

  /** What of the world is in the picture. */
  private frame(aspect: number): Bounds {
    const { left, top, width, height } = this.bounds!;
    const margin = Math.max(width, height) * 0.02;
    const wholeWidth = Math.max(width + 2 * margin, (height + 2 * margin) * aspect);
    const wholeHeight = wholeWidth / aspect;
    if (!this.isNear || this.mine === null) {
      return {
        left: left + (width - wholeWidth) / 2,
        top: top + (height - wholeHeight) / 2,
        width: wholeWidth,
        height: wholeHeight,
      };
    }
    const near = { width: wholeWidth / NEAR, height: wholeHeight / NEAR };
    return { left: this.mine.x - near.width / 2, top: this.mine.y - near.height / 2, ...near };
  }

  private size(): { width: number; height: number } {
    const { canvas } = this;
    const width = Math.max(1, Math.round(canvas.clientWidth * devicePixelRatio));
    const height = Math.max(1, Math.round(canvas.clientHeight * devicePixelRatio));
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    return { width, height };
  }

  private say(words: string, width: number, height: number): void {
    this.context.fillStyle = "#a3b3d1";
    this.context.font = `${14 * devicePixelRatio}px system-ui`;
    this.context.textAlign = "center";
    this.context.fillText(words, width / 2, height / 2);
  }
}

function lookOf({ name, fields, ownerFields }: EntitySchema, colour: string): Look | null {
  const all = [...fields, ...ownerFields];
  const has = (wanted: string): boolean => all.some((field) => field.name === wanted && isNumber(field));
  if (!has("x") || !has("y")) return null;
  const angle = fields.find(({ kind }) => kind === "angle")?.name;
  return { name, colour, angle, hasSize: has("width") && has("height") };
}

function isNumber({ kind }: FieldSchema): boolean {
  return kind === "scalar" || kind === "linear" || kind === "exact" || kind === "stepped";
}

/** The smallest box in which every x and y can be; null if no kind has them. */
function boundsOf({ entities }: GameSchema): Bounds | null {
  const ranges = (axis: string): FieldSchema[] =>
    entities
      .flatMap(({ fields, ownerFields }) => [...fields, ...ownerFields])
      .filter(({ name, kind }) => name === axis && (kind === "linear" || kind === "scalar"));
  const xs = ranges("x");
  const ys = ranges("y");
  if (xs.length === 0 || ys.length === 0) return null;
  const left = Math.min(...xs.map(({ min = 0 }) => min));
  const top = Math.min(...ys.map(({ min = 0 }) => min));
  return {
    left,
    top,
    width: Math.max(...xs.map(({ max = 1 }) => max)) - left,
    height: Math.max(...ys.map(({ max = 1 }) => max)) - top,
  };
}

function live(seat: Seat, nowMillis: number): readonly (readonly Drawable[])[] {
  const view = seat.view(nowMillis);
  return seat.game.schema.entities.map(({ name }) =>
    (view[name] ?? []).map((entity) => ({
      id: entity.id,
      mine: entity.mine,
      values: (field: string) => (entity as unknown as Readonly<Record<string, unknown>>)[field],
    })),
  );
}

function paused({ world, game }: Seat): readonly (readonly Drawable[])[] {
  return game.schema.entities.map((kind, number) => {
    const all = [...kind.fields, ...kind.ownerFields];
    const read = (entity: Tracked, name: string): unknown => {
      const place = all.findIndex((field) => field.name === name);
      return fieldValue(all[place]!, entity.raw[place]!);
    };
    return world.kinds[number]!.map((entity) => ({
      id: entity.id,
      mine: entity.isMine,
      values: (field: string) => read(entity, field),
    }));
  });
}

/** Where the first of our own entities with a place and without a size is. */
function mineOf(
  kinds: readonly (readonly Drawable[])[],
  looks: readonly (Look | null)[],
): { x: number; y: number } | null {
  for (const [kind, entities] of kinds.entries()) {
    const mine = looks[kind] && !looks[kind].hasSize ? entities.find((entity) => entity.mine) : undefined;
    if (mine) return { x: mine.values("x") as number, y: mine.values("y") as number };
  }
  return null;
}
