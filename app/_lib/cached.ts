import { Catalog, Slug } from "@securecart/core/catalog";
import { Inventory } from "@securecart/core/inventory";
import { Search } from "@securecart/core/search";
import { unstable_cache } from "next/cache";
import { cache } from "react";
import type { ListingQuery } from "./listing";

/** Seconds after which a page asks again, should the catalog's own word ever get lost. */
const freshness = 300;

/** Tags by which the catalog's writes make cached pages anew. */
export const tags = {
  /** The shelves by name: every page shows them, so that a mere product's change must not touch them. */
  categories: "categories",
  /** Any product: what lists products of all kinds. */
  catalog: "catalog",
  product: (slug: string) => `product:${slug}`,
  category: (slug: string) => `category:${slug}`,
};

/**
 * Reads once for all shoppers; the answer is kept under its key until one of its tags is revalidated. Around it stands
 * React's `cache`: while nothing is kept yet, the parts of one page that ask for the same thing read it once.
 */
function cached<Result>(key: string[], keyTags: string[], read: () => Promise<Result>): Promise<Result> {
  return unstable_cache(read, key, { tags: keyTags, revalidate: freshness })();
}

export const categories = cache(() =>
  atBuild(
    [],
    cached(["categories"], [tags.categories], () => Catalog.categories()),
  ),
);

export const featured = () =>
  atBuild(
    [],
    cached(["featured"], [tags.catalog], () => Search.featured({ limit: 24 })),
  );

/** A product's page with the stock of the moment it was made; null when nobody sells it. */
export const product = cache(async (slug: string) => {
  // What no slug looks like is not worth a place in the cache.
  if (!Slug.safeParse(slug).success) return null;
  return cached(["product", slug], [tags.product(slug)], async () => {
    const found = await Catalog.shown({ slug });
    if (!found) return null;
    const stock = await Inventory.available({ skus: found.variants.map(({ sku }) => sku) });
    return { ...found, stock };
  });
});

/** The first page of a category, as it stands before anyone filters it. */
export const firstPage = (query: ListingQuery & { category: string }) =>
  cached(["category", query.category], [tags.category(query.category)], () =>
    Search.products({ ...query, fresh: true }),
  );

/**
 * A build must not depend on the table: before the first deployment there is none. What it could not read is made
 * with the first visit, because such a page is stale after a second.
 */
async function atBuild<Result>(without: Result, reading: Promise<Result>): Promise<Result> {
  if (process.env.NEXT_PHASE !== "phase-production-build") return reading;
  const result = await reading.catch(() => without);
  if (!Array.isArray(result) || result.length > 0) return result;
  await unstable_cache(async () => true, ["stale-at-once"], { revalidate: 1 })();
  return result;
}
