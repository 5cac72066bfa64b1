import { Sku } from "@securecart/core/catalog";
import { Inventory } from "@securecart/core/inventory";
import type { NextRequest } from "next/server";
import { z } from "zod";

const Skus = z.array(Sku).min(1).max(50);

/** Returns how many units of each SKU can be sold now. Shared caches may store the response for one second. */
export async function GET(request: NextRequest) {
  const skus = Skus.safeParse([...new Set(request.nextUrl.searchParams.getAll("sku"))]);
  if (!skus.success) {
    return Response.json(
      { error: "Send 1 to 50 SKUs." },
      { status: 400, headers: { "Cache-Control": "no-store" } },
    );
  }
  const stock = await Inventory.available({ skus: skus.data });
  return Response.json({ stock }, { headers: { "Cache-Control": "public, max-age=0, s-maxage=1" } });
}
