import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { linkTypes } from "./link-types";
import { root } from "./paths";
import { synthesize } from "./synthesize";

/** Writes `sst-env.d.ts` as SST will. To be run when a link or a function has come, gone or changed. */
writeFileSync(join(root, "sst-env.d.ts"), linkTypes(await synthesize("production")));
