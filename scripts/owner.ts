import { parseArgs } from "node:util";

/**
 * Command that invites the first owner of a shop by an email with a link to choose a password and a second step. Also
 * enables an owner who was disabled. Needs the shop's table linked:
 *
 *     npx sst shell --stage production -- npm run owner -- --email ada@example.com
 */
const { values } = parseArgs({ options: { email: { type: "string" } } });

try {
  if (!values.email)
    throw new Error("Give the owner's email address: npm run owner -- --email ada@example.com");
  await invite(values.email);
  console.log(`An invitation was sent to ${values.email}. Its link works once and expires after three days.`);
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}

/**
 * Sends the invitation. Throws with the commands to run when no table is linked; the domain reads its links on load.
 */
async function invite(email: string) {
  const { Staff } = await import("@securecart/core/staff").catch((error) => {
    if (!/not linked|not set|SST/i.test(messageOf(error))) throw error;
    throw new Error(
      "No shop is linked. In the cloud run: npx sst shell --stage production -- npm run owner -- --email you@example.com. On this machine, while npm start runs: node scripts/launch.mjs run npm run owner -- --email you@example.com",
    );
  });
  await Staff.rescue({ email });
}

function messageOf(error: unknown) {
  if (error instanceof Error && error.name === "ZodError") return "This is not an email address.";
  return error instanceof Error ? error.message : String(error);
}
