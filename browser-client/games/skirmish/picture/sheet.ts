import { IMAGES, type ImageName } from "./art";

/** Place of an image on the sheet, in sheet px. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Sheet {
  readonly canvas: HTMLCanvasElement;
  readonly resolution: number; // sheet px per world px
  readonly frames: ReadonlyMap<ImageName, Frame>;
}

const GAP = 2; // sheet px between images, so that filtering does not bleed

/** Shelves of images in a sheet `width` px wide. Pure, so that it can be tested without a canvas. */
export function packFrames(
  images: ReadonlyMap<ImageName, { readonly width: number; readonly height: number }>,
  resolution: number,
  width: number,
): { frames: Map<ImageName, Frame>; height: number } {
  const frames = new Map<ImageName, Frame>();
  const byHeight = [...images].sort((a, b) => b[1].height - a[1].height);
  let x = GAP;
  let y = GAP;
  let shelf = 0;
  for (const [name, image] of byHeight) {
    const w = Math.ceil(image.width * resolution);
    const h = Math.ceil(image.height * resolution);
    if (x + w + GAP > width) {
      x = GAP;
      y += shelf + GAP;
      shelf = 0;
    }
    frames.set(name, { x, y, width: w, height: h });
    x += w + GAP;
    shelf = Math.max(shelf, h);
  }
  return { frames, height: y + shelf + GAP };
}

export function drawSheet(resolution: number): Sheet {
  const width = 1024 * Math.max(1, Math.ceil(resolution / 1.5));
  const { frames, height } = packFrames(IMAGES, resolution, width);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d")!;
  for (const [name, frame] of frames) {
    pen.save();
    pen.translate(frame.x + frame.width / 2, frame.y + frame.height / 2);
    pen.scale(resolution, resolution);
    IMAGES.get(name)!.draw(pen);
    pen.restore();
  }
  return { canvas, resolution, frames };
}
