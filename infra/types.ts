import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths";
import { openRehearsal } from "./rehearsal/open";

/** Writes `sst-env.d.ts` as SST would after a deployment. To be run when a link has come, gone or changed. */
const rehearsal = await openRehearsal("difference");
try {
  const { code, output } = await rehearsal.sst("diff", "--stage", "production");
  if (code !== 0) throw new Error(output);
  copyFileSync(join(rehearsal.folder, "sst-env.d.ts"), join(root, "sst-env.d.ts"));
} finally {
  rehearsal.close();
}
