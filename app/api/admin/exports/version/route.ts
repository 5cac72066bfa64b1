import { Transfer } from "@securecart/core/transfer";
import { readStaff } from "#app/_lib/staff-session";
import { versionOf } from "#app/(admin)/admin/(staff)/exports/words";

const headers = { "Cache-Control": "private, no-store" };

/** Returns the version of the list of exports, for its open page to notice progress. Does not extend the session. */
export async function GET() {
  const staff = await readStaff({ quiet: true });
  if (!staff?.complete) return Response.json({ error: "Sign in first." }, { status: 401, headers });
  const rows = await Transfer.latestExports(Transfer.kindsFor(staff));
  return Response.json({ version: versionOf(rows) }, { headers });
}
