/** Returns the link to a product, or to its variant with this path. */
export const productUrl = ({ slug, path }: { slug: string; path?: string | undefined }) =>
  path ? `/product/${slug}/${path}` : `/product/${slug}`;
