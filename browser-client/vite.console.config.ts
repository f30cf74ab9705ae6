import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The admin's console, apart from the players' pages: it is served by the admin listener and by no other. */
export default defineConfig({
  root: here("console"),
  build: {
    outDir: process.env["CONSOLE_OUT"] ?? here("dist/console"),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
  },
});
