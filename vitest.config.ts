import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** No test measures time: what hangs ends here, what a busy machine does slowly goes on. */
const patience = { testTimeout: 300_000, hookTimeout: 300_000 };
const cloud = { setupFiles: ["packages/core/test/environment.ts"], ...patience };

/**
 * Three kinds of tests by what they need: `unit` nothing, `core` the engines (tables, queues, payments) with the test
 * itself as the worker, `system` the whole cloud with its worker. `local` tests the local cloud and starts its own,
 * `infra` what is deployed.
 */
export default defineConfig({
  test: {
    // Vitest leaves one core free, which of two is half.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        // `#app/*` of tsconfig.json.
        resolve: { tsconfigPaths: true },
        test: {
          name: "unit",
          setupFiles: ["packages/core/test/links.ts"],
          ...patience,
          include: [
            "packages/core/**/*.unit.test.ts",
            "packages/email/**/*.test.ts",
            "app/**/*.test.ts",
            "scripts/**/*.test.ts",
            "container/**/*.unit.test.ts",
          ],
        },
      },
      {
        test: {
          name: "core",
          include: ["packages/core/**/*.test.ts"],
          exclude: ["**/*.unit.test.ts"],
          // What a file links or fakes it puts back; loading the SDKs anew for each costs more than its tests.
          isolate: false,
          globalSetup: ["packages/core/test/engines.ts"],
          ...cloud,
        },
      },
      {
        test: {
          name: "system",
          include: ["packages/functions/**/*.test.ts"],
          // One cloud: a test that moves its clock or loses its webhooks would move and lose those of another.
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
          ...patience,
        },
      },
      {
        test: {
          name: "infra",
          include: ["infra/**/*.test.ts"],
          // The first to ask for a stage waits for its synthesis, and where no site is built yet for that too.
          ...patience,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
