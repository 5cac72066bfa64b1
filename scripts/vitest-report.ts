import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Reporter, SerializedError, TestModule } from "vitest/node";
import { type Failure, plainText, type Report } from "./reports";

type Problem = Pick<SerializedError, "message"> & {
  diff?: string | undefined;
  stacks?: { file: string; line: number }[];
};

/**
 * Vitest reporter that writes a `Report` to a file. Failed hooks, files that cannot be loaded and unhandled errors are
 * failures too, which Vitest's own JSON report leaves out.
 */
export default class ReportWriter implements Reporter {
  readonly #file: string;

  constructor({ file }: { file: string }) {
    this.#file = file;
  }

  /** Writes the report of a finished run. */
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const report: Report = { passed: 0, skipped: 0, failures: [] };
    for (const module of modules) {
      const fail = (name: string, problems: readonly Problem[]) =>
        report.failures.push(failure(name, problems, module.moduleId));
      if (module.errors().length > 0) fail(module.relativeModuleId, module.errors());
      for (const suite of module.children.allSuites())
        if (suite.errors().length > 0) fail(suite.fullName, suite.errors());
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === "passed") report.passed++;
        else if (result.state === "failed") fail(test.fullName, result.errors);
        else report.skipped++;
      }
    }
    for (const error of unhandled) {
      const message = plainText(error.stack ?? error.message);
      report.failures.push({ name: "outside a test", message, at: "" });
    }
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, JSON.stringify(report));
  }
}

/** Describes one failure; the line is the one in the test's own file when the stack passes through it. */
function failure(name: string, problems: readonly Problem[], file: string): Failure {
  const stack = problems.flatMap(({ stacks = [] }) => stacks);
  const frame = stack.find((candidate) => candidate.file === file);
  const message = problems.map(({ message, diff }) => [message, diff].filter(Boolean).join("\n"));
  return {
    name,
    message: plainText(message.join("\n")),
    at: frame ? `${frame.file}:${frame.line}` : file,
  };
}
