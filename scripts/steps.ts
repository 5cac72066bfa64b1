import { type PlaywrightJson, playwrightReport, type Report } from "./reports";
import type { Step } from "./run-steps";

const bin = (name: string) => `node_modules/.bin/${name}`;

/** Finds unused files, exports and dependencies, and imports that a package does not declare. */
export const unused: Step = { name: "unused code", command: [bin("knip")] };

export const lint: Step = { name: "lint", command: [bin("biome"), "check", "--error-on-warnings", "."] };

/** Next's generated route types, which the parameters of pages need, and then all types. */
export const types: Step[] = [
  { name: "route types", command: [bin("next"), "typegen"] },
  { name: "types", command: [bin("tsc"), "--noEmit", "--incremental", "false", "-p", "."] },
];

/** Check of the first words of doc comments. */
export const docComments: Step = {
  name: "doc comments",
  command: [process.execPath, "--no-warnings", "--import", "tsx", "scripts/doc-comments.ts"],
};

/** Returns the step that runs the tests of one vitest project. */
export function tests(project: string): Step {
  const file = `test-results/${project}.json`;
  return {
    name: `${project} tests`,
    command: [bin("vitest"), "run", "--project", project],
    env: { VITEST_REPORT: file },
    report: { file, read: (json) => json as Report },
  };
}

export const journeys: Step = {
  name: "browser journeys",
  command: [process.execPath, "--no-warnings", "--import", "tsx", "e2e/run.ts"],
  report: { file: "test-results/e2e.json", read: (json) => playwrightReport(json as PlaywrightJson) },
};

/** Checks of the stacks. SST's components and the built site come first because the other two need them. */
export const infrastructure: Step[] = [
  {
    name: "platform and site",
    command: [process.execPath, "--no-warnings", "--import", "tsx", "infra/prepare.ts"],
  },
  { name: "types of the stacks", command: [bin("tsc"), "-p", "tsconfig.infra.json"] },
  tests("infra"),
];
