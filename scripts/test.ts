import { runAll } from "./run-steps";
import { infrastructure, journeys, lint, tests, types, unused } from "./steps";

/** All tests: the fast checks, then engines, whole cloud, local cloud, deployed resources, and browser. */
process.exitCode = await runAll([
  lint,
  unused,
  ...types,
  tests("unit"),
  tests("core"),
  tests("system"),
  tests("local"),
  ...infrastructure,
  journeys,
]);
