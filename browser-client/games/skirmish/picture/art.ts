import {
  ARC_STEPS,
  arc,
  flash,
  hull,
  type ImageSpec,
  icon,
  light,
  type Point,
  radial,
  rim,
  ring,
  trace,
} from "./brushes";

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

/** Every image of the game; what is white or grey is coloured by tints. */
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
