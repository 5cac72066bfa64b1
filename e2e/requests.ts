import { Cart } from "@securecart/core/cart";
import { Checkout } from "@securecart/core/checkout";
import { Dynamo } from "@securecart/core/dynamo";
import { OrderAccess } from "@securecart/core/order-access";
import { Overview } from "@securecart/core/overview";
import { Secret } from "@securecart/core/secret";
import { pay, pendingOrder, product, readyCart } from "@securecart/core/test/fixtures";
import { endpointsOf } from "./access/build";
import { examples } from "./access/examples";
import { cast } from "./access/people";
import type { CountedShop } from "./counted-shop";

/** Largest number of requests to the table for each page (docs/data-model.md). */
export const budgets = {
  "home, rendered": 2,
  "category, rendered": 2,
  "product, rendered": 4,
  "product, cached": 0,
  "category, cached": 0,
  search: 2,
  cart: 2,
  "order, waiting": 2,
  "order, paid": 1,
  "place an order": 3,
};
export type Measure = keyof typeof budgets;

/** Lists the operations that each page requests from the table, one page after the other. */
export async function countRequests(shop: CountedShop): Promise<Record<Measure, string[]>> {
  const get = async (path: string, cookie?: string) => {
    const answer = await fetch(`${shop.url}${path}`, { headers: cookie ? { cookie } : {} });
    if (!answer.ok) throw new Error(`${path} responded with ${answer.status}.`);
    await answer.text();
  };
  const counted = (path: string, cookie?: string) => shop.during(() => get(path, cookie));
  const rendered = async (path: string, ...tags: string[]) => {
    await revalidate(shop, tags);
    return counted(path);
  };
  const { slug, sku } = await product();
  // Categories, settings and the published home page stay cached until the merchant changes them.
  await rendered("/", "home");
  await get(`/product/${(await product()).slug}`);
  const cookie = `cart=${Cart.sign(await readyCart({ sku }))}`;
  const waiting = await pendingOrder();
  const paid = await pendingOrder();
  await pay(paid.url);
  const order = ({ orderId }: { orderId: string }) => `/orders/${OrderAccess.token(orderId)}`;
  await get(order(paid));
  return {
    "product, rendered": await counted(`/product/${slug}`),
    "product, cached": await counted(`/product/${slug}`),
    "home, rendered": await rendered("/", "catalog", "categories"),
    "category, rendered": await rendered("/category/clothing", "category:clothing"),
    "category, cached": await counted("/category/clothing"),
    search: await counted("/search?q=mug"),
    cart: await counted("/cart", cookie),
    "order, waiting": await counted(order(waiting)),
    "order, paid": await counted(order(paid)),
    "place an order": await requestsToPlace(),
  };
}

/** Invalidates cached pages by tags, signed as the catalog signs it. */
async function revalidate({ url }: CountedShop, tags: string[]): Promise<void> {
  const body = JSON.stringify({ tags, at: Math.floor(Date.now() / 1000) });
  const signature = Secret.sign("RevalidateSecret", "revalidate", body).toString("base64url");
  const answer = await fetch(`${url}/api/revalidate`, {
    method: "POST",
    headers: { "x-securecart-signature": signature },
    body,
  });
  if (!answer.ok) throw new Error(`The revalidation was refused with ${answer.status}.`);
}

/** Counts the requests of placing an order in this process, because the domain alone makes them. */
async function requestsToPlace(): Promise<string[]> {
  const { sku } = await product();
  const cartId = await readyCart({ sku });
  const { reviewed } = await Checkout.read({ cartId });
  const sent: string[] = [];
  const name = "countRequests";
  Dynamo.client.middlewareStack.add(
    (next, { commandName = "" }) =>
      (args) => {
        sent.push(commandName);
        return next(args);
      },
    { name, step: "initialize" },
  );
  try {
    await Checkout.place({ cartId, reviewed });
  } finally {
    Dynamo.client.middlewareStack.remove(name);
  }
  return sent;
}

/** Requests that authorize a staff member on each page: the session and the member. */
const toAuthorize = 2;

/** Largest number of requests of a page of the admin to the table, besides those that authorize. */
const usual = 3;

/** Largest number of requests to the table of a page of the admin, of any of them. */
export const adminBudget = toAuthorize + usual;

/** Pages that are no part of the admin proper: they sign in, or have nothing to show. */
const apart = /\/(sign-in|security\/enroll|security\/confirm|invitation|\[\.\.\.missing\])/;

/** Page of the admin, and a function that opens it as an owner. */
export type AdminPage = { route: string; open: () => Promise<void> };

/** Returns the pages of the admin, with an example of each thing that one of them shows. */
export async function adminPages(shop: string): Promise<AdminPage[]> {
  const { cookieOf, customerId } = await cast();
  const pathOf = await examples({ customerId });
  const cookie = await cookieOf("owner");
  const routes = endpointsOf(process.env).flatMap((endpoint) =>
    endpoint.kind === "page" && endpoint.route.startsWith("/admin") && !apart.test(endpoint.route)
      ? [endpoint.route]
      : [],
  );
  return routes.map((route) => ({
    route,
    open: async () => {
      const answer = await fetch(shop + pathOf(route), { headers: { cookie }, redirect: "manual" });
      await answer.text();
      if (answer.status !== 200) throw new Error(`${route} responded with ${answer.status}.`);
    },
  }));
}

/** Lists the operations that each page of the admin requests from the table for an owner, by route. */
export async function countAdminRequests(shop: CountedShop): Promise<Record<string, string[]>> {
  const counted: Record<string, string[]> = {};
  for (const { route, open } of await adminPages(shop.url)) {
    await Overview.recount(); // or a page would do so in the background, and its requests would be counted with another's
    await open(); // settings, groups and the search index are read once by each process
    const operations = await shop.during(open);
    // The process reads the settings again every two seconds, which may fall into one opening of the page.
    counted[route] = operations.length > adminBudget ? await shop.during(open) : operations;
  }
  return counted;
}
