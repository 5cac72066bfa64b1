import type { Product, Variant } from "@securecart/core/catalog";
import { product } from "../../../_lib/cached";

export type Found = { product: Product; variants: Variant[]; stock: Record<string, number>; chosen: Variant };

/** The product with the variant that the URL names; without a name, the first that can be had. */
export async function find(slug: string, path?: string): Promise<Found | null> {
  const found = await product(slug);
  if (!found) return null;
  const { variants, stock } = found;
  const chosen =
    path === undefined
      ? (variants.find(({ sku }) => (stock[sku] ?? 0) > 0) ?? variants[0])
      : variants.find((variant) => variant.path === path && path !== "");
  return chosen ? { ...found, chosen } : null;
}

export const variantUrl = ({ slug, path }: { slug: string; path: string }) =>
  path ? `/product/${slug}/${path}` : `/product/${slug}`;
