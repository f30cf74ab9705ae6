import { CanvasSurface } from "./canvas/canvasSurface";
import type { Surface } from "./surface";

export type RendererChoice = "auto" | "canvas" | "webgl";

export function rendererChoice(value: string | null): RendererChoice {
  return value === "canvas" || value === "webgl" ? value : "auto";
}

/**
 * Opens the best renderer for this machine. A software-emulated WebGL is slower than a plain canvas, so it counts as
 * none; Pixi is fetched only where it is used.
 */
export async function openSurface(choice: RendererChoice, canvas: HTMLCanvasElement): Promise<Surface> {
  if (choice === "webgl" || (choice === "auto" && hasFastWebGl())) {
    try {
      const { PixiSurface } = await import("./pixi/pixiSurface");
      return await PixiSurface.create(canvas);
    } catch {
      // A canvas that has had a WebGL context gives no 2D one: the fallback needs a fresh element.
      const fresh = canvas.cloneNode() as HTMLCanvasElement;
      canvas.replaceWith(fresh);
      return new CanvasSurface(fresh);
    }
  }
  return new CanvasSurface(canvas);
}

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

function hasFastWebGl(): boolean {
  const probe = document.createElement("canvas");
  const context = probe.getContext("webgl2", { failIfMajorPerformanceCaveat: true });
  if (!context) return false;
  // Some browsers pass a software renderer off as a fast one: its name tells.
  const named = context.getExtension("WEBGL_debug_renderer_info");
  const renderer: unknown = context.getParameter(named ? named.UNMASKED_RENDERER_WEBGL : context.RENDERER);
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return typeof renderer === "string" && !SOFTWARE.test(renderer);
}
