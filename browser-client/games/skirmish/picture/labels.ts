import { cssColour } from "../palette";

const MAX_LABELS = 240; // names, numbers and arrows of a full room; the oldest give way
const FONT = "600 {px}px system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

export interface Label<T> {
  readonly image: T;
  readonly width: number; // CSS px
  readonly height: number;
}

/** Text drawn once and kept as an image, because drawing text anew each frame is slow on every renderer. */
export class LabelCache<T> {
  private readonly labels = new Map<string, Label<T>>();
  private readonly upload: (canvas: HTMLCanvasElement) => T;
  private readonly release: (image: T) => void;

  constructor(upload: (canvas: HTMLCanvasElement) => T, release: (image: T) => void = () => {}) {
    this.upload = upload;
    this.release = release;
  }

  take(text: string, sizePx: number, tint: number, pixelRatio: number): Label<T> {
    const key = `${sizePx} ${tint} ${text}`;
    const known = this.labels.get(key);
    if (known) {
      this.labels.delete(key);
      this.labels.set(key, known);
      return known;
    }
    if (this.labels.size >= MAX_LABELS) {
      const oldest = this.labels.entries().next().value;
      if (oldest) {
        this.labels.delete(oldest[0]);
        this.release(oldest[1].image);
      }
    }
    const label = this.draw(text, sizePx, tint, pixelRatio);
    this.labels.set(key, label);
    return label;
  }

  clear(): void {
    for (const label of this.labels.values()) this.release(label.image);
    this.labels.clear();
  }

  private draw(text: string, sizePx: number, tint: number, pixelRatio: number): Label<T> {
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d")!;
    const font = FONT.replace("{px}", String(sizePx));
    pen.font = font;
    const width = Math.ceil(pen.measureText(text).width) + 6;
    const height = Math.ceil(sizePx * 1.5);
    canvas.width = Math.ceil(width * pixelRatio);
    canvas.height = Math.ceil(height * pixelRatio);
    pen.scale(pixelRatio, pixelRatio);
    pen.font = font;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    pen.lineWidth = 3;
    pen.strokeStyle = "rgba(4,6,12,0.85)";
    pen.strokeText(text, width / 2, height / 2);
    pen.fillStyle = cssColour(tint);
    pen.fillText(text, width / 2, height / 2);
    return { image: this.upload(canvas), width, height };
  }
}
