import { createWriteStream, type WriteStream } from "node:fs";
import { relative } from "node:path";
import type { FullResult, Reporter, TestCase, TestError, TestResult } from "@playwright/test/reporter";
import { logFile } from "../scripts/logs";
import { plainText } from "../scripts/reports";

/**
 * Playwright reporter that prints one line per test, each failure with its message, and the totals. The output of the
 * tests' own processes goes to a log.
 */
export default class JourneyReporter implements Reporter {
  readonly #file = logFile("journeys output");
  readonly #output: WriteStream = createWriteStream(this.#file);
  readonly #counts = { passed: 0, failed: 0, skipped: 0 };

  onStdOut(chunk: string | Buffer): void {
    this.#output.write(chunk);
  }

  onStdErr(chunk: string | Buffer): void {
    this.#output.write(chunk);
  }

  onTestEnd(test: TestCase, { status, errors, duration }: TestResult): void {
    const outcome = status === "skipped" ? "skipped" : status === test.expectedStatus ? "passed" : "failed";
    this.#counts[outcome]++;
    const name = test.titlePath().slice(3).join(" > ");
    const at = `${relative(process.cwd(), test.location.file)}:${test.location.line}`;
    const sign = { passed: "✓", failed: "✗", skipped: "-" }[outcome];
    console.log(`${sign} ${at} ${name} (${(duration / 1000).toFixed(1)} s)`);
    if (outcome === "failed") for (const error of errors) console.log(messageOf(error));
  }

  onError(error: TestError): void {
    this.#counts.failed++;
    console.log(`✗ outside a test\n${messageOf(error)}`);
  }

  onEnd({ duration }: FullResult): void {
    const { passed, failed, skipped } = this.#counts;
    const rest = skipped > 0 ? `, ${skipped} skipped` : "";
    console.log(`${passed} passed, ${failed} failed${rest} (${(duration / 1000).toFixed(0)} s)`);
    if (failed > 0) console.log(`Output of the tests: ${relative(process.cwd(), this.#file)}`);
  }

  printsToStdio(): boolean {
    return true;
  }
}

/** Formats an error with its code frame, indented. */
function messageOf({ message = "", value = "", snippet = "" }: TestError): string {
  const text = plainText([message || value, snippet].filter(Boolean).join("\n"));
  return text.replace(/^/gm, "    ");
}
