import { z } from "zod";
import { Customer } from "#accounts/customer";
import { CustomerGroup } from "#accounts/customer-group";
import { Catalog, Sku, skuKey } from "#catalog/catalog";
import { Price } from "#catalog/price";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Shop } from "#platform/shop";
import { Inventory } from "../inventory";

export * as Offer from "./index";

/** Returns how many of each SKU can be sold now, and all sales. One request, two for 100 SKUs. */
export const current = fn(z.object({ skus: z.array(Sku).max(100) }), async ({ skus }) => {
  const items = await Dynamo.batchGet([Price.boardKey(), ...skus.map(Inventory.stockKey)]);
  const available = new Map(
    items.flatMap((item) => Inventory.asStock(item) ?? []).map((row) => [skuKey(row.sku), row.available]),
  );
  return {
    stock: Object.fromEntries(skus.map((sku) => [sku, available.get(skuKey(sku)) ?? 0])),
    board: Price.boardOf(items),
  };
});

/**
 * Returns a product with its variants, their stock, and the sales that their prices follow from; null when it is unknown or
 * hidden. Two requests, three for a product with 100 variants.
 */
export const page = fn(z.object({ slug: z.string() }), async ({ slug }) => {
  const found = await Catalog.shown({ slug });
  if (!found) return null;
  const { stock, board } = await current({ skus: found.variants.map(({ sku }) => sku) });
  return { ...found, stock, board: Price.boardFor(board, found.variants) };
});

/**
 * Returns the price that a price list gives a customer for one unit of a SKU, in the shop's currency; null when none of
 * their groups has a lower one than everyone's. Never cached: it is personal. One request, and a cached one for a customer
 * with groups.
 */
export const personal = fn(
  z.object({ sku: Sku, customerId: Id.schema("customer") }),
  async ({ sku, customerId }) => {
    const items = await Dynamo.batchGet([
      ...[Catalog.variantKey(sku), Price.boardKey()],
      Customer.rowKey(customerId),
    ]);
    const [offered] = (await Catalog.offered(items)).values();
    const groups = await CustomerGroup.inUse({ groupIds: Customer.groupsIn(items, customerId) });
    if (!offered?.isForSale || groups.length === 0) return null;
    const currency = await Shop.currency();
    const when = { currency, at: Clock.iso(), board: Price.boardOf(items), groups };
    const { amount, reason, name = "" } = Price.decide(offered.variant, when);
    return reason === "list" ? { amount, currency, name } : null;
  },
);
