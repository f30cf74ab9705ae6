// Before anything else of Pixi: its shaders are otherwise set up by code made from strings, which our
// Content-Security-Policy forbids.
import "pixi.js/unsafe-eval";
import { CanvasSource, Container, Rectangle, Sprite, Texture, WebGLRenderer } from "pixi.js";
import type { View } from "../../camera";
import type { ImageName } from "../art";
import { LabelCache } from "../labels";
import { drawSheet, type Frame } from "../sheet";
import type { Blend, Surface } from "../surface";

/** Sharper than the eye on a dense screen costs only fill rate. */
const MAX_PIXEL_RATIO = 2;

/**
 * The WebGL picture. Pixi batches sprites that follow each other with the same blending; sprites are taken from a pool in
 * painter's order each frame, so that nothing is made or thrown away while playing.
 */
export class PixiSurface implements Surface {
  readonly kind = "webgl";
  private readonly renderer: WebGLRenderer;
  private readonly stage = new Container();
  private readonly pool: Sprite[] = [];
  private readonly labels: LabelCache<Texture>;
  private textures = new Map<ImageName, Texture>();
  private sheetResolution = 0;
  private sheetSource: CanvasSource | undefined;
  private pixelRatio = 1;
  private zoom = 1;
  private offsetX = 0;
  private offsetY = 0;
  private used = 0;
  private mode: Blend = "normal";

  private constructor(renderer: WebGLRenderer) {
    this.renderer = renderer;
    this.labels = new LabelCache<Texture>(
      (canvas) => new Texture({ source: new CanvasSource({ resource: canvas }) }),
      (texture) => texture.destroy(true),
    );
  }

  static async create(canvas: HTMLCanvasElement): Promise<PixiSurface> {
    const renderer = new WebGLRenderer();
    await renderer.init({
      canvas,
      width: 16,
      height: 16,
      antialias: false,
      backgroundAlpha: 1,
      powerPreference: "high-performance",
    });
    return new PixiSurface(renderer);
  }

  resize(width: number, height: number, pixelRatio: number): void {
    this.pixelRatio = Math.min(MAX_PIXEL_RATIO, pixelRatio);
    this.renderer.resize(Math.round(width * this.pixelRatio), Math.round(height * this.pixelRatio));
    this.labels.clear();
  }

  begin(view: View, ground: number): void {
    this.zoom = view.scale * this.pixelRatio;
    this.offsetX = (view.width / 2) * this.pixelRatio - view.centreX * this.zoom;
    this.offsetY = (view.height / 2) * this.pixelRatio - view.centreY * this.zoom;
    this.prepareSheet();
    this.renderer.background.color = ground;
    this.used = 0;
    this.mode = "normal";
  }

  blend(mode: Blend): void {
    this.mode = mode;
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
    const sprite = this.take(this.textures.get(image)!, tint, alpha);
    const unit = this.zoom / this.sheetResolution;
    sprite.position.set(x * this.zoom + this.offsetX, y * this.zoom + this.offsetY);
    sprite.rotation = rotation;
    sprite.scale.set(scaleX * unit, scaleY * unit);
    sprite.anchor.set(0.5);
  }

  rect(x: number, y: number, width: number, height: number, tint: number, alpha: number): void {
    if (alpha <= 0.004) return;
    const sprite = this.take(Texture.WHITE, tint, alpha);
    sprite.anchor.set(0);
    sprite.rotation = 0;
    sprite.position.set(x * this.zoom + this.offsetX, y * this.zoom + this.offsetY);
    const size = Texture.WHITE.width;
    sprite.scale.set((width * this.zoom) / size, (height * this.zoom) / size);
  }

  label(text: string, x: number, y: number, sizePx: number, tint: number, alpha: number): void {
    if (alpha <= 0.004) return;
    const label = this.labels.take(text, sizePx, tint, this.pixelRatio);
    const sprite = this.take(label.image, 0xffffff, alpha);
    sprite.anchor.set(0);
    sprite.rotation = 0;
    sprite.scale.set(1);
    sprite.position.set(
      Math.round(x * this.zoom + this.offsetX - (label.width * this.pixelRatio) / 2),
      Math.round(y * this.zoom + this.offsetY - (label.height * this.pixelRatio) / 2),
    );
  }

  end(): void {
    for (let index = this.used; index < this.pool.length; index++) {
      const sprite = this.pool[index]!;
      if (!sprite.visible) break;
      sprite.visible = false;
    }
    this.renderer.render(this.stage);
  }

  destroy(): void {
    this.labels.clear();
    this.stage.destroy({ children: true });
    this.renderer.destroy();
  }

  private take(texture: Texture, tint: number, alpha: number): Sprite {
    let sprite = this.pool[this.used];
    if (!sprite) {
      sprite = new Sprite();
      this.pool.push(sprite);
      this.stage.addChild(sprite);
    }
    this.used++;
    if (!sprite.visible) sprite.visible = true;
    if (sprite.texture !== texture) sprite.texture = texture;
    if (sprite.blendMode !== this.mode) sprite.blendMode = this.mode;
    sprite.tint = tint;
    sprite.alpha = Math.min(1, alpha);
    return sprite;
  }

  private prepareSheet(): void {
    const wanted = Math.min(3, Math.max(0.5, Math.ceil(this.zoom * 2) / 2));
    if (this.sheetResolution === wanted) return;
    for (const texture of this.textures.values()) texture.destroy();
    this.sheetSource?.destroy();
    const sheet = drawSheet(wanted);
    const source = new CanvasSource({ resource: sheet.canvas, scaleMode: "linear" });
    const cut = (frame: Frame): Texture =>
      new Texture({ source, frame: new Rectangle(frame.x, frame.y, frame.width, frame.height) });
    this.textures = new Map([...sheet.frames].map(([name, frame]) => [name, cut(frame)]));
    this.sheetSource = source;
    this.sheetResolution = wanted;
  }
}
