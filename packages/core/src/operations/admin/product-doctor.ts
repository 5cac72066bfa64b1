import { z } from "zod";
import { Catalog, type Product, type Variant } from "#catalog/catalog";
import { fn } from "#platform/fn";
import type { ShopCurrencies } from "#platform/money";
import { RichText } from "#platform/rich-text";
import { Shop } from "#platform/shop";
import { Inventory, type Level } from "#sales/inventory";
import { Pricing } from "#sales/pricing";

/** Reason why a product, or one of its SKUs, is not bought, with the field or page that changes it. */
export type Obstacle = {
  /** True when it cannot be bought at all; false when it can, but is hard to find or to choose. */
  isBlocking: boolean;
  text: string;
  fix: { field: string } | { sku: string };
};

/** Product as staff see it, with the stock of its variants. */
export type StockedProduct = { product: Product; variants: Variant[]; levels: Record<string, Level> };

/** Returns a product of any status with its variants and their stock; null when it is unknown. Two requests for up to 50 variants. */
export const stockedProduct = fn(
  z.object({ productId: z.string() }),
  async (ref): Promise<StockedProduct | null> => {
    const found = await Catalog.forStaffWith(ref, (skus) => skus.map(Inventory.stockKey));
    if (!found) return null;
    const { product, variants, items } = found;
    return {
      product,
      variants,
      levels: Inventory.levelsIn(
        items,
        variants.map(({ sku }) => sku),
      ),
    };
  },
);

/** Lists everything that keeps the SKUs of a product from being bought, the product's own reasons first. Cached reads only. */
export async function diagnose({ product, variants: all, levels }: StockedProduct): Promise<Obstacle[]> {
  const variants = Catalog.fitting(product, all);
  const [categories, rules, needed] = await Promise.all([
    Catalog.recentCategories(),
    Pricing.rules(),
    Shop.currencies(),
  ]);
  return [
    ...ofProduct(product, variants, categories),
    ...variants.flatMap((variant, row) =>
      ofVariant(variant, row, { level: levels[variant.sku], rules, needed }),
    ),
  ];
}

const statuses = {
  draft: "It is a draft: only staff can see it.",
  hidden: "It is hidden: only staff can see it.",
  archived: "It is archived: only staff can see it.",
};

function ofProduct(product: Product, variants: Variant[], categories: { slug: string }[]): Obstacle[] {
  const found: Obstacle[] = [];
  const add = (isBlocking: boolean, field: string, text: string) =>
    found.push({ isBlocking, text, fix: { field } });
  if (product.status !== "active") add(true, "status", statuses[product.status]);
  if (product.status === "draft" && product.publishAt)
    add(true, "publishAt", `It becomes active at ${product.publishAt.slice(0, 16).replace("T", " ")} UTC.`);
  if (variants.every(({ status }) => status === "hidden"))
    add(true, "variants.0.isForSale", "None of its variants is for sale.");
  if (product.images.length === 0) add(false, "pictures", "It has no picture.");
  if (!product.categorySlug)
    add(false, "categorySlug", "It has no category: only search and its link lead to it.");
  else if (!categories.some(({ slug }) => slug === product.categorySlug))
    add(false, "categorySlug", `The category ${product.categorySlug} does not exist.`);
  if (!product.summary && RichText.isEmpty(product.description))
    add(false, "summary", "It has no summary and no description.");
  return found;
}

type Known = { level: Level | undefined; rules: Pricing.Rules; needed: ShopCurrencies };

function ofVariant(variant: Variant, row: number, { level, rules, needed }: Known): Obstacle[] {
  const found: Obstacle[] = [];
  const name = variant.title || variant.sku;
  const add = (isBlocking: boolean, fix: Obstacle["fix"], text: string) =>
    found.push({ isBlocking, text: `${name}: ${text}`, fix });
  const field = (of: string) => ({ field: `variants.${row}.${of}` });
  if (variant.status === "hidden") {
    add(true, field("isForSale"), "not for sale.");
    return found;
  }
  for (const [i, currency] of needed.entries()) {
    const price = Catalog.priceOf(variant, currency);
    // Shoppers pay in the first one; a price in another is missing in exports only.
    if (price === null) add(i === 0, field(`prices.${currency}`), `no price in ${currency}.`);
    else if (price === 0) add(false, field(`prices.${currency}`), `free in ${currency}.`);
  }
  if (!level || level.onHand === 0) add(true, { sku: variant.sku }, "no stock.");
  else if (level.available === 0)
    add(true, { sku: variant.sku }, `sold out: all ${level.onHand} in stock belong to orders.`);
  if (variant.weightGrams === 0)
    add(false, field("weightGrams"), "no weight, so its delivery may cost too little.");
  const countries = Pricing.countriesOf(rules.shipping);
  const unreachable = unreachableFor(variant, { rules, countries, needed });
  if (unreachable.length > 0) {
    const isNowhere = unreachable.length === countries.length;
    const where = isNowhere ? "every delivery option" : `delivery to ${unreachable.join(", ")}`;
    add(isNowhere, field("weightGrams"), `too heavy for ${where} (${variant.weightGrams} g).`);
  }
  return found;
}

/** Returns the countries that no delivery option takes a parcel of this variant alone to. */
const unreachableFor = (
  { weightGrams, prices }: Variant,
  {
    rules,
    countries,
    needed: [currency],
  }: Omit<Known, "level"> & { countries: { code: string; name: string }[] },
) =>
  countries
    .filter(({ code }) => {
      const place = { country: code, territory: code };
      const offers = (grams: number) =>
        Pricing.deliveriesTo({ rules, place, currency, subtotal: prices[currency] ?? 0, grams }).length > 0;
      return offers(0) && !offers(weightGrams);
    })
    .map(({ name }) => name);
