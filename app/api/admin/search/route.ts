import type { NextRequest } from "next/server";
import { readStaff } from "#app/_lib/staff-session";
import { findAnything } from "#app/(admin)/admin/_parts/find-anything";

const headers = { "Cache-Control": "private, no-store" };

/** Returns what the palette of the admin finds, by group. Finds only what the staff member may open. */
export async function GET(request: NextRequest) {
  const staff = await readStaff({ quiet: true });
  if (!staff?.complete) return Response.json({ error: "Sign in first." }, { status: 401, headers });
  const groups = await findAnything(staff, request.nextUrl.searchParams.get("q") ?? "");
  return Response.json({ groups }, { headers });
}
