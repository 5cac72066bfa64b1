import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { linkTypes } from "./link-types";
import { root } from "./paths";
import { synthesize } from "./synthesize";

// Writes `sst-env.d.ts` as SST does. Run it after a change of links or functions.
writeFileSync(join(root, "sst-env.d.ts"), linkTypes(await synthesize("production")));
