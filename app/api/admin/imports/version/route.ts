import { Staff } from "@securecart/core/staff";
import { Transfer } from "@securecart/core/transfer";
import type { NextRequest } from "next/server";
import { readStaff } from "#app/_lib/staff-session";

const headers = { "Cache-Control": "private, no-store" };

/** Returns the version of an import, for its open page to notice progress. Does not extend the session. */
export async function GET(request: NextRequest) {
  const staff = await readStaff({ quiet: true });
  if (!staff?.complete) return Response.json({ error: "Sign in first." }, { status: 401, headers });
  if (!Staff.may(staff.roles, "catalog.read"))
    return Response.json({ error: "Your role does not allow this." }, { status: 403, headers });
  const ref = Transfer.find.schema.safeParse({ importId: request.nextUrl.searchParams.get("import") });
  const found = ref.success ? await Transfer.find(ref.data) : null;
  return Response.json({ version: found ? `${found.version}` : null }, { headers });
}
