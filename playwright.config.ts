import { defineConfig } from "@playwright/test";
import { browser, urls } from "./e2e/outside";

/** Configuration of the journeys. `npm run e2e` starts the shop and passes its addresses in the environment. */
export default defineConfig({
  testDir: "e2e/journeys",
  testMatch: "*.test.ts",
  outputDir: "test-results/e2e",
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["./e2e/reporter.ts"], ["json", { outputFile: "test-results/e2e.json" }]],
  use: {
    baseURL: urls.shop,
    browserName: "chromium",
    launchOptions: { ...browser, env: { ...process.env, ...browser.env } as Record<string, string> },
    screenshot: "only-on-failure",
    actionTimeout: 15_000,
    navigationTimeout: 20_000,
  },
});
