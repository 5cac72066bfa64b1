import { balanceTransactions } from "./balance";
import { charges } from "./charges";
import { checkoutCreation } from "./checkout-create";
import { checkoutSessions } from "./checkout-sessions";
import { coupons } from "./coupons";
import { customers } from "./customers";
import { disputes } from "./disputes";
import { events } from "./events";
import { fraudWarnings } from "./fraud-warnings";
import { checkMetadata } from "./metadata-limits";
import type { RequestParams, Route } from "./params";
import { paymentIntents } from "./payment-intents";
import { paymentMethods } from "./payment-methods";
import { prices } from "./prices";
import { products } from "./products";
import { promotionCodes } from "./promotion-codes";
import { refunds } from "./refunds";
import { searches } from "./search";
import { setupIntents } from "./setup-intents";
import { shippingRates } from "./shipping-rates";
import { taxIds } from "./tax-ids";
import { taxRates } from "./tax-rates";
import { validate } from "./validate";
import { webhookEndpoints } from "./webhook-endpoints";
import type { World } from "./world";

export interface PathIds {
  id: string;
  method: string;
  taxId: string;
}

export type Handlers = {
  [R in Route]: (world: World, params: RequestParams[R], path: PathIds) => object;
};

const handlers: Handlers = {
  ...balanceTransactions,
  ...charges,
  ...checkoutCreation,
  ...checkoutSessions,
  ...coupons,
  ...customers,
  ...disputes,
  ...events,
  ...fraudWarnings,
  ...paymentIntents,
  ...paymentMethods,
  ...prices,
  ...products,
  ...promotionCodes,
  ...refunds,
  ...searches,
  ...setupIntents,
  ...shippingRates,
  ...taxIds,
  ...taxRates,
  ...webhookEndpoints,
};

const isRoute = (name: string): name is Route => Object.hasOwn(handlers, name);

/** Route patterns, literal paths first: `customers/search` is not the customer with the id "search". */
const patterns = Object.keys(handlers)
  .filter(isRoute)
  .toSorted((a, b) => a.split(":").length - b.split(":").length)
  .map((route) => ({ route, pattern: new RegExp(`^${route.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`) }));

export interface Match {
  route: Route;
  path: PathIds;
}

/** Returns the route of a request, or null when this server does not implement it. */
export function match(method: string, pathname: string): Match | null {
  for (const { route, pattern } of patterns) {
    const found = pattern.exec(`${method} ${pathname}`);
    if (found) return { route, path: { id: "", method: "", taxId: "", ...found.groups } };
  }
  return null;
}

/** Checks the parameters against Stripe's types and runs the handler. Throws ApiError. */
export function run<R extends Route>(world: World, route: R, raw: object, path: PathIds): object {
  const handle: Handlers[R] = handlers[route];
  const params = validate(route, raw);
  checkMetadata(params);
  return handle(world, params, path);
}
