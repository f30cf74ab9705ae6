// node bench/feel.mjs: bundles the players of `bench feel`, with the client library as it ships, into dist/bench/feelBots.js.
import { fileURLToPath } from "node:url";
import { build } from "vite";

await build({
  root: fileURLToPath(new URL("..", import.meta.url)),
  configFile: false,
  publicDir: false,
  logLevel: "error",
  build: {
    ssr: fileURLToPath(new URL("feel/feelBots.node.ts", import.meta.url)),
    outDir: "dist/bench",
    emptyOutDir: false,
    target: "node20",
    rolldownOptions: { output: { entryFileNames: "feelBots.js" } },
  },
});
console.log(JSON.stringify({ bundle: "dist/bench/feelBots.js" }));
