import type { Looks, Product, Swatch } from "./types";

type Shown = { options: Record<string, string>; image: number };

/**
 * Returns the pictures of an option's values, such as colors, in their order, when each value has one of its own; null
 * otherwise. Values with the same picture, such as sizes, differ in something that it does not show. Pure.
 */
export function picturesOf(name: string, values: readonly string[], variants: readonly Shown[]) {
  const shown = values.flatMap((value) => {
    const [index, ...more] = new Set(
      variants.filter(({ options }) => options[name] === value).map(({ image }) => image),
    );
    return index !== undefined && more.length === 0 ? [index] : [];
  });
  const isComplete = shown.length === values.length && new Set(shown).size === values.length;
  return isComplete && values.length > 1 ? shown : null;
}

/** Returns what a card shows of the variants that are for sale, besides the first picture. Pure. */
export function looksOf(
  { options, images }: { options: { name: string; values: string[] }[]; images: unknown[] },
  variants: readonly Shown[],
): Looks {
  const own = new Set(variants.map(({ image }) => image));
  const another = images.findIndex((_, index) => index > 0 && !own.has(index));
  for (const { name, values } of options) {
    const sold = values.filter((value) => variants.some((one) => one.options[name] === value));
    const pictures = picturesOf(name, sold, variants);
    if (pictures) return { option: name, values: sold, pictures, ...(another > 0 && { another }) };
  }
  return { option: "", values: [], pictures: [], ...(another > 0 && { another }) };
}

/** Returns the swatches of a product; none without an option that its pictures show. Pure. */
export function swatchesOf({ looks, images }: Pick<Product, "looks" | "images">): Swatch[] {
  const { values, pictures } = looks ?? { values: [], pictures: [] };
  return values.flatMap((value, i) => {
    const image = images[pictures[i] ?? -1];
    return image ? [{ value, image }] : [];
  });
}
