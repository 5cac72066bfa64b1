import { Catalog, type Category } from "@securecart/core/catalog";

/** Returns the categories that one may be in: not itself, none in it, and none on the lowest level. */
export function parentsFor(all: Category[], slug: string) {
  const own = new Set(slug ? Catalog.subtreeOf(all, [slug]) : []);
  return all
    .filter((one) => !own.has(one.slug) && Catalog.trailOf(all, one.slug).length < Catalog.mostLevels)
    .map((one) => ({ value: one.slug, label: Catalog.pathOf(all, one.slug) }));
}
