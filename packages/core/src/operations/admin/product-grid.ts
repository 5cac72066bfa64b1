import { z } from "zod";
import { Catalog, type Product, type Variant } from "#catalog/catalog";
import { Dynamo } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { mostInGrid } from "./bulk-edit";

/** Most variants in the grid. */
const mostVariants = 200;

export type GridRow = { product: Product; variants: Variant[] };

/**
 * Returns products with their variants for the bulk grid, in the order of the ids, and how many did not fit: it takes 50
 * products and 200 variants. Three requests at most.
 */
export const productGrid = fn(
  z.object({ productIds: z.array(Id.schema("product")).max(500) }),
  async ({ productIds }): Promise<{ rows: GridRow[]; left: number }> => {
    const products = await Catalog.byIds({ productIds: productIds.slice(0, mostInGrid) });
    const fitting: Product[] = [];
    const skus: string[] = [];
    for (const product of products) {
      const own = [...(product.skus ?? []), ...(product.hiddenSkus ?? [])];
      if (skus.length + own.length > mostVariants) continue;
      fitting.push(product);
      skus.push(...own);
    }
    const items = await Dynamo.batchGet(skus.map(Catalog.variantKey));
    const found = [...(await Catalog.offered(items)).values()].map(({ variant }) => variant);
    const rows = fitting.map((product) => ({
      product,
      variants: Catalog.fitting(
        product,
        found.filter(({ productId }) => productId === product.productId),
      ).sort((a, b) => a.position - b.position),
    }));
    return { rows, left: productIds.length - rows.length };
  },
);
