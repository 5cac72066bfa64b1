import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { Catalog, Sku } from "#catalog/catalog";
import { Clock } from "#platform/clock";
import { Dynamo, transact } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { added } from "./added";
import { CompanionsEntity } from "./companions.entity";
import { CountedOrderEntity } from "./counted-order.entity";

export * as Companion from "./index";

/** Time that the mark of a counted order is stored, in seconds: longer than an event can arrive late. */
const keptSeconds = 30 * 24 * 3600;

/** Most products of an order that are counted. */
const mostCounted = 20;

/** Orders that two products must have had in common to count as bought together. */
const fewestOrders = 2;

/** Tries within a few seconds; after them the event is handled again. */
const tries = 8;

/**
 * Counts the products of an order as bought together, once per order. Of an order with many products only the first are
 * counted. Throws when other orders keep changing the same products: the event is handled again.
 */
export const countOrder = fn(
  z.object({ orderId: Id.schema("order"), skus: z.array(Sku) }),
  async ({ orderId, skus }): Promise<void> => {
    if (skus.length < 2) return;
    const productIds = (await productsOf(skus)).slice(0, mostCounted);
    if (productIds.length < 2) return;
    for (let attempt = 1; attempt <= tries; attempt++) {
      const result = await transact({
        order: CountedOrderEntity.create({ orderId, ttl: Clock.seconds(keptSeconds) }),
        companions: await companionWrites(productIds),
      });
      if (result.committed || result.refused === "order") return;
      await delay(Math.random() * 10 * 2 ** attempt);
    }
    throw new Error(`Other orders keep changing the companions of the products of ${orderId}.`);
  },
);

/** Returns the products of SKUs, each once. One request. */
async function productsOf(skus: string[]) {
  const offered = await Catalog.offered(await Dynamo.batchGet(skus.map(Catalog.variantKey)));
  return [...new Set([...offered.values()].map(({ variant }) => variant.productId))];
}

async function companionWrites(productIds: string[]) {
  const keys = productIds.map((productId) => Dynamo.keyOf(CompanionsEntity.get({ productId })));
  const items = await Dynamo.batchGet(keys, { consistent: true });
  const rows = items.flatMap((item) => CompanionsEntity.parse({ Item: item }).data ?? []);
  return productIds.map((productId) => {
    const { version, companions = [] } = rows.find((row) => row.productId === productId) ?? {};
    const others = productIds.filter((other) => other !== productId);
    return CompanionsEntity.put({
      productId,
      version: (version ?? 0) + 1,
      companions: added(companions, others),
    }).where((at, { eq, notExists }) =>
      version === undefined ? notExists(at.version) : eq(at.version, version),
    );
  });
}

/** Returns the ids of the products that orders have most often had together with a product. One request. */
export const of = fn(
  z.object({ productId: z.string(), limit: z.int().min(1) }),
  async ({ productId, limit }): Promise<string[]> => {
    const { data } = await CompanionsEntity.get({ productId }).go();
    const frequent = (data?.companions ?? []).filter(({ orders }) => orders >= fewestOrders);
    return frequent.slice(0, limit).map((one) => one.productId);
  },
);
