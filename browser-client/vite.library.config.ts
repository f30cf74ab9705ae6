import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";
import { shortNames } from "./build/shortNames.ts";

const PARTS: Readonly<Record<string, { readonly entry: string; readonly maxGzipBytes: number }>> = {
  "rookery-client": { entry: "src/index.ts", maxGzipBytes: 18 * 1024 },
  "rookery-client-with-all-parts": { entry: "src/everything.ts", maxGzipBytes: 21.25 * 1024 },
  "snapshot-decoder": { entry: "build/snapshotDecoder.ts", maxGzipBytes: 6 * 1024 },
};

/** Says what the part weighs, and fails when that is more than it may. */
function weighed(maxGzipBytes: number): Plugin {
  return {
    name: "weighed",
    writeBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === "chunk") {
          const bytes = gzipSync(file.code, { level: 9 }).length;
          const line = `${file.fileName}: ${file.code.length} bytes minified, ${bytes} gzipped, of ${maxGzipBytes}`;
          if (bytes > maxGzipBytes) {
            this.error(line);
          }
          this.info(line);
        }
      }
    },
  };
}

/** The library alone, or its snapshot decoder alone, as a page bundles it: `npm run size`. */
export default defineConfig(({ mode }) => {
  const { entry, maxGzipBytes } = PARTS[mode]!;
  return {
    logLevel: "info",
    plugins: [shortNames(), weighed(maxGzipBytes)],
    build: {
      outDir: "dist/library",
      emptyOutDir: false,
      modulePreload: false,
      rolldownOptions: {
        input: { [mode]: fileURLToPath(new URL(entry, import.meta.url)) },
        preserveEntrySignatures: "strict",
        output: { entryFileNames: "[name].js", topLevelVar: false }, // as in vite.config.ts
      },
    },
  };
});
