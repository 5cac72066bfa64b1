import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { logFile } from "./logs";
import { type Lanes, runAll, type Step } from "./run-steps";

mkdirSync("test-results", { recursive: true });
const folder = mkdtempSync("test-results/steps-");
afterAll(() => rmSync(folder, { recursive: true }));

const name = (what: string) => `sample ${process.pid} ${what}`;
const log = (what: string) => logFile(name(what));
const node = (what: string, script: string): Step => ({
  name: name(what),
  command: [process.execPath, "-e", script],
});
afterAll(() => {
  for (const what of ["one", "two"]) rmSync(log(what), { force: true });
});

/** Returns a step that writes a report and exits with a code. */
function reporting(what: string, report: unknown, code: number): Step {
  const file = join(folder, `${what}.json`);
  const script = `fs.writeFileSync(${JSON.stringify(file)}, ${JSON.stringify(JSON.stringify(report))}); process.exit(${code});`;
  return { ...node(what, script), report: { file, read: (json) => json as never } };
}

/** Runs steps and returns the exit code and the printed lines without their seconds. */
async function run(...steps: (Step | Lanes)[]) {
  const printed: string[] = [];
  const code = await runAll(steps, (text) => printed.push(text));
  const lines = printed.join("\n").replaceAll(/\(\d+\.\d s\)/g, "(s)");
  return { code, lines: lines.split("\n") };
}

test("the output of a step goes to its log and not to the terminal", async () => {
  const { code, lines } = await run(node("one", "console.log('out'); console.error('err')"));
  expect(code).toBe(0);
  expect(lines).toEqual([
    `── ${name("one")}`,
    `✓ ${name("one")}: 1 passed, 0 failed (s)`,
    "",
    `✓ ${name("one")}: 1 passed, 0 failed (s)`,
    "1 passed, 0 failed",
  ]);
  expect(readFileSync(log("one"), "utf8")).toBe("out\nerr\n");
});

test("a failure is printed with its name, place and message, and the last line counts all steps", async () => {
  const failures = [
    { name: "a price is whole", message: "expected 1\n- 2", at: `${process.cwd()}/a.test.ts:3` },
  ];
  const { code, lines } = await run(
    reporting("one", { passed: 2, skipped: 1, failures }, 1),
    reporting("two", { passed: 3, skipped: 0, failures: [] }, 0),
  );
  expect(code).toBe(1);
  expect(lines.slice(1, 6)).toEqual([
    `✗ ${name("one")}: 2 passed, 1 failed, 1 skipped (s)`,
    "  ✗ a price is whole",
    "    a.test.ts:3",
    "    expected 1",
    "    - 2",
  ]);
  expect(lines.slice(-4)).toEqual([
    expect.stringContaining("1 failed, 1 skipped (s), output: test-results/logs/"),
    "    a price is whole (a.test.ts:3)",
    `✓ ${name("two")}: 3 passed, 0 failed (s)`,
    "5 passed, 1 failed",
  ]);
});

test("a step that crashes without a report prints its last lines", async () => {
  const crash = node("one", "for (let i = 1; i <= 200; i++) console.log('line ' + i); process.exit(3)");
  const { lines } = await run({
    ...crash,
    report: { file: join(folder, "none.json"), read: () => expect.fail() },
  });
  expect(lines).toContain("    exit code 3");
  expect(lines).toContain("    line 200");
  expect(lines).not.toContain("    line 120");
  expect(lines.at(-1)).toBe("0 passed, 1 failed");
});

test("of very many failures the first fifty are printed and all are counted", async () => {
  const failures = Array.from({ length: 60 }, (_, i) => ({ name: `failure ${i}`, message: "", at: "" }));
  const { lines } = await run(reporting("one", { passed: 0, skipped: 0, failures }, 1));
  expect(lines.filter((line) => line === "    … 10 more")).toHaveLength(2);
  expect(lines).toContain("  ✗ failure 49");
  expect(lines).not.toContain("  ✗ failure 50");
  expect(lines.at(-1)).toBe("0 passed, 60 failed");
});

test("a step that exits with an error has failed although its report has no failure", async () => {
  const { lines } = await run(reporting("one", { passed: 2, skipped: 0, failures: [] }, 1));
  expect(lines.at(-1)).toBe("2 passed, 1 failed");
});

test("a step that leaves no report has failed although it exits without an error", async () => {
  const step = node("one", "");
  const { lines } = await run({
    ...step,
    report: { file: join(folder, "none.json"), read: () => expect.fail() },
  });
  expect(lines).toContain("    wrote no report");
  expect(lines.at(-1)).toBe("0 passed, 1 failed");
});

test("a step whose program is missing has failed", async () => {
  const { lines } = await run({ name: name("one"), command: [join(folder, "missing")] });
  expect(lines.join("\n")).toMatch(/missing could not be started: .*ENOENT/);
  expect(lines.at(-1)).toBe("0 passed, 1 failed");
});

test("a step that a signal ends has failed", async () => {
  const { lines } = await run(node("one", "process.kill(process.pid, 'SIGKILL')"));
  expect(lines).toContain("    SIGKILL");
  expect(lines.at(-1)).toBe("0 passed, 1 failed");
});

test("lanes run at the same time, and the summary lists their steps lane by lane", async () => {
  const file = join(folder, "signal");
  const waits = `const end = Date.now() + 60_000; while (!fs.existsSync(${JSON.stringify(file)})) if (Date.now() > end) process.exit(1);`;
  const { code, lines } = await run({
    lanes: [[node("one", waits)], [node("two", `fs.writeFileSync(${JSON.stringify(file)}, "")`)]],
  });
  expect(code).toBe(0);
  expect(lines.slice(-3)).toEqual([
    `✓ ${name("one")}: 1 passed, 0 failed (s)`,
    `✓ ${name("two")}: 1 passed, 0 failed (s)`,
    "2 passed, 0 failed",
  ]);
});
