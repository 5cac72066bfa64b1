import { z } from "zod";
import { Money, type SaleCurrency, saleCurrencies, taxClasses } from "#platform/money";
import { RichText, type RichTextValue } from "#platform/rich-text";
import { Text } from "#platform/text";
import { Image } from "../media";
import { VolumeStep } from "../price";

export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Use lower-case letters, digits and single dashes.")
  .max(80);
/** Any spelling that a supplier uses. Two spellings that differ in upper and lower case only are the same SKU. */
export const Sku = Text.line(60, "Enter a SKU.").refine(
  (sku) => /[\p{L}\p{N}]/u.test(sku),
  "A SKU has at least one letter or digit.",
);

/** Returns what two spellings of the same SKU have in common. */
export const skuKey = (sku: string) => sku.toLowerCase();

/** Most volume prices of a variant. */
export const mostVolumeSteps = 8;

type OwnPrices = { prices: Money.Amounts; unpriced?: SaleCurrency[] | undefined };

/** Returns a variant's own price in a currency, in minor units; null when it has none. */
export const priceOf = ({ prices, unpriced }: OwnPrices, currency: SaleCurrency) =>
  unpriced?.includes(currency) ? null : (prices[currency] ?? null);

/** Returns the currencies in which a variant has a price. */
export const pricedIn = (variant: OwnPrices) =>
  saleCurrencies.filter((currency) => priceOf(variant, currency) !== null);

const VariantStatus = z.enum(["active", "hidden"]);

/** Only active products are shown and sold. Drafts were never sold; archived ones leave the admin's everyday lists. */
export const productStatuses = ["active", "draft", "hidden", "archived"] as const;
export type ProductStatus = (typeof productStatuses)[number];

/** Most variants of a product, hidden ones that it was saved with included. */
export const mostVariants = 100;
const Options = z.record(z.string(), z.string());

/** Shoppers see active categories, unless they are in a hidden one. */
export const categoryStatuses = ["active", "hidden"] as const;

/** Longest description of a category, in characters: every page reads all categories. */
export const longestCategoryText = 4_000;

export const CategoryInput = z.object({
  slug: Slug,
  /** End of the page's URL; the slug if absent. */
  address: Slug.optional(),
  name: z.string().min(1).max(100),
  /** Slug of the category that it is in; empty at the top. */
  parent: z.union([z.literal(""), Slug]).optional(),
  description: RichText.Schema,
  /** Order among its siblings; absent: after them. */
  position: z.number().optional(),
  status: z.enum(categoryStatuses).optional(),
  image: Image.optional(),
  seoTitle: z.string().max(200).optional(),
  seoDescription: z.string().max(400).optional(),
});

export const VariantInput = z.object({
  sku: Sku,
  options: Options,
  /** A currency without an amount has no price; a variant without any cannot be for sale. */
  prices: Money.Amounts,
  /** Currencies whose 0 in `prices` is no price. Rows have it from when each had an amount in all currencies. */
  unpriced: z.array(Money.SaleCurrency).optional(),
  /** Former prices, crossed out; 0, or none, in a currency without one. */
  compareAt: Money.Amounts.optional(),
  barcode: z.string().max(60).optional(),
  /** Index into the product's images. */
  image: z.number().int().min(0),
  weightGrams: z.number().int().min(0),
  taxClass: z.enum(taxClasses),
  status: VariantStatus,
  /** Prices from a quantity on, by quantity. Absent: a save keeps what is stored. */
  volume: z.array(VolumeStep).max(mostVolumeSteps, `At most ${mostVolumeSteps} volume prices.`).optional(),
});

/** A product and its variants, saved together. */
export const ProductInput = z
  .object({
    productId: z.string().optional(),
    slug: Slug,
    name: z.string().min(1).max(200),
    summary: z.string().max(300),
    description: RichText.Schema,
    details: z.array(z.object({ label: z.string(), value: z.string() })),
    /** Empty for a product without a category. */
    categorySlug: z.union([z.literal(""), Slug]),
    brand: z.string(),
    tags: z.array(z.string()),
    options: z.array(z.object({ name: z.string().min(1), values: z.array(z.string().min(1)).min(1) })).max(4),
    images: z.array(Image),
    status: z.enum(productStatuses),
    featured: z.boolean(),
    /** Sorts the newest first. It schedules nothing: a product that is not for sale yet is hidden. */
    publishedAt: z.iso.datetime(),
    /** Time at which a draft becomes active. */
    publishAt: z.iso.datetime().optional(),
    seoTitle: z.string().max(200).optional(),
    seoDescription: z.string().max(400).optional(),
    /** Staff member who saves. */
    editor: z.string().optional(),
    /** Version that the staff member has seen; a newer one is not overwritten. */
    seen: z.int().min(0).optional(),
    /** SKUs to delete instead of hide, because nothing refers to them. */
    removed: z.array(Sku).optional(),
    variants: z.array(VariantInput).min(1).max(mostVariants),
  })
  .superRefine(({ options, images, variants, status, publishAt }, context) => {
    const twice = (words: string[]) => new Set(words).size < words.length;
    if (twice(options.map(({ name }) => name)) || options.some(({ values }) => twice(values)))
      context.addIssue({
        code: "custom",
        path: ["options"],
        message: "Two options, or two values of one, are the same.",
      });
    const isSold = status === "active" || publishAt !== undefined;
    const seen = new Set<string>();
    const skus = new Set<string>();
    for (const [i, variant] of variants.entries()) {
      const fits = options.every(({ name, values }) => values.includes(variant.options[name] ?? ""));
      const issue = (message: string) => context.addIssue({ code: "custom", path: ["variants", i], message });
      if (!fits || Object.keys(variant.options).length !== options.length)
        issue("Its options are not the product's.");
      if (!images[variant.image] && (images.length > 0 || variant.image > 0))
        issue("Its image is not an image of the product.");
      if (skus.has(skuKey(variant.sku))) issue("Another variant has the same SKU.");
      skus.add(skuKey(variant.sku));
      if (isSold && variant.status === "active" && pricedIn(variant).length === 0)
        issue("It is for sale without a price.");
      const combination = JSON.stringify(options.map(({ name }) => variant.options[name]));
      if (seen.has(combination)) issue("Another variant has the same options.");
      seen.add(combination);
    }
  });

export { Image };

export type Category = {
  /** Key by which products and discounts refer to it. It never changes. */
  slug: string;
  /** End of the page's URL. */
  address: string;
  /** Former addresses, which lead to the present one. */
  former: string[];
  name: string;
  /** Slug of the category that it is in; empty at the top. */
  parent: string;
  description: RichTextValue;
  position: number;
  status: (typeof categoryStatuses)[number];
  /** Its key is empty when the category has none. */
  image: Image;
  seoTitle?: string | undefined;
  seoDescription?: string | undefined;
  version: number;
};

export type PriceRange = { from: number; to: number; compareAt?: number | undefined };

/** Variants of a product that are for sale and have the same prices and the same price log. */
export type PriceGroup = {
  skus: string[];
  prices: Money.Amounts;
  compareAt?: Money.Amounts | undefined;
  priceLog: string[];
};

/** Value of the option that pictures show, and its picture. */
export type Swatch = { value: string; image: Image };

/** Swatches of the variants for sale, and second picture, for cards. Pictures are positions in the product's list. */
export type Looks = {
  /** Option whose values each have a picture of their own, such as colors; empty without one. */
  option: string;
  values: string[];
  pictures: number[];
  /** First picture after the main one that is not the picture of a variant. */
  another?: number | undefined;
};

export type Product = Omit<
  z.output<typeof ProductInput>,
  "productId" | "variants" | "seen" | "removed" | "editor"
> & {
  productId: string;
  prices: Partial<Record<SaleCurrency, PriceRange>>;
  inStock: boolean;
  /** SKUs for sale of which no unit is available. Absent until the availability is recorded. */
  soldOut?: string[] | undefined;
  /** Number of published reviews with one star, two stars, up to five. */
  stars?: number[] | undefined;
  updatedAt: string;
  /** Increases with each save; absent on rows from before products had versions. */
  version?: number | undefined;
  /** Staff member who saved it last. */
  editor?: string | undefined;
  editedAt?: string | undefined;
  /** SKUs of the variants that are for sale when the product is, in order. */
  skus?: string[] | undefined;
  /** Prices of these, for listings. Absent on rows from before there were sales. */
  offers?: PriceGroup[] | undefined;
  /** Swatches and second picture of the cards. Absent on rows from before cards showed it. */
  looks?: Looks | undefined;
  hiddenSkus?: string[] | undefined;
};

export type Variant = z.output<typeof VariantInput> & {
  productId: string;
  slug: string;
  /** Empty for a variant that was saved before variants knew it. */
  categorySlug?: string | undefined;
  name: string;
  title: string;
  /** Name in URLs, unique within its product; empty when the product has no options. */
  path: string;
  position: number;
  productStatus?: ProductStatus | undefined;
  imageKey: string;
  imageAlt: string;
  /** Its prices since it was created, the oldest first; absent while they have never changed. */
  priceLog?: string[] | undefined;
};

/** Variant with what only its row has. */
export type VariantRow = Variant & {
  ownPath?: boolean | undefined;
  /** Partition of the list of all variants. */
  shard?: number | undefined;
  ttl?: number | undefined;
};

export { type SaleCurrency, saleCurrencies };

/** Picture of what has none; its key is empty. */
export const noImage: Image = { key: "", alt: "", width: 1, height: 1 };

/** Card of a product in a listing. */
export type Card = {
  productId: string;
  slug: string;
  name: string;
  brand: string;
  summary: string;
  image: Image;
  price: { from: number; to: number; currency: SaleCurrency };
  /** Former price, only together with the lowest price of the 30 days before the reduction. */
  compareAt?: number | undefined;
  lowest?: number | undefined;
  inStock: boolean;
  /** Option that the swatches are values of; both are absent without an option that pictures show. */
  option?: string | undefined;
  swatches?: Swatch[] | undefined;
  /** Second view of what the picture shows. */
  another?: Image | undefined;
  /** Average number of stars and number of published reviews; absent without any. */
  rating?: { average: number; count: number } | undefined;
  /** Name in URLs of the variant that it shows; absent when it shows the product. */
  path?: string | undefined;
  /** Next time at which prices can change by themselves, when a sale starts or ends. */
  until?: string | undefined;
};
