import { SHIP_RADIUS } from "../scene";

/**
 * One image of the game, drawn by code in white and greys; tints colour it. Sizes in world px.
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

export type Point = readonly [number, number];

export function trace(pen: CanvasRenderingContext2D, points: readonly Point[]): void {
  pen.beginPath();
  for (const [x, y] of points) pen.lineTo(x, y);
  pen.closePath();
}

export function hull(points: readonly Point[]): ImageSpec {
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

export function flash(points: readonly Point[]): ImageSpec {
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

export function rim(points: readonly Point[]): ImageSpec {
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

export function radial(radius: number, stops: readonly (readonly [number, number])[]): ImageSpec {
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
export function light(length: number, thickness: number, taper: boolean): ImageSpec {
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

export function ring(radius: number, lineWidth: number): ImageSpec {
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
export function arc(step: number): ImageSpec {
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

export function icon(draw: (pen: CanvasRenderingContext2D) => void): ImageSpec {
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
