import { stripVTControlCharacters } from "node:util";

/** A check that failed: its full name, what was wrong, and the file and line to look at. */
export type Failure = { name: string; message: string; at: string };

/** Outcome of the checks of one step. */
export type Report = { passed: number; skipped: number; failures: Failure[] };

type PlaywrightError = { message?: string; location?: { file: string; line: number } };
type PlaywrightResult = { errors: PlaywrightError[] };
type PlaywrightSpec = {
  title: string;
  file: string;
  line: number;
  tests: { status: "expected" | "unexpected" | "flaky" | "skipped"; results: PlaywrightResult[] }[];
};
type PlaywrightSuite = { title: string; specs?: PlaywrightSpec[]; suites?: PlaywrightSuite[] };

/** JSON report of Playwright, as far as it is read here. */
export type PlaywrightJson = {
  config: { rootDir: string };
  suites: PlaywrightSuite[];
  errors: PlaywrightError[];
};

/** Reads Playwright's JSON report. A flaky test and an error outside a test each count as a failure. */
export function playwrightReport({ config, suites, errors }: PlaywrightJson): Report {
  const report: Report = { passed: 0, skipped: 0, failures: [] };
  for (const { spec, name } of suites.flatMap((suite) => specsOf(suite, []))) {
    for (const { status, results } of spec.tests) {
      if (status === "expected") report.passed++;
      else if (status === "skipped") report.skipped++;
      else {
        const message = results.flatMap((result) => result.errors).map(messageOf)[0] ?? "";
        const prefix = status === "flaky" ? "flaky: " : "";
        const at = `${config.rootDir}/${spec.file}:${spec.line}`;
        report.failures.push({ name, message: plainText(prefix + message), at });
      }
    }
  }
  for (const error of errors) {
    const at = error.location ? `${error.location.file}:${error.location.line}` : "";
    report.failures.push({ name: "outside a test", message: plainText(messageOf(error)), at });
  }
  return report;
}

/**
 * Lists the specs of a suite with their full names; the name of the file, which is the outermost suite, is left out.
 */
function specsOf(suite: PlaywrightSuite, path: string[]): { spec: PlaywrightSpec; name: string }[] {
  return [
    ...(suite.specs ?? []).map((spec) => ({ spec, name: [...path, spec.title].join(" > ") })),
    ...(suite.suites ?? []).flatMap((inner) => specsOf(inner, [...path, inner.title])),
  ];
}

const messageOf = ({ message }: PlaywrightError) => message ?? "no message";

/** Removes colors and trailing space from a message. */
export const plainText = (message: string) => stripVTControlCharacters(message).trimEnd();
