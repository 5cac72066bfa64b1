import { runAll } from "../scripts/run-steps";
import { infrastructure } from "../scripts/steps";

/** What can be said of a deployment without an account: types, the built site, three stages, and a rehearsal. */
process.exitCode = await runAll(infrastructure);
