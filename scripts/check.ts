import { runAll } from "./run-steps";
import { lint, tests, types } from "./steps";

/** The fast gate: what can be said without starting anything. */
process.exitCode = await runAll([lint, ...types, tests("unit")]);
