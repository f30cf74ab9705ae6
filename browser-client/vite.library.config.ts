import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const MAX_GZIP_BYTES = 23 * 1024;

/** Says what the library weighs, and fails when that is more than it may. */
const weighed: Plugin = {
  name: "weighed",
  writeBundle(_, bundle) {
    for (const part of Object.values(bundle)) {
      if (part.type === "chunk") {
        const bytes = gzipSync(part.code, { level: 9 }).length;
        const line = `${part.fileName}: ${part.code.length} bytes minified, ${bytes} gzipped`;
        if (bytes > MAX_GZIP_BYTES) {
          this.error(`${line}, more than ${MAX_GZIP_BYTES}`);
        }
        this.info(line);
      }
    }
  },
};

/** The library alone, as a page bundles it: `npm run size`. */
export default defineConfig({
  logLevel: "info",
  plugins: [weighed],
  build: {
    outDir: "dist/library",
    modulePreload: false,
    rolldownOptions: {
      input: { "rookery-client": fileURLToPath(new URL("src/index.ts", import.meta.url)) },
      preserveEntrySignatures: "strict",
      output: { entryFileNames: "[name].js" },
    },
  },
});
