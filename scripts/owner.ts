import { parseArgs } from "node:util";

/**
 * Makes the first owner of a shop in the cloud, by a letter with a link to choose a password and a second step; or lets
 * one in again who was disabled. Runs where the shop's table is linked:
 *
 *     npx sst shell --stage production -- npm run owner -- --email ada@example.com
 */
const { values } = parseArgs({ options: { email: { type: "string" } } });

try {
  if (!values.email) throw new Error("Say whose: npm run owner -- --email ada@example.com");
  await invite(values.email);
  console.log(`An invitation is on its way to ${values.email}. Its link is good for three days, once.`);
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}

/** The domain looks for its table as soon as it is loaded. */
async function invite(email: string) {
  const { Staff } = await import("@securecart/core/staff").catch((error) => {
    if (!/not linked|not set|SST/i.test(messageOf(error))) throw error;
    throw new Error(
      "No shop is linked here. In the cloud: npx sst shell --stage production -- npm run owner -- --email you@example.com; on this machine, beside npm start: node scripts/launch.mjs run npm run owner -- --email you@example.com",
    );
  });
  await Staff.rescue({ email });
}

function messageOf(error: unknown) {
  if (error instanceof Error && error.name === "ZodError") return "This is no e-mail address.";
  return error instanceof Error ? error.message : String(error);
}
