import { Catalog, Sku } from "@securecart/core/catalog";
import { Inventory } from "@securecart/core/inventory";
import { Search } from "@securecart/core/search";

const mostProducts = 8;
const mostRows = 100;

/** Finds the SKU with this code, otherwise the SKUs of products that match the words, with the stock of each. */
export async function findStock(words: string) {
  const exact = Sku.safeParse(words.toUpperCase());
  const variant = exact.success ? await Catalog.variant({ sku: exact.data }) : null;
  const variants = variant ? [variant] : await ofProducts(words);
  const levels = await Inventory.levels({ skus: variants.map(({ sku }) => sku) });
  return variants.map(({ sku, name, title }) => ({
    sku,
    name,
    title,
    ...(levels[sku] ?? Inventory.levelOf(null)),
  }));
}

async function ofProducts(words: string) {
  const { cards } = await Search.products({ q: words });
  const pages = await Promise.all(cards.slice(0, mostProducts).map(({ slug }) => Catalog.bySlug({ slug })));
  return pages.flatMap((page) => page?.variants ?? []).slice(0, mostRows);
}
