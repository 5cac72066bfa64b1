import { Catalog } from "@securecart/core/catalog";
import { connection } from "next/server";

const headers = { "Cache-Control": "no-store" };

export async function GET() {
  await connection();
  try {
    await Catalog.health();
    return Response.json({ status: "ok" }, { headers });
  } catch {
    return Response.json({ status: "unavailable" }, { status: 503, headers });
  }
}
