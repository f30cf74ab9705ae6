import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The authors' playground, apart from the players' pages: it is served in dev mode only. */
export default defineConfig({
  root: here("playground"),
  base: "/playground/",
  build: {
    outDir: process.env["PLAYGROUND_OUT"] ?? here("dist/authors/playground"),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
  },
});
