import { z } from "zod";
import { Dynamo } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { readPage } from "./page";
import { ProductEntity } from "./product.entity";
import type { Product } from "./types";

/** Returns the units of each SKU of a product that can be sold now, as a consistent read finds them. */
type Available = (
  request: { skus: string[] },
  product: Pick<Product, "soldOut">,
) => Promise<Record<string, number>>;

/** `changed` tells whether the product as a whole is available differently, only some of its variants, or nothing. */
type Recorded = { product: Product; changed: "product" | "variants" | null };

const tries = 10;

/**
 * Records on a product whether any of its variants for sale is available, and which are sold out, for listings and
 * filters. Runs at once never leave an older state: the stock is read after the product, the write is refused when the
 * product was written in between, and after a write the stock is compared once more. Returns null for an unknown product.
 * Two requests when nothing changed, five else.
 */
export const recordAvailability = fn(
  z.object({ productId: z.string() }),
  async ({ productId }, available: Available): Promise<Recorded | null> => {
    let changed: Recorded["changed"] = null;
    for (let attempt = 1; attempt <= tries; attempt++) {
      const { data: product } = await ProductEntity.get({ productId }).go({ consistent: true });
      if (!product) return null;
      const { inStock, soldOut } = stateOf(await available({ skus: await skusOf(product) }, product));
      const known = new Set(product.soldOut);
      const isSame = product.soldOut?.length === soldOut.length && soldOut.every((sku) => known.has(sku));
      if (product.inStock === inStock && isSame) return { product, changed };
      const isWritten = await Dynamo.written(
        ProductEntity.patch({ productId })
          .set({ inStock, soldOut })
          .where((at, { eq }) => eq(at.updatedAt, product.updatedAt))
          .go(),
      );
      if (isWritten && changed !== "product") changed = product.inStock === inStock ? "variants" : "product";
    }
    throw new Error(
      `The product ${productId} or its stock keeps changing while its availability is recorded.`,
    );
  },
);

function stateOf(available: Record<string, number>) {
  const skus = Object.keys(available);
  const soldOut = skus.filter((sku) => (available[sku] ?? 0) <= 0);
  return { inStock: soldOut.length < skus.length, soldOut };
}

/** Returns the SKUs of the variants for sale; a product from before its row had them is asked for its variants. */
async function skusOf({ skus, slug }: Product) {
  if (skus) return skus;
  const { variants } = await readPage(slug);
  return variants.filter(({ status }) => status === "active").map(({ sku }) => sku);
}
