import { Catalog } from "@securecart/core/catalog";
import type { Sale } from "@securecart/core/price";

/** Returns what the form of a sale offers to choose from. One request, or none when the cache has it. */
export async function formOptions() {
  const categories = await Catalog.categories();
  return { categories: categories.map(({ slug, name }) => ({ value: slug, label: name })) };
}

const mostRead = 100;

/** Returns the slugs of the products that a sale names, and the ids of those that are gone. One request for up to 100. */
export async function slugsOf({ terms: { scope } }: Pick<Sale, "terms">) {
  const read = scope.products.slice(0, mostRead);
  const found = await Catalog.byIds({ productIds: read });
  const slugs = new Map(found.map(({ productId, slug }) => [productId, slug]));
  return scope.products.map((productId) => slugs.get(productId) ?? productId);
}
