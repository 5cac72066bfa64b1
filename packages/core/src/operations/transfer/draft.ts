import { z } from "zod";
import { productStatuses } from "#catalog/catalog";
import { Focus } from "#catalog/media";
import { Money, taxClasses } from "#platform/money";
import { RichText } from "#platform/rich-text";

/** Amounts by currency; null is none, and an absent one stays as it is saved. */
const Amounts = z.partialRecord(Money.SaleCurrency, z.number().nullable());
export type Amounts = z.output<typeof Amounts>;

const OwnImage = z.object({
  key: z.string(),
  width: z.number(),
  height: z.number(),
  alt: z.string(),
  focus: Focus.optional(),
});
const OtherImage = z.object({ url: z.string(), alt: z.string() });

/** Variant as a file describes it. What is absent stays as it is saved. */
const DraftVariant = z.object({
  lines: z.array(z.number()),
  /** Empty: generated. */
  sku: z.string(),
  options: z.record(z.string(), z.string()),
  prices: Amounts,
  compareAt: Amounts,
  barcode: z.string().optional(),
  weightGrams: z.number().optional(),
  taxClass: z.enum(taxClasses).optional(),
  /** Index into the images of the draft. */
  image: z.number().optional(),
  isForSale: z.boolean().optional(),
  /** Units on hand. */
  stock: z.number().optional(),
  volume: z
    .array(z.object({ from: z.number(), prices: z.partialRecord(Money.SaleCurrency, z.number()) }))
    .optional(),
});

/** Product as a file describes it. What is absent stays as it is saved. */
const Draft = z.object({
  /** Lines of the file that it comes from. */
  lines: z.array(z.number()),
  /** Slug that the file names; empty when it names none. */
  slug: z.string(),
  /** Slug from its title, for a file that names none. */
  derivedSlug: z.string().optional(),
  title: z.string(),
  status: z.enum(productStatuses).optional(),
  publishAt: z.string().optional(),
  publishedAt: z.string().optional(),
  summary: z.string().optional(),
  description: RichText.Schema.optional(),
  details: z.array(z.object({ label: z.string(), value: z.string() })).optional(),
  /** Its category: by slug, or the names from the top of the tree down to it. */
  category: z.union([z.object({ slug: z.string() }), z.object({ path: z.array(z.string()) })]).optional(),
  brand: z.string().optional(),
  tags: z.array(z.string()).optional(),
  isFeatured: z.boolean().optional(),
  seoTitle: z.string().optional(),
  seoDescription: z.string().optional(),
  options: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
  /** Pictures: ours by key, others by an address that has to be fetched. */
  images: z.array(z.union([OwnImage, OtherImage])).optional(),
  /** True when the file has all of the product: what it does not name is removed. */
  isWhole: z.boolean(),
  variants: z.array(DraftVariant),
  /** Reasons why it is refused. */
  problems: z.array(z.string()),
  /** Hints for the staff member who reads the report. */
  notes: z.array(z.string()),
});

export const Drafts = z.array(Draft);

export type Draft = z.output<typeof Draft>;
export type DraftVariant = z.output<typeof DraftVariant>;
export type DraftImage = NonNullable<Draft["images"]>[number];
export type DraftCategory = NonNullable<Draft["category"]>;
