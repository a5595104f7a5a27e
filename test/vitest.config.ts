import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: `${import.meta.dirname}/..`,
    include: ["test/**/*.test.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    env: { TZ: "Asia/Jakarta", NO_COLOR: "", FORCE_COLOR: "" },
  },
});
