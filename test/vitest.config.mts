import { defineConfig } from "vitest/config";

/** What runs a second time with its registers on a server: all but what is about files of SQLite's. */
const ON_BOTH = [
  "test/store/{register,verify,query-sql}.test.ts",
  "test/app/*.test.ts",
  "test/cli/**/*.test.ts",
  // The others are about terminals, shells and what is built, whatever a register is kept in.
  "test/acceptance/{bad-input,built,bulk*,db-copy,intake,intake-webhook,json}.test.ts",
  "test/acceptance/policy/*.test.ts",
];

const shared = {
  root: `${import.meta.dirname}/..`,
  testTimeout: 60_000,
  hookTimeout: 60_000,
  pool: "forks" as const,
};
const env = { TZ: "Asia/Jakarta", NO_COLOR: "", FORCE_COLOR: "" };

export default defineConfig({
  test: {
    ...shared,
    maxWorkers: 2,
    reporters: ["default", `${import.meta.dirname}/closing-line.ts`],
    projects: [
      { test: { ...shared, env, name: "sqlite", include: ["test/**/*.test.ts"], exclude: ["test/postgres/**"] } },
      {
        test: {
          ...shared,
          name: "postgres",
          include: ["test/postgres/*.test.ts", ...ON_BOTH],
          globalSetup: `${import.meta.dirname}/postgres-setup.ts`,
          env: { ...env, ITSM_TEST_STORE: "postgres" },
        },
      },
    ],
  },
});
