import { runAll } from "./run-steps";
import { infrastructure, journeys, lint, tests, types } from "./steps";

/** Everything: the fast gate, then the engines, the whole cloud, the local cloud itself, what is deployed, and the browser. */
process.exitCode = await runAll([
  lint,
  ...types,
  tests("unit"),
  tests("core"),
  tests("system"),
  tests("local"),
  ...infrastructure,
  journeys,
]);
