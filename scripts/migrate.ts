import { parseArgs } from "node:util";

/**
 * Migrates the rows of a shop to what the code expects, and prints what each migration checked and changed. Safe to
 * repeat, also after it was stopped. Runs where the shop's table is linked:
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
  if (dryRun) console.log("A dry run: nothing was written.");
}

/** The domain looks for its table as soon as it is loaded. */
function load() {
  return import("@securecart/core/migration").catch((error) => {
    if (!/not linked|not set|SST/i.test(error instanceof Error ? error.message : String(error))) throw error;
    throw new Error(
      "No shop is linked here. In the cloud: npx sst shell --stage production -- npm run migrate; on this machine, beside npm start: node scripts/launch.mjs run npm run migrate",
    );
  });
}
