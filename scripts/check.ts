import { runAll } from "./run-steps";
import { lint, tests, types } from "./steps";

/** The fast checks, which start no process of the shop. */
process.exitCode = await runAll([lint, ...types, tests("unit")]);
