import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: { alias: { "@rookery/client": here("src/index.ts") } },
  build: {
    outDir: process.env["CLIENT_OUT"] ?? "dist",
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: here("index.html"), tag: here("tag/index.html") },
    },
  },
});
