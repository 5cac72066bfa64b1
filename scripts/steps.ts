import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";

/** What a step came to: how many checks held, how many did not. */
export type Result = { name: string; passed: number; failed: number; seconds: number };

/** A command, and where it leaves its counts; without a report it counts as one check. */
export type Step = {
  name: string;
  command: string[];
  report?: { file: string; read: (json: unknown) => Counts };
};
type Counts = { passed: number; failed: number };

const bin = (name: string) => `node_modules/.bin/${name}`;

export const lint: Step = { name: "lint", command: [bin("biome"), "check", "--error-on-warnings", "."] };

/** Route types come from Next; without them a page's parameters are unknown. */
export const types: Step[] = [
  { name: "route types", command: [bin("next"), "typegen"] },
  { name: "types", command: [bin("tsc"), "--noEmit", "--incremental", "false", "-p", "."] },
];

/** First words of the doc comments. */
export const docComments: Step = {
  name: "doc comments",
  command: [process.execPath, "--no-warnings", "--import", "tsx", "scripts/doc-comments.ts"],
};

/** The tests of one vitest project. */
export function tests(project: string): Step {
  const file = `test-results/${project}.json`;
  return {
    name: `${project} tests`,
    command: [
      bin("vitest"),
      "run",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ],
    report: {
      file,
      read: (json) => {
        const { numPassedTests: passed, numFailedTests: failed } = json as Record<string, number>;
        return { passed: passed ?? 0, failed: failed ?? 0 };
      },
    },
  };
}

export const journeys: Step = {
  name: "browser journeys",
  command: [process.execPath, "--no-warnings", "--import", "tsx", "e2e/run.ts"],
  report: {
    file: "test-results/e2e.json",
    read: (json) => {
      const { stats } = json as { stats: { expected: number; unexpected: number; flaky: number } };
      return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
    },
  },
};

/** The stacks: SST's components and the built site first, which the checks of the rest need. */
export const infrastructure: Step[] = [
  {
    name: "platform and site",
    command: [process.execPath, "--no-warnings", "--import", "tsx", "infra/prepare.ts"],
  },
  { name: "types of the stacks", command: [bin("tsc"), "-p", "tsconfig.infra.json"] },
  tests("infra"),
];

/** Runs steps one after the other, all of them, and ends with the line that counts them. Answers the exit code. */
export async function runAll(steps: Step[]): Promise<number> {
  const results: Result[] = [];
  for (const step of steps) results.push(await runStep(step));
  for (const { name, passed, failed, seconds } of results) {
    console.log(
      `${failed > 0 ? "✗" : "✓"} ${name}: ${passed} passed, ${failed} failed (${seconds.toFixed(1)} s)`,
    );
  }
  const total = (key: "passed" | "failed") => results.reduce((sum, result) => sum + result[key], 0);
  console.log(`${total("passed")} passed, ${total("failed")} failed`);
  return total("failed") > 0 ? 1 : 0;
}

/** A step that exits with an error has failed, whatever its report says. */
async function runStep({ name, command, report }: Step): Promise<Result> {
  console.log(`\n── ${name}`);
  if (report) rmSync(report.file, { force: true });
  const startedAt = performance.now();
  const code = await exitCode(command);
  const seconds = (performance.now() - startedAt) / 1000;
  const counts =
    report && existsSync(report.file) ? report.read(JSON.parse(readFileSync(report.file, "utf8"))) : null;
  if (code === 0) return { name, seconds, ...(counts ?? { passed: 1, failed: 0 }) };
  return { name, seconds, passed: counts?.passed ?? 0, failed: Math.max(1, counts?.failed ?? 0) };
}

function exitCode([program = "", ...args]: string[]) {
  return new Promise<number>((resolve) => {
    const child = spawn(program, args, { stdio: "inherit" });
    child.once("error", (error) => {
      console.error(`${program} could not be started: ${error.message}`);
      resolve(1);
    });
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
