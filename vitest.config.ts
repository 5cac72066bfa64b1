import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/**
 * Options of every project. A test without an assertion fails. Timeouts only end what hangs, so a slow machine passes.
 */
const common = { expect: { requireAssertions: true }, testTimeout: 300_000, hookTimeout: 300_000 };
/** File for the counts and failures, named by the steps of `npm test`. */
const report = process.env.VITEST_REPORT;

const cloud = { setupFiles: ["packages/core/test/environment.ts"], ...common };

/**
 * Projects by what their tests need: `unit` nothing, `core` the engines (tables, queues, payments) with the test itself
 * as the worker, `system` the whole cloud with its worker. `local` tests the local cloud and starts its own; `infra`
 * tests the deployed resources.
 */
export default defineConfig({
  test: {
    ...(report ? { reporters: ["default", ["./scripts/vitest-report.ts", { file: report }]] } : {}),
    // Vitest leaves one core free, which is half of a machine with two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        // `#app/*` of tsconfig.json.
        resolve: { tsconfigPaths: true },
        test: {
          name: "unit",
          setupFiles: ["packages/core/test/links.ts"],
          ...common,
          include: [
            "packages/core/**/*.unit.test.ts",
            "packages/email/**/*.test.ts",
            "app/**/*.test.ts",
            "scripts/**/*.test.ts",
            "faults/**/*.test.ts",
            "container/**/*.unit.test.ts",
          ],
        },
      },
      {
        test: {
          name: "core",
          include: ["packages/core/**/*.test.ts"],
          exclude: ["**/*.unit.test.ts"],
          // Each file restores its links and fakes; loading the SDKs again for each file costs more than its tests.
          isolate: false,
          globalSetup: ["packages/core/test/engines.ts"],
          ...cloud,
        },
      },
      {
        test: {
          name: "system",
          include: ["packages/functions/**/*.test.ts"],
          // One cloud for all: a test that moves the clock or drops webhooks would do so for the others.
          fileParallelism: false,
          globalSetup: ["packages/core/test/whole-cloud.ts"],
          ...cloud,
        },
      },
      {
        test: {
          name: "local",
          include: ["packages/local/**/*.test.ts", "container/**/*.test.ts"],
          exclude: ["**/*.unit.test.ts"],
          ...common,
        },
      },
      {
        test: {
          name: "infra",
          include: ["infra/**/*.test.ts"],
          // The first test of a stage waits for its synthesis, and for the site to be built when it is not.
          ...common,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
