import { z } from "zod";
import { Catalog, Sku, skuKey } from "#catalog/catalog";
import { Price } from "#catalog/price";
import { Dynamo } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Inventory } from "../inventory";

export * as Offer from "./index";

/** Most items that one batch reads. */
const mostKeys = 100;

/** Returns how many of each SKU can be sold now, and all sales. One request, two for 100 SKUs. */
export const current = fn(z.object({ skus: z.array(Sku).max(mostKeys) }), async ({ skus }) => {
  const keys = [Price.boardKey(), ...[...new Set(skus)].map(Inventory.stockKey)];
  const parts = await Promise.all([
    Dynamo.batchGet(keys.slice(0, mostKeys)),
    ...(keys.length > mostKeys ? [Dynamo.batchGet(keys.slice(mostKeys))] : []),
  ]);
  const items = parts.flat();
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
