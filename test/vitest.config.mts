import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: `${import.meta.dirname}/..`,
    include: ["test/**/*.test.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ["default", `${import.meta.dirname}/closing-line.ts`],
    env: { TZ: "Asia/Jakarta", NO_COLOR: "", FORCE_COLOR: "" },
  },
});
