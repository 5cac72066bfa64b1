import { Catalog } from "@securecart/core/catalog";
import { Collection } from "@securecart/core/collection";
import { Content } from "@securecart/core/content";
import { Shop } from "@securecart/core/shop";

/** Largest number of URLs that the sitemap protocol allows in one file. */
export const partSize = 50_000;

/** Headers of a sitemap. Crawlers accept an hour-old list, and reading a large catalog costs money. */
export const sitemapHeaders = {
  "Content-Type": "application/xml; charset=utf-8",
  "Cache-Control": "public, max-age=0, s-maxage=3600",
};

/**
 * Yields the paths to index in a stable order: the home page, the categories, the pages of the merchant, the collections and
 * the products.
 */
export async function* addresses(): AsyncGenerator<{ path: string; changed?: string }> {
  yield { path: "/" };
  for (const { address } of await Catalog.categories()) yield { path: `/category/${address}` };
  for (const { slug, changed } of (await Content.live()).pages) yield { path: `/pages/${slug}`, changed };
  for (const { slug, updatedAt } of await Collection.list({ status: "active" }))
    yield { path: `/collection/${slug}`, changed: updatedAt };
  for await (const products of Catalog.all()) {
    for (const { slug, updatedAt } of products) yield { path: `/product/${slug}`, changed: updatedAt };
  }
}

export const absolute = (path: string) => escaped(new URL(path, Shop.url()).href);

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
