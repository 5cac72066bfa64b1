import { runAll } from "../scripts/run-steps";
import { infrastructure } from "../scripts/steps";

// Tests a deployment without an AWS account: types, the built site, three stages, and a rehearsal.
process.exitCode = await runAll(infrastructure);
