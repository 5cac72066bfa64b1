import { Catalog } from "@securecart/core/catalog";
import { Collection } from "@securecart/core/collection";
import type { Sale } from "@securecart/core/price";
import { Shop } from "@securecart/core/shop";
import { categories as visibleCategories } from "#app/_lib/cached";

/** Returns what the form of a sale offers to choose from. Two requests at most. */
export async function formOptions() {
  const [categories, collections, currencies] = await Promise.all([
    visibleCategories(),
    Collection.list({ status: "active" }),
    Shop.currencies(),
  ]);
  return {
    currencies,
    categories: categories.map(({ slug }) => ({ value: slug, label: Catalog.pathOf(categories, slug) })),
    collections: collections.map(({ collectionId, name }) => ({ value: collectionId, label: name })),
  };
}

const mostRead = 100;

/** Returns the slugs of the products that a sale names, and the ids of those that are gone. One request for up to 100. */
export async function slugsOf({ terms: { scope } }: Pick<Sale, "terms">) {
  const read = scope.products.slice(0, mostRead);
  const found = await Catalog.byIds({ productIds: read });
  const slugs = new Map(found.map(({ productId, slug }) => [productId, slug]));
  return scope.products.map((productId) => slugs.get(productId) ?? productId);
}
