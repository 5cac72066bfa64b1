import { Dynamo } from "#platform/dynamo";
import { fillOld } from "./fill-old";
import { groupsOf } from "./offers";
import { ProductEntity } from "./product.entity";
import type { Product } from "./types";

/**
 * Writes the prices of their variants to the rows of products that were saved before rows had them, so that a sale of a
 * single SKU reaches their cards. A save meanwhile has written its own.
 */
export const offerOld = (pages: AsyncIterable<Product[]>, how: { dryRun?: boolean }) =>
  fillOld(
    pages,
    {
      isOld: ({ offers }) => !offers,
      write: ({ productId }, forSale) =>
        Dynamo.written(
          ProductEntity.patch({ productId })
            .set({ offers: groupsOf(forSale) })
            .where((at, { notExists }) => notExists(at.offers))
            .go(),
        ),
    },
    how,
  );
