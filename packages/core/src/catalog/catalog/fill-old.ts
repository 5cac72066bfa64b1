import { readStored } from "./page";
import type { Product, VariantRow } from "./types";

type Fill = {
  /** Tells whether a row is from before it had what is filled in. */
  isOld: (product: Product) => boolean;
  /** Writes it, from the variants that are for sale. Returns whether the row still was old. */
  write: (product: Product, forSale: VariantRow[]) => Promise<boolean>;
};

/**
 * Fills in what the rows of products did not have when they were saved. Safe to repeat. With `dryRun` nothing is written.
 * Returns how many products it checked and how many it changed or would change.
 */
export async function fillOld(
  pages: AsyncIterable<Product[]>,
  { isOld, write }: Fill,
  { dryRun = false } = {},
) {
  const counts = { checked: 0, changed: 0 };
  for await (const page of pages) {
    counts.checked += page.length;
    for (const product of page.filter(isOld)) if (dryRun || (await filled(product, write))) counts.changed++;
  }
  return counts;
}

async function filled({ productId }: Product, write: Fill["write"]) {
  const stored = await readStored(productId);
  if (!stored) return false;
  return write(
    stored.product,
    stored.variants.filter(({ status }) => status === "active"),
  );
}
