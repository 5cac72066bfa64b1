import { Catalog, Sku } from "@securecart/core/catalog";
import { DomainError } from "@securecart/core/error";
import { Search } from "@securecart/core/search";

/**
 * Returns the slugs of products that were entered by name, SKU, page address or slug. `known` slugs are not looked up, so
 * that a product which is hidden now can stay. Throws `discount.unknown_product`.
 */
export async function findProducts(lines: string[], known: readonly string[] = []): Promise<string[]> {
  const found = await Promise.all(lines.map((line) => (known.includes(line) ? line : findOne(line))));
  const missing = lines.filter((_, i) => found[i] === null);
  if (missing.length > 0)
    throw new DomainError(
      "input",
      "discount.unknown_product",
      `There is no product ${missing
        .slice(0, 3)
        .map((line) => `“${line.slice(0, 60)}”`)
        .join(", ")}.`,
      "products",
    );
  return [...new Set(found.filter((slug) => slug !== null))];
}

async function findOne(line: string): Promise<string | null> {
  const [, inAddress] = /\/product\/([a-z0-9-]+)/.exec(line) ?? [];
  const page = await Catalog.bySlug({ slug: inAddress ?? line });
  if (page) return page.product.slug;
  const sku = Sku.safeParse(line.toUpperCase());
  const variant = sku.success ? await Catalog.variant({ sku: sku.data }) : null;
  if (variant) return variant.slug;
  const { cards } = await Search.products({ q: line.slice(0, 200) });
  const name = line.toLowerCase();
  return cards.find((card) => card.name.toLowerCase() === name)?.slug ?? null;
}
