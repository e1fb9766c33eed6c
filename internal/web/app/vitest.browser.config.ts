import { defineConfig } from "vitest/config";

// One file at a time: the tests share a browser, and two cores draw steadier pictures for one page than for three.
export default defineConfig({
  test: {
    include: ["test/browser/**/*.test.ts"],
    environment: "node",
    globalSetup: ["test/browser/server.ts"],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
