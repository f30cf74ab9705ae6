import type { View } from "./camera";
import { Effects } from "./picture/effects";
import { Motion } from "./picture/motion";
import { openSurface, type RendererChoice } from "./picture/openSurface";
import { Painter, type PaintOptions } from "./picture/painter";
import type { Surface } from "./picture/surface";
import type { Scene } from "./scene";

/** The canvas and what is painted on it. */
export class Stage {
  readonly effects = new Effects();
  readonly renderer: Surface["kind"];
  private readonly motion = new Motion();
  private readonly surface: Surface;
  private readonly painter: Painter;
  private frames = 0;
  private countedSinceMs = 0;
  private counted = 60;

  private constructor(surface: Surface) {
    this.surface = surface;
    this.renderer = surface.kind;
    this.painter = new Painter(surface, this.effects, this.motion);
  }

  static async open(choice: RendererChoice, canvas: HTMLCanvasElement): Promise<Stage> {
    return new Stage(await openSurface(choice, canvas));
  }

  /** Drawn frames per second, over the last half second. */
  get framesPerSecond(): number {
    return this.counted;
  }

  resize(): void {
    this.surface.resize(window.innerWidth, window.innerHeight, window.devicePixelRatio || 1);
  }

  paint(scene: Scene, view: View, options: PaintOptions, seconds: number): void {
    this.motion.step(scene.ships, seconds);
    this.effects.step(seconds);
    this.effects.watch(view);
    this.painter.paint(scene, view, options);
    this.frames++;
    const passedMs = scene.nowMs - this.countedSinceMs;
    if (passedMs >= 500) {
      this.counted = (this.frames * 1000) / passedMs;
      this.frames = 0;
      this.countedSinceMs = scene.nowMs;
    }
  }

  /** Another place: nothing of the last one lingers. */
  clear(): void {
    this.effects.clear();
    this.motion.clear();
  }
}
