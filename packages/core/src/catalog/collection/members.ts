import { Catalog, type Category, type PricedAt, type Product } from "../catalog";
import { fits, type Part, type Rule } from "../search";
import type { Collection } from "./types";

type Chosen = Pick<Collection, "rule" | "productIds">;

/**
 * Returns the part of the catalog that a collection is, for the search index. `categories` are all of the shop: what is in
 * a category of the rule counts, too.
 */
export const partOf = ({ rule, productIds }: Chosen, categories: Category[]): Part =>
  rule ? { rule: expanded(rule, categories) } : { productIds };

/** Tells whether a product is in a collection at a time. Pure; the status of both does not count. */
export const contains = (
  { rule, productIds }: Chosen,
  product: Product,
  { categories, when }: { categories: Category[]; when: PricedAt },
) => (rule ? fits(expanded(rule, categories), product, when) : productIds.includes(product.productId));

const expanded = ({ match, conditions }: Rule, categories: Category[]): Rule => ({
  match,
  conditions: conditions.map((condition) =>
    condition.field === "category"
      ? { ...condition, slugs: Catalog.subtreeOf(categories, condition.slugs) }
      : condition,
  ),
});
