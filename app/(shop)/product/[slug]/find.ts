import { Catalog, type Product, type SaleCurrency, type Variant } from "@securecart/core/catalog";
import type { Board } from "@securecart/core/price";
import { permanentRedirect, redirect } from "next/navigation";
import { product, shopCurrency } from "#app/_lib/cached";

/** Returns the link to a variant. */
export type UrlOf = (variant: Variant) => string;

export type Found = {
  product: Product;
  variants: Variant[];
  stock: Record<string, number>;
  /** Sales that the prices follow from. */
  board: Board;
  currency: SaleCurrency;
  chosen: Variant;
};

/**
 * Finds a product and the variant in the URL; without one, the first variant in stock. Redirects a URL that several
 * variants share to the product's page, where the shopper chooses, and one of a former slug to the product.
 */
export async function find(slug: string, path?: string): Promise<Found | null> {
  const found = await product(slug);
  if (!found) return null;
  if ("movedTo" in found) permanentRedirect(`/product/${found.movedTo}`);
  const { variants, stock } = found;
  const chosen =
    path === undefined
      ? (variants.find(({ sku }) => (stock[sku] ?? 0) > 0) ?? variants[0])
      : Catalog.byPath(variants, path);
  if (chosen === "several") redirect(`/product/${slug}`);
  return chosen ? { ...found, chosen, currency: await shopCurrency() } : null;
}

/**
 * Returns the variant of a list that differs least from the chosen one, and of several such the first in stock; null without
 * any.
 */
export function nearestVariant(
  some: Variant[],
  { chosen, stock }: Pick<Found, "chosen" | "stock">,
): Variant | null {
  const same = ({ options }: Variant) =>
    Object.entries(options).filter(([name, value]) => chosen.options[name] === value).length;
  const isLeft = ({ sku }: Variant) => Number((stock[sku] ?? 0) > 0);
  const [nearest = null] = [...some].sort((a, b) => same(b) - same(a) || isLeft(b) - isLeft(a));
  return nearest;
}
