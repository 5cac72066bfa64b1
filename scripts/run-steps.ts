import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync } from "node:fs";
import { relative } from "node:path";
import { logFile } from "./logs";
import type { Failure, Report } from "./reports";

/** A command and the file in which it leaves its report; without a report it counts as one check. */
export type Step = {
  name: string;
  command: string[];
  env?: Record<string, string>;
  report?: { file: string; read: (json: unknown) => Report };
};

type Result = Report & { name: string; seconds: number; log: string };

const progressEveryMs = 60_000;
/** Lines of a failure's message that are printed at most, and lines of the output of a step that crashed. */
const messageLines = 100;
const tailLines = 80;
/** Failures of one step that are printed at most; the rest is in its log. */
const printedFailures = 50;

/** Steps that run at the same time as others: each lane runs its own steps one after the other. */
export type Lanes = { lanes: Step[][] };

/**
 * Runs steps one after the other, and the lanes of `Lanes` at the same time. Their output goes to files under
 * `test-results/logs`; printed are each step's name, counts and failures, and at the end a summary whose last line is
 * `N passed, N failed`. Returns the exit code.
 */
export async function runAll(
  steps: (Step | Lanes)[],
  print: (text: string) => void = console.log,
): Promise<number> {
  const runLane = async (lane: Step[]) => {
    const done: Result[] = [];
    for (const step of lane) {
      print(`── ${step.name}`);
      const result = await runStep(step, print);
      done.push(result);
      print(summary(result));
      printAll(result, details, print);
    }
    return done;
  };
  const results: Result[] = [];
  for (const step of steps) {
    const lanes = "lanes" in step ? step.lanes : [[step]];
    results.push(...(await Promise.all(lanes.map(runLane))).flat());
  }
  print("");
  for (const result of results) {
    print(`${summary(result)}${result.failures.length > 0 ? `, output: ${here(result.log)}` : ""}`);
    printAll(result, ({ name, at }) => `    ${name}${at ? ` (${here(at)})` : ""}`, print);
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failures.length, 0);
  print(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

/** Runs one step. An exit with an error is a failure whatever the report says; its message is the end of the output. */
async function runStep({ name, command, env, report }: Step, print: (text: string) => void): Promise<Result> {
  if (report) rmSync(report.file, { force: true });
  const log = logFile(name);
  const startedAt = performance.now();
  const secondsSoFar = () => (performance.now() - startedAt) / 1000;
  const progress = setInterval(
    () => print(`   ${name}: running for ${(secondsSoFar() / 60).toFixed(0)} min, output: ${here(log)}`),
    progressEveryMs,
  );
  const end = await run(command, log, env);
  clearInterval(progress);
  const read =
    report && existsSync(report.file) ? report.read(JSON.parse(readFileSync(report.file, "utf8"))) : null;
  const result = { name, log, seconds: secondsSoFar(), ...(read ?? { passed: 0, skipped: 0, failures: [] }) };
  if (end !== 0 && result.failures.length === 0) {
    const what = typeof end === "number" ? `exit code ${end}` : end;
    return { ...result, failures: [{ name, message: `${what}\n${tail(log)}`.trimEnd(), at: log }] };
  }
  if (!read && report) return { ...result, failures: [{ name, message: "wrote no report", at: log }] };
  return read ? result : { ...result, passed: 1 };
}

/** Runs a command with its output in a file. Returns the exit code, the signal, or the reason it did not start. */
function run([program = "", ...args]: string[], log: string, env: Record<string, string> = {}) {
  const output = openSync(log, "w");
  return new Promise<number | string>((resolve) => {
    const child = spawn(program, args, {
      stdio: ["inherit", output, output],
      env: { ...process.env, ...env },
    });
    child.once("error", (error) => resolve(`${program} could not be started: ${error.message}`));
    child.once("exit", (code, signal) => resolve(code ?? signal ?? 1));
  }).finally(() => closeSync(output));
}

/** Prints the first failures of a step and the number of those that are left out. */
function printAll({ failures }: Result, format: (failure: Failure) => string, print: (text: string) => void) {
  for (const failure of failures.slice(0, printedFailures)) print(format(failure));
  const rest = failures.length - printedFailures;
  if (rest > 0) print(`    … ${rest} more`);
}

/** Formats a step's counts on one line. */
function summary({ name, passed, skipped, failures, seconds }: Result) {
  const counts = [
    `${passed} passed`,
    `${failures.length} failed`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  return `${failures.length > 0 ? "✗" : "✓"} ${name}: ${counts.join(", ")} (${seconds.toFixed(1)} s)`;
}

/** Formats a failure as its name, its place and its message, which is cut when it is long. */
function details({ name, message, at }: Failure) {
  const lines = message.split("\n");
  const shown = lines.slice(0, messageLines);
  const cut = lines.length - shown.length;
  return [
    `  ✗ ${name}`,
    ...(at ? [`    ${here(at)}`] : []),
    ...shown.map((line) => `    ${line}`),
    ...(cut > 0 ? [`    … ${cut} more lines`] : []),
  ].join("\n");
}

/** Returns the last lines of a file. */
const tail = (file: string) => readFileSync(file, "utf8").trimEnd().split("\n").slice(-tailLines).join("\n");

/** Shortens a path below the working directory. */
const here = (path: string) => relative(process.cwd(), path);
