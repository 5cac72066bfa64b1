import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type PlaywrightJson, playwrightReport, type Report } from "./reports";

test("Playwright's report is read with flaky tests and errors outside a test as failures", () => {
  const spec = (
    title: string,
    status: "expected" | "unexpected" | "flaky" | "skipped",
    message?: string,
  ) => ({
    title,
    file: "cart.test.ts",
    line: 7,
    tests: [{ status, results: [{ errors: message ? [{ message }] : [] }] }],
  });
  const json: PlaywrightJson = {
    config: { rootDir: "/e2e" },
    errors: [{ message: "no browser", location: { file: "/e2e/fixtures.ts", line: 2 } }],
    suites: [
      {
        title: "cart.test.ts",
        specs: [spec("a", "expected"), spec("b", "skipped")],
        suites: [
          {
            title: "cart",
            specs: [spec("c", "unexpected", "\u001b[31mwrong\u001b[39m"), spec("d", "flaky", "late")],
          },
        ],
      },
    ],
  };
  expect(playwrightReport(json)).toEqual({
    passed: 1,
    skipped: 1,
    failures: [
      { name: "cart > c", message: "wrong", at: "/e2e/cart.test.ts:7" },
      { name: "cart > d", message: "flaky: late", at: "/e2e/cart.test.ts:7" },
      { name: "outside a test", message: "no browser", at: "/e2e/fixtures.ts:2" },
    ],
  });
});

test("Vitest's report counts failed tests, hooks, files and unhandled errors", async () => {
  mkdirSync("test-results", { recursive: true });
  const folder = mkdtempSync("test-results/report-");
  try {
    for (const [file, text] of Object.entries(sample)) writeFileSync(join(folder, file), text);
    await new Promise((resolve) => {
      const args = ["node_modules/vitest/vitest.mjs", "run", "--root", folder];
      execFile(process.execPath, args, { env: { ...process.env, VITEST_REPORT: undefined } }, resolve);
    });
    const report: Report = JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
    const failures = report.failures.map(({ name, message, at }) => [name, message, at.split("/").at(-1)]);
    expect({ ...report, failures: failures.sort() }).toEqual({
      passed: 1,
      skipped: 2,
      failures: [
        ["broken.test.ts", "cannot be loaded", "broken.test.ts:1"],
        ["hook", "hook fails", "a.test.ts:5"],
        ["outer > differs", expect.stringMatching(/deeply equal[\s\S]*- {3}2,\n\+ {3}1,/), "a.test.ts:4"],
        ["outside a test", expect.stringMatching(/^Error: nobody waits\n.*a\.test\.ts:6/), ""],
      ],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const sample = {
  "vitest.config.ts": `import { defineConfig } from "vitest/config";
const file = new URL("report.json", import.meta.url).pathname;
const reporters = [["../../scripts/vitest-report.ts", { file }]];
export default defineConfig({ test: { reporters, include: ["*.test.ts"] } });`,
  "broken.test.ts": `throw new Error("cannot be loaded");`,
  "a.test.ts": `import { beforeAll, describe, expect, test } from "vitest";
test("passes", () => expect(1).toBe(1));
test.skip("is skipped", () => {});
describe("outer", () => test("differs", () => expect([1]).toEqual([2])));
describe("hook", () => { beforeAll(() => { throw new Error("hook fails"); }); test("never runs", () => {}); });
void Promise.reject(new Error("nobody waits"));`,
};
