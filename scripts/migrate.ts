import { parseArgs } from "node:util";

/**
 * Command that migrates the rows of a shop to the current schema and prints how many rows each migration checked and
 * changed. Safe to repeat, also after an interruption. Needs the shop's table linked:
 *
 *     npx sst shell --stage production -- npm run migrate -- --dry-run
 */
try {
  const { values } = parseArgs({ options: { "dry-run": { type: "boolean", default: false } } });
  await migrate(values["dry-run"]);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function migrate(dryRun: boolean) {
  const { Migration } = await load();
  for (const name of Migration.names) {
    const { checked, changed } = await Migration.run({ name, dryRun });
    console.log(`${name}: ${checked} checked, ${changed} ${dryRun ? "to change" : "changed"}`);
  }
  if (dryRun) console.log("Dry run: nothing was written.");
}

/** Loads the domain, which reads its links on load. Throws with the commands to run when no table is linked. */
function load() {
  return import("@securecart/core/migration").catch((error) => {
    if (!/not linked|not set|SST/i.test(error instanceof Error ? error.message : String(error))) throw error;
    throw new Error(
      "No shop is linked. In the cloud run: npx sst shell --stage production -- npm run migrate. On this machine, while npm start runs: node scripts/launch.mjs run npm run migrate",
    );
  });
}
