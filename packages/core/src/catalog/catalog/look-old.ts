import { Dynamo } from "#platform/dynamo";
import { fillOld } from "./fill-old";
import { looksOf } from "./looks";
import { ProductEntity } from "./product.entity";
import type { Product } from "./types";

/**
 * Writes swatches and second picture to the rows of products that were saved before their cards showed them. A save
 * meanwhile has written its own.
 */
export const lookOld = (pages: AsyncIterable<Product[]>, how: { dryRun?: boolean }) =>
  fillOld(
    pages,
    {
      isOld: ({ looks }) => !looks,
      write: (product, forSale) =>
        Dynamo.written(
          ProductEntity.patch({ productId: product.productId })
            .set({ looks: looksOf(product, forSale) })
            .where((at, { notExists }) => notExists(at.looks))
            .go(),
        ),
    },
    how,
  );
