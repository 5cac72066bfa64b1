import { runAll } from "./run-steps";
import { docComments, lint, tests, types, unused } from "./steps";

/** The fast checks, which start no process of the shop. */
process.exitCode = await runAll([lint, unused, docComments, ...types, tests("unit")]);
