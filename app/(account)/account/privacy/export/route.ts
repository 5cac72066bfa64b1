import { Privacy } from "@securecart/core/privacy";
import { Session } from "@securecart/core/session";
import { Shop } from "@securecart/core/shop";
import { readCustomer } from "#app/_lib/customer-session";

const noStore = { "Cache-Control": "private, no-store" };

/** Returns the customer's data export as a file. Requires that they confirmed their identity recently. */
export async function GET() {
  const customer = await readCustomer();
  if (!customer || !Session.isFresh(customer)) {
    const from = encodeURIComponent("/account/privacy");
    const page = customer ? "/account/security/confirm" : "/sign-in";
    return new Response(null, {
      status: 303,
      headers: { ...noStore, Location: `${Shop.url()}${page}?from=${from}` },
    });
  }
  const all = await Privacy.exportAll(customer);
  return new Response(JSON.stringify(all, null, 2), {
    headers: {
      ...noStore,
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="my-data-${all.madeAt.slice(0, 10)}.json"`,
      "X-Robots-Tag": "noindex",
    },
  });
}
