import { Catalog } from "@securecart/core/catalog";
import { Inventory } from "@securecart/core/inventory";
import { Merchandising } from "@securecart/core/merchandising";
import type { CategoryInput, Stocked } from "./build";
import { inParallel } from "./chance";

/** Number of products written at the same time. */
const WIDTH = 12;

/** Saves categories one after the other, because each changes the tree. */
export const writeCategories = (categories: readonly CategoryInput[]) =>
  inParallel(categories, 1, (category) => Catalog.saveCategory(category));

/** Saves products and receives their stock. Safe to repeat: a product keeps its id, stock is received once. */
export const writeProducts = (products: Iterable<Stocked>) =>
  inParallel(products, WIDTH, async ({ product, onHand }) => {
    const { productId } = await Catalog.saveProduct(product);
    await Promise.all(
      [...onHand].map(([sku, quantity]) =>
        Inventory.receive({ sku, quantity, cause: "seed", reference: `seed:${sku}` }),
      ),
    );
    await Merchandising.recordAvailability({ productId });
  });
