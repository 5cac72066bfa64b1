import { runAll } from "./run-steps";
import { docComments, infrastructure, journeys, lint, tests, types, unused } from "./steps";

/**
 * All tests: the fast checks, then engines and whole cloud beside local cloud and deployed resources, which mostly wait for
 * processes, then the browser.
 */
process.exitCode = await runAll([
  lint,
  unused,
  docComments,
  ...types,
  tests("unit"),
  {
    lanes: [
      [tests("core"), tests("system")],
      [...infrastructure, tests("local")],
    ],
  },
  journeys,
]);
