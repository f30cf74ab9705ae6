import { SHIP_RADIUS } from "../scene";

/**
 * Every image of the game, drawn once by code in white and greys on one sheet; tints colour them. Sizes in world px.
 */
export interface ImageSpec {
  readonly width: number;
  readonly height: number;
  /** Draws around the origin, which is the image's centre. */
  readonly draw: (pen: CanvasRenderingContext2D) => void;
}

/** Steps of the arcs for hull and shield. */
export const ARC_STEPS = 24;
export const ARC_RADIUS = SHIP_RADIUS + 9;

type Point = readonly [number, number];

/** Outlines of ships that point along the positive x axis, in world px. */
export const SHIP_OUTLINES = {
  /** Free-for-all: a dart. */
  dart: [
    [21, 0],
    [-13, 15],
    [-7, 5],
    [-9, 0],
    [-7, -5],
    [-13, -15],
  ],
  /** Team 0: a broad wedge with shoulders. */
  wedge: [
    [21, 0],
    [4, 8],
    [-5, 17],
    [-13, 15],
    [-9, 0],
    [-13, -15],
    [-5, -17],
    [4, -8],
  ],
  /** Team 1: a twin-prowed hexagon. */
  fork: [
    [19, 8],
    [-4, 17],
    [-15, 8],
    [-15, -8],
    [-4, -17],
    [19, -8],
    [8, 0],
  ],
} as const satisfies Record<string, readonly Point[]>;

export type ShipShape = keyof typeof SHIP_OUTLINES;

export type ImageName =
  | ShipShape
  | `${ShipShape}-flash`
  | `${ShipShape}-rim`
  | `arc-${number}`
  | "glow"
  | "flame"
  | "spark"
  | "beam"
  | "streak"
  | "bolt"
  | "ring"
  | "thin-ring"
  | "shard"
  | "star"
  | "smoke"
  | "repair"
  | "overdrive"
  | "cloak"
  | "pedestal"
  | "chevron"
  | "arrow";

function trace(pen: CanvasRenderingContext2D, points: readonly Point[]): void {
  pen.beginPath();
  for (const [x, y] of points) pen.lineTo(x, y);
  pen.closePath();
}

function hull(points: readonly Point[]): ImageSpec {
  return {
    width: 48,
    height: 48,
    draw: (pen) => {
      trace(pen, points);
      pen.fillStyle = "#a6a6a6";
      pen.fill();
      // The half away from the light is darker, so that the tilt of the ship reads.
      pen.save();
      pen.clip();
      pen.fillStyle = "#808080";
      pen.fillRect(-24, 0, 48, 24);
      pen.fillStyle = "#4a4a4a";
      pen.fillRect(-24, -24, 15, 48);
      pen.restore();
      trace(pen, points);
      pen.lineWidth = 2.6;
      pen.lineJoin = "round";
      pen.strokeStyle = "#ffffff";
      pen.stroke();
      pen.beginPath();
      pen.ellipse(3, 0, 5, 3, 0, 0, Math.PI * 2);
      pen.fillStyle = "#ffffff";
      pen.fill();
    },
  };
}

function flash(points: readonly Point[]): ImageSpec {
  return {
    width: 48,
    height: 48,
    draw: (pen) => {
      trace(pen, points);
      pen.lineWidth = 3;
      pen.lineJoin = "round";
      pen.strokeStyle = "#ffffff";
      pen.fillStyle = "#ffffff";
      pen.fill();
      pen.stroke();
    },
  };
}

function rim(points: readonly Point[]): ImageSpec {
  return {
    width: 60,
    height: 60,
    draw: (pen) => {
      pen.shadowColor = "#ffffff";
      pen.shadowBlur = 6;
      trace(
        pen,
        points.map(([x, y]) => [x * 1.16, y * 1.16] as const),
      );
      pen.lineWidth = 1.6;
      pen.lineJoin = "round";
      pen.strokeStyle = "#ffffff";
      pen.stroke();
    },
  };
}

function radial(radius: number, stops: readonly (readonly [number, number])[]): ImageSpec {
  return {
    width: radius * 2,
    height: radius * 2,
    draw: (pen) => {
      const gradient = pen.createRadialGradient(0, 0, 0, 0, 0, radius);
      for (const [at, alpha] of stops) gradient.addColorStop(at, `rgba(255,255,255,${alpha})`);
      pen.fillStyle = gradient;
      pen.fillRect(-radius, -radius, radius * 2, radius * 2);
    },
  };
}

/** A line of light along x: bright in the middle, soft at its sides; `taper` fades it out toward its tail. */
function light(length: number, thickness: number, taper: boolean): ImageSpec {
  return {
    width: length,
    height: thickness,
    draw: (pen) => {
      for (let row = 0; row < 16; row++) {
        const across = Math.abs((row + 0.5) / 16 - 0.5) * 2;
        const bright = (1 - across) ** 1.6;
        const along = pen.createLinearGradient(-length / 2, 0, length / 2, 0);
        along.addColorStop(0, `rgba(255,255,255,${taper ? 0 : bright})`);
        along.addColorStop(1, `rgba(255,255,255,${bright})`);
        pen.fillStyle = along;
        pen.fillRect(-length / 2, -thickness / 2 + (row * thickness) / 16, length, thickness / 16);
      }
    },
  };
}

function ring(radius: number, lineWidth: number): ImageSpec {
  return {
    width: radius * 2 + 8,
    height: radius * 2 + 8,
    draw: (pen) => {
      pen.beginPath();
      pen.arc(0, 0, radius, 0, Math.PI * 2);
      pen.lineWidth = lineWidth;
      pen.strokeStyle = "#ffffff";
      pen.stroke();
    },
  };
}

/** Part of a circle that starts at the top; `step` of [ARC_STEPS]. */
function arc(step: number): ImageSpec {
  const size = ARC_RADIUS * 2 + 6;
  return {
    width: size,
    height: size,
    draw: (pen) => {
      pen.beginPath();
      pen.arc(0, 0, ARC_RADIUS, -Math.PI / 2, -Math.PI / 2 + (step / ARC_STEPS) * Math.PI * 2);
      pen.lineWidth = 2.6;
      pen.strokeStyle = "#ffffff";
      pen.stroke();
    },
  };
}

function icon(draw: (pen: CanvasRenderingContext2D) => void): ImageSpec {
  return {
    width: 40,
    height: 40,
    draw: (pen) => {
      pen.strokeStyle = "#ffffff";
      pen.fillStyle = "#ffffff";
      pen.lineWidth = 3;
      pen.lineJoin = "round";
      pen.lineCap = "round";
      draw(pen);
    },
  };
}

const cross: readonly Point[] = [
  [-4, -13],
  [4, -13],
  [4, -4],
  [13, -4],
  [13, 4],
  [4, 4],
  [4, 13],
  [-4, 13],
  [-4, 4],
  [-13, 4],
  [-13, -4],
  [-4, -4],
];
const lightning: readonly Point[] = [
  [3, -15],
  [-10, 3],
  [-2, 3],
  [-4, 15],
  [10, -4],
  [1, -4],
];

export const IMAGES: ReadonlyMap<ImageName, ImageSpec> = new Map<ImageName, ImageSpec>([
  ...Object.entries(SHIP_OUTLINES).flatMap(([name, points]): [ImageName, ImageSpec][] => [
    [name as ShipShape, hull(points)],
    [`${name as ShipShape}-flash`, flash(points)],
    [`${name as ShipShape}-rim`, rim(points)],
  ]),
  ...Array.from({ length: ARC_STEPS }, (_, index): [ImageName, ImageSpec] => [
    `arc-${index + 1}`,
    arc(index + 1),
  ]),
  [
    "glow",
    radial(32, [
      [0, 0.85],
      [0.25, 0.38],
      [0.6, 0.09],
      [1, 0],
    ]),
  ],
  ["flame", light(40, 16, true)],
  [
    "spark",
    radial(6, [
      [0, 1],
      [0.4, 0.7],
      [1, 0],
    ]),
  ],
  ["beam", light(32, 12, false)],
  ["streak", light(32, 6, true)],
  [
    "bolt",
    {
      width: 34,
      height: 14,
      draw: (pen) => {
        const halo = pen.createLinearGradient(-17, 0, 17, 0);
        halo.addColorStop(0, "rgba(255,255,255,0)");
        halo.addColorStop(0.8, "rgba(255,255,255,0.55)");
        halo.addColorStop(1, "rgba(255,255,255,0.1)");
        pen.fillStyle = halo;
        pen.beginPath();
        pen.ellipse(2, 0, 15, 5.5, 0, 0, Math.PI * 2);
        pen.fill();
        pen.fillStyle = "#ffffff";
        pen.beginPath();
        pen.ellipse(6, 0, 8, 2.2, 0, 0, Math.PI * 2);
        pen.fill();
      },
    },
  ],
  ["ring", ring(60, 6)],
  ["thin-ring", ring(30, 1.8)],
  [
    "shard",
    {
      width: 16,
      height: 12,
      draw: (pen) => {
        trace(pen, [
          [7, 0],
          [-6, 5],
          [-3, -4],
        ]);
        pen.fillStyle = "#9a9a9a";
        pen.fill();
        pen.lineWidth = 1.2;
        pen.strokeStyle = "#ffffff";
        pen.stroke();
      },
    },
  ],
  [
    "star",
    {
      width: 40,
      height: 40,
      draw: (pen) => {
        pen.fillStyle = "#ffffff";
        for (const angle of [0, Math.PI / 2]) {
          pen.save();
          pen.rotate(angle);
          trace(pen, [
            [20, 0],
            [0, 2.2],
            [-20, 0],
            [0, -2.2],
          ]);
          pen.fill();
          pen.restore();
        }
      },
    },
  ],
  [
    "smoke",
    radial(24, [
      [0, 0.5],
      [0.6, 0.22],
      [1, 0],
    ]),
  ],
  [
    "repair",
    icon((pen) => {
      trace(pen, cross);
      pen.fill();
    }),
  ],
  [
    "overdrive",
    icon((pen) => {
      trace(pen, lightning);
      pen.fill();
    }),
  ],
  [
    "cloak",
    icon((pen) => {
      pen.setLineDash([5, 5]);
      pen.beginPath();
      pen.arc(0, 0, 13, 0, Math.PI * 2);
      pen.stroke();
      pen.setLineDash([]);
      pen.beginPath();
      pen.arc(0, 0, 5, 0, Math.PI * 2);
      pen.fill();
    }),
  ],
  [
    "pedestal",
    {
      width: 72,
      height: 72,
      draw: (pen) => {
        pen.beginPath();
        for (let corner = 0; corner < 6; corner++) {
          const angle = (corner * Math.PI) / 3 + Math.PI / 6;
          pen.lineTo(Math.cos(angle) * 30, Math.sin(angle) * 30);
        }
        pen.closePath();
        pen.fillStyle = "rgba(255,255,255,0.09)";
        pen.fill();
        pen.lineWidth = 2;
        pen.strokeStyle = "#ffffff";
        pen.stroke();
      },
    },
  ],
  [
    "chevron",
    {
      width: 16,
      height: 16,
      draw: (pen) => {
        trace(pen, [
          [-7, 5],
          [3, -7],
          [7, -7],
          [-3, 5],
        ]);
        pen.fillStyle = "#ffffff";
        pen.fill();
      },
    },
  ],
  [
    "arrow",
    {
      width: 26,
      height: 26,
      draw: (pen) => {
        trace(pen, [
          [11, 0],
          [-8, 9],
          [-4, 0],
          [-8, -9],
        ]);
        pen.fillStyle = "#ffffff";
        pen.fill();
      },
    },
  ],
]);

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
