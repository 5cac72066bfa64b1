import { z } from "zod";
import { Money, type SaleCurrency, saleCurrencies, taxClasses } from "#platform/money";

export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Use lower-case letters, digits and single dashes.")
  .max(80);
export const Sku = z
  .string()
  .regex(/^[A-Z0-9]+([-._][A-Z0-9]+)*$/, "Use capital letters, digits and dashes.")
  .max(60);

const Image = z.object({
  key: z.string().min(1),
  alt: z.string(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});

const Prices = z.object({ USD: Money.Amount, EUR: Money.Amount });
const Status = z.enum(["active", "hidden"]);
const Options = z.record(z.string(), z.string());

export const CategoryInput = z.object({
  slug: Slug,
  name: z.string().min(1),
  description: z.string(),
  position: z.number().int(),
  image: Image,
});

export const VariantInput = z.object({
  sku: Sku,
  options: Options,
  prices: Prices,
  compareAt: Prices.optional(),
  /** Index into the product's images. */
  image: z.number().int().min(0),
  weightGrams: z.number().int().min(0),
  taxClass: z.enum(taxClasses),
  status: Status,
});

/** A product and its variants, saved together; a transaction holds 80 variants at most. */
export const ProductInput = z
  .object({
    productId: z.string().optional(),
    slug: Slug,
    name: z.string().min(1).max(200),
    summary: z.string().max(300),
    description: z.string(),
    details: z.array(z.object({ label: z.string(), value: z.string() })),
    categorySlug: Slug,
    brand: z.string().min(1),
    tags: z.array(z.string()),
    options: z.array(z.object({ name: z.string().min(1), values: z.array(z.string().min(1)).min(1) })).max(4),
    images: z.array(Image).min(1),
    status: Status,
    featured: z.boolean(),
    /** Sorts the newest first. It schedules nothing: a product that is not for sale yet is hidden. */
    publishedAt: z.iso.datetime(),
    variants: z.array(VariantInput).min(1).max(80),
  })
  .superRefine(({ options, images, variants }, context) => {
    const twice = (words: string[]) => new Set(words).size < words.length;
    if (twice(options.map(({ name }) => name)) || options.some(({ values }) => twice(values)))
      context.addIssue({
        code: "custom",
        path: ["options"],
        message: "Two options, or two values of one, are the same.",
      });
    const seen = new Set<string>();
    for (const [i, variant] of variants.entries()) {
      const fits = options.every(({ name, values }) => values.includes(variant.options[name] ?? ""));
      const issue = (message: string) => context.addIssue({ code: "custom", path: ["variants", i], message });
      if (!fits || Object.keys(variant.options).length !== options.length)
        issue("Its options are not the product's.");
      if (!images[variant.image]) issue("Its image is not an image of the product.");
      const combination = JSON.stringify(options.map(({ name }) => variant.options[name]));
      if (seen.has(combination)) issue("Another variant has the same options.");
      seen.add(combination);
    }
  });

export type Image = z.output<typeof Image>;
export type Category = z.output<typeof CategoryInput>;
export type PriceRange = { from: number; to: number; compareAt?: number | undefined };

export type Product = Omit<z.output<typeof ProductInput>, "productId" | "variants"> & {
  productId: string;
  prices: Record<SaleCurrency, PriceRange>;
  inStock: boolean;
  updatedAt: string;
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
  imageKey: string;
  imageAlt: string;
};

export { type SaleCurrency, saleCurrencies };

/** Card of a product in a listing. */
export type Card = {
  slug: string;
  name: string;
  brand: string;
  summary: string;
  image: Image;
  price: { from: number; to: number; currency: SaleCurrency };
  compareAt?: number | undefined;
  inStock: boolean;
};
