import type { View } from "../../camera";
import { cssColour } from "../../palette";
import type { ImageName } from "../art";
import { LabelCache } from "../labels";
import { drawSheet, type Sheet } from "../sheet";
import type { Blend, Surface } from "../surface";

/** More device px than this make software rendering miss 60 frames a second; the picture is then drawn coarser. */
const MAX_PIXELS = 2_300_000;

interface Tinted {
  readonly image: HTMLCanvasElement;
  readonly width: number; // world px
  readonly height: number;
}

/**
 * The fallback without WebGL: pre-tinted images on a 2D canvas. An image is tinted once for each colour; the number of
 * colours is bounded by the palette.
 */
export class CanvasSurface implements Surface {
  readonly kind = "canvas";
  private readonly canvas: HTMLCanvasElement;
  private readonly pen: CanvasRenderingContext2D;
  private readonly labels = new LabelCache<HTMLCanvasElement>((canvas) => canvas);
  private readonly tinted = new Map<ImageName, Map<number, Tinted>>();
  private sheet: Sheet | undefined;
  private pixelRatio = 1;
  private zoom = 1; // device px per world px
  private offsetX = 0; // device px of the world's origin
  private offsetY = 0;
  private fillTint = -1;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
    this.pen = canvas.getContext("2d", { alpha: false })!;
  }

  resize(width: number, height: number, pixelRatio: number): void {
    const affordable = Math.sqrt(MAX_PIXELS / Math.max(1, width * height));
    this.pixelRatio = Math.min(pixelRatio, affordable);
    this.canvas.width = Math.max(1, Math.round(width * this.pixelRatio));
    this.canvas.height = Math.max(1, Math.round(height * this.pixelRatio));
    this.labels.clear();
  }

  begin(view: View, ground: number): void {
    const pen = this.pen;
    this.zoom = view.scale * this.pixelRatio;
    this.offsetX = this.canvas.width / 2 - view.centreX * this.zoom;
    this.offsetY = this.canvas.height / 2 - view.centreY * this.zoom;
    this.prepareSheet();
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.globalAlpha = 1;
    pen.globalCompositeOperation = "source-over";
    pen.fillStyle = cssColour(ground);
    pen.fillRect(0, 0, this.canvas.width, this.canvas.height);
    this.fillTint = ground;
  }

  blend(mode: Blend): void {
    this.pen.globalCompositeOperation = mode === "add" ? "lighter" : "source-over";
  }

  sprite(
    image: ImageName,
    x: number,
    y: number,
    rotation: number,
    scaleX: number,
    scaleY: number,
    tint: number,
    alpha: number,
  ): void {
    if (alpha <= 0.004) return;
    const pen = this.pen;
    const tinted = this.tint(image, tint);
    const cos = Math.cos(rotation) * this.zoom;
    const sin = Math.sin(rotation) * this.zoom;
    pen.globalAlpha = Math.min(1, alpha);
    pen.setTransform(
      cos * scaleX,
      sin * scaleX,
      -sin * scaleY,
      cos * scaleY,
      x * this.zoom + this.offsetX,
      y * this.zoom + this.offsetY,
    );
    pen.drawImage(tinted.image, -tinted.width / 2, -tinted.height / 2, tinted.width, tinted.height);
  }

  rect(x: number, y: number, width: number, height: number, tint: number, alpha: number): void {
    if (alpha <= 0.004) return;
    const pen = this.pen;
    if (this.fillTint !== tint) {
      pen.fillStyle = cssColour(tint);
      this.fillTint = tint;
    }
    pen.globalAlpha = Math.min(1, alpha);
    pen.setTransform(this.zoom, 0, 0, this.zoom, this.offsetX, this.offsetY);
    pen.fillRect(x, y, width, height);
  }

  label(text: string, x: number, y: number, sizePx: number, tint: number, alpha: number): void {
    if (alpha <= 0.004) return;
    const label = this.labels.take(text, sizePx, tint, this.pixelRatio);
    const pen = this.pen;
    pen.globalAlpha = Math.min(1, alpha);
    pen.setTransform(1, 0, 0, 1, 0, 0);
    // Whole device px, or the text blurs.
    const left = Math.round(x * this.zoom + this.offsetX - (label.width * this.pixelRatio) / 2);
    const top = Math.round(y * this.zoom + this.offsetY - (label.height * this.pixelRatio) / 2);
    pen.drawImage(label.image, left, top);
  }

  end(): void {
    this.pen.globalAlpha = 1;
  }

  destroy(): void {
    this.tinted.clear();
    this.labels.clear();
  }

  /** The sheet is drawn at the resolution of the screen: neither blurred on a large one nor wasteful on a small one. */
  private prepareSheet(): void {
    const wanted = Math.min(3, Math.max(0.5, Math.ceil(this.zoom * 4) / 4));
    if (this.sheet?.resolution === wanted) return;
    this.sheet = drawSheet(wanted);
    this.tinted.clear();
  }

  private tint(image: ImageName, tint: number): Tinted {
    let byColour = this.tinted.get(image);
    if (!byColour) {
      byColour = new Map();
      this.tinted.set(image, byColour);
    }
    const known = byColour.get(tint);
    if (known) return known;
    const sheet = this.sheet!;
    const frame = sheet.frames.get(image)!;
    const canvas = document.createElement("canvas");
    canvas.width = frame.width;
    canvas.height = frame.height;
    const pen = canvas.getContext("2d")!;
    pen.drawImage(sheet.canvas, frame.x, frame.y, frame.width, frame.height, 0, 0, frame.width, frame.height);
    if (tint !== 0xffffff) {
      pen.globalCompositeOperation = "multiply";
      pen.fillStyle = cssColour(tint);
      pen.fillRect(0, 0, frame.width, frame.height);
      // Multiplying also filled what was clear: keep only where the image is.
      pen.globalCompositeOperation = "destination-in";
      pen.drawImage(
        sheet.canvas,
        frame.x,
        frame.y,
        frame.width,
        frame.height,
        0,
        0,
        frame.width,
        frame.height,
      );
    }
    const made = {
      image: canvas,
      width: frame.width / sheet.resolution,
      height: frame.height / sheet.resolution,
    };
    byColour.set(tint, made);
    return made;
  }
}
