import { Sku } from "@securecart/core/catalog";
import type { NextRequest } from "next/server";
import { z } from "zod";
import { product, shopCurrency } from "#app/_lib/cached";
import { offerText, offerTo } from "#app/_lib/delivery";
import { priceOf } from "#app/(shop)/product/[slug]/price-in";

const Asked = z.object({ slug: z.string().max(200), sku: Sku, country: z.string().regex(/^[A-Z]{2}$/) });

/** Time for which a shared cache may answer, in seconds: promised days change once a day. */
const headers = { "Cache-Control": "public, max-age=60, s-maxage=60" };

/** Returns the delivery of one unit to a country, as text; to the shop's own country when it cannot be delivered there. */
export async function GET(request: NextRequest) {
  const asked = Asked.safeParse(Object.fromEntries(request.nextUrl.searchParams));
  if (!asked.success) return refused("Send a product, a SKU and a country.", 400);
  const { slug, sku, country } = asked.data;
  const found = await product(slug);
  const chosen = found && "variants" in found ? found.variants.find((variant) => variant.sku === sku) : null;
  if (!found || "movedTo" in found || !chosen) return refused("There is no such product.", 404);
  const currency = await shopCurrency();
  const { amount } = priceOf({ chosen, board: found.board, currency });
  const parcel = { currency, subtotal: amount, grams: chosen.weightGrams };
  const offer = await offerTo([country], parcel);
  return Response.json({ text: offer && offerText(offer, currency) }, { headers });
}

const refused = (error: string, status: number) =>
  Response.json({ error }, { status, headers: { "Cache-Control": "no-store" } });
