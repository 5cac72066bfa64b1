import { Catalog } from "@securecart/core/catalog";
import { Shop } from "@securecart/core/shop";

/** A sitemap may name 50,000 addresses. */
export const partSize = 50_000;

/** A crawler's hour-old list is good enough, and reading a large catalog is not free. */
export const sitemapHeaders = {
  "Content-Type": "application/xml; charset=utf-8",
  "Cache-Control": "public, max-age=0, s-maxage=3600",
};

/** Every address worth finding: the home page, the categories and the products, in an order that stays. */
export async function* addresses(): AsyncGenerator<{ path: string; changed?: string }> {
  yield { path: "/" };
  for (const { slug } of await Catalog.categories()) yield { path: `/category/${slug}` };
  for await (const products of Catalog.all()) {
    for (const { slug, updatedAt } of products) yield { path: `/product/${slug}`, changed: updatedAt };
  }
}

export const absolute = (path: string) => escaped(new URL(path, Shop.url()).href);

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
