import { Dynamo } from "#platform/dynamo";
import { groupsOf } from "./offers";
import { readStored } from "./page";
import { ProductEntity } from "./product.entity";
import type { Product } from "./types";

/**
 * Writes the prices of their variants to the rows of products that were saved before rows had them, so that a sale of a
 * single SKU reaches their cards. Safe to repeat. With `dryRun` nothing is written. Returns how many products it checked
 * and how many it changed or would change.
 */
export async function offerOld(pages: AsyncIterable<Product[]>, { dryRun = false } = {}) {
  const counts = { checked: 0, changed: 0 };
  for await (const page of pages) {
    counts.checked += page.length;
    for (const product of page) if (!product.offers && (dryRun || (await offer(product)))) counts.changed++;
  }
  return counts;
}

/** Returns whether the product still was without them. A save meanwhile has written its own. */
async function offer({ productId }: Product) {
  const stored = await readStored(productId);
  const forSale = stored?.variants.filter(({ status }) => status === "active") ?? [];
  return Dynamo.written(
    ProductEntity.patch({ productId })
      .set({ offers: groupsOf(forSale) })
      .where((at, { notExists }) => notExists(at.offers))
      .go(),
  );
}
