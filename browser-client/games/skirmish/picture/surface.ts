import type { View } from "../camera";
import type { ImageName } from "./art";

/** How colours meet what is already there: `add` is for light. */
export type Blend = "normal" | "add";

/**
 * What a renderer must be able to do: few things, in painter's order. Everything of the game is painted through it, so
 * WebGL and the canvas fallback show the same picture. Positions and lengths are world px unless said otherwise;
 * colours are 0xRRGGBB.
 */
export interface Surface {
  readonly kind: "webgl" | "canvas";
  /** CSS px and device px per CSS px. */
  resize(width: number, height: number, pixelRatio: number): void;
  begin(view: View, ground: number): void;
  blend(mode: Blend): void;
  /** `rotation` in radians; scales are multiples of the image's own size; `alpha` in [0, 1]. */
  sprite(
    image: ImageName,
    x: number,
    y: number,
    rotation: number,
    scaleX: number,
    scaleY: number,
    tint: number,
    alpha: number,
  ): void;
  rect(x: number, y: number, width: number, height: number, tint: number, alpha: number): void;
  /** Centred text of a fixed size on the screen, in CSS px, whatever the scale of the world. */
  label(text: string, x: number, y: number, sizePx: number, tint: number, alpha: number): void;
  end(): void;
  destroy(): void;
}
