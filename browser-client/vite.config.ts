import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { shortNames } from "./build/shortNames.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [shortNames()],
  resolve: { alias: { "@rookery/client": here("src/index.ts") } },
  build: {
    outDir: process.env["CLIENT_OUT"] ?? "dist",
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: here("index.html"), tag: here("tag/index.html") },
      output: { topLevelVar: false }, // the minifier puts constants where they are used
    },
  },
});
