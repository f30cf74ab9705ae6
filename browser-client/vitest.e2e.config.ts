import { defineConfig } from "vitest/config";

/**
 * Browser tests against a server that already runs: ROOKERY_URL is where its page is. They share one machine with the
 * server and a software-rendered Chromium, so they run one after the other and may take their time.
 */
export default defineConfig({
  test: {
    include: ["e2e/**/*.e2e.ts"],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 60_000,
  },
});
