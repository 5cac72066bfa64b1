import { Sku } from "@securecart/core/catalog";
import { Money } from "@securecart/core/money";
import { Offer } from "@securecart/core/offer";
import type { NextRequest } from "next/server";
import { readCustomer } from "#app/_lib/customer-session";

const headers = { "Cache-Control": "private, no-store" };

/** Returns the price that a price list gives the signed-in customer, as text; none for everyone else. */
export async function GET(request: NextRequest) {
  const sku = Sku.safeParse(request.nextUrl.searchParams.get("sku"));
  if (!sku.success) return Response.json({ error: "Send a SKU." }, { status: 400, headers });
  const customer = await readCustomer({ quiet: true });
  const price = customer && (await Offer.personal({ sku: sku.data, customerId: customer.customerId }));
  const text = price && `Your price: ${Money.format(price.amount, price.currency)} (${price.name})`;
  return Response.json({ text }, { headers });
}
