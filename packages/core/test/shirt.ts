/** Returns an active product of two variants, not saved yet: `SLUG-0` and `SLUG-1`. */
export const shirt = (slug: string, more: object = {}) => ({
  slug,
  name: `Shirt ${slug}`,
  summary: "A linen shirt.",
  description: "Light.\n\nCool.",
  details: [{ label: "Material", value: "Linen" }],
  categorySlug: `shirts-${slug}`,
  brand: "Weft",
  tags: ["summer"],
  options: [
    { name: "Color", values: ["Sea Blue", "Sand"] },
    { name: "Size", values: ["S", "M"] },
  ],
  images: [{ key: `products/${slug}/1`, alt: "A shirt", width: 1280, height: 1600 }],
  status: "active" as const,
  featured: true,
  publishedAt: "2026-03-01T00:00:00.000Z",
  variants: ["Sea Blue", "Sand"].map((Color, i) => ({
    sku: `${slug.toUpperCase()}-${i}`,
    options: { Color, Size: "M" },
    prices: { USD: 4_900 + 100 * i, EUR: 4_500 },
    image: 0,
    weightGrams: 250,
    taxClass: "standard" as const,
    status: "active" as const,
  })),
  ...more,
});
