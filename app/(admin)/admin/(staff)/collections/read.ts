import { Catalog, type Category, type ProductStatus } from "@securecart/core/catalog";
import { Collection, type CollectionRow } from "@securecart/core/collection";
import { Search } from "@securecart/core/search";

/** Product as the form of a collection names it. */
export type Named = { productId: string; name: string; status: ProductStatus };

/** Products that a preview names, and that a search shows. */
const shown = 8;

/** Names products by the search index. One request for those that it does not know yet; none when it knows all. */
export async function named(productIds: string[]): Promise<Named[]> {
  const known = await Search.named(productIds);
  const missing = productIds.filter((productId) => !known.has(productId)).slice(0, 100);
  for (const { productId, name, status } of await Catalog.byIds({ productIds: missing }))
    known.set(productId, { name, status });
  return productIds.flatMap((productId) => {
    const one = known.get(productId);
    return one ? [{ productId, ...one }] : [];
  });
}

/** Finds products of any status by title, brand, tag or SKU. Two requests at most. */
export async function findProducts(q: string): Promise<Named[]> {
  const { found } = await Search.findForStaff({ q: q.slice(0, 100), size: shown });
  return named(found.map(({ productId }) => productId));
}

export type Preview = { total: number; names: string[] };

/** Returns how many active products a collection has, and the names of the first. No request. */
export async function previewOf(
  row: Pick<CollectionRow, "rule" | "productIds" | "sort">,
  categories: Category[],
): Promise<Preview> {
  const part = Collection.partOf(row, categories);
  const [[total = 0], ids] = await Promise.all([
    Search.counts([part]),
    Search.idsOf({ part, sort: Collection.sortOf(row), limit: shown }),
  ]);
  const names = await Search.named(ids);
  return { total, names: ids.flatMap((id) => names.get(id)?.name ?? []) };
}
