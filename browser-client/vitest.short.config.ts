import { defineConfig } from "vitest/config";
import { shortNames } from "./build/shortNames.ts";

/** The library's tests once more, under the names that pages load: what a short name breaks is noticed here. */
export default defineConfig({
  plugins: [{ ...shortNames(), apply: "serve" }],
  test: { include: ["src/**/*.test.ts"], exclude: ["src/codec/mutationCheck.test.ts"] },
});
