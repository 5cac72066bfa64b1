import { Media } from "@securecart/core/media";
import { Staff } from "@securecart/core/staff";
import type { NextRequest } from "next/server";
import { readStaff } from "#app/_lib/staff-session";

const headers = { "Cache-Control": "private, no-store" };

/** Most pictures whose state is asked for at once. */
const most = 20;

/** Returns pictures of the library: those with the ids, for their state, else those that a search finds. */
export async function GET(request: NextRequest) {
  const staff = await readStaff({ quiet: true });
  if (!staff?.complete) return Response.json({ error: "Sign in first." }, { status: 401, headers });
  if (!Staff.may(staff.roles, "media.read"))
    return Response.json({ error: "Your role may not see pictures." }, { status: 403, headers });
  const query = request.nextUrl.searchParams;
  const ids = (query.get("ids") ?? "").split(",").filter(Boolean).slice(0, most);
  const pictures = ids.length > 0 ? await Media.states(ids) : await found(query.get("q") ?? "");
  return Response.json({ pictures }, { headers });
}

async function found(words: string) {
  const { rows } = await Media.list({ q: words.slice(0, 100) });
  return rows.filter(({ state }) => state === "ready");
}
