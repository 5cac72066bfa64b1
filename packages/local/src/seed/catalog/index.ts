import { z } from "zod";
import { type ColorName, isColor } from "../draw/color";
import accessories from "./accessories.json";
import bedBath from "./bed-bath.json";
import camp from "./camp.json";
import clothing from "./clothing.json";
import desk from "./desk.json";
import kitchen from "./kitchen.json";
import lighting from "./lighting.json";
import living from "./living.json";

/** Cents in euro and in dollar; each is set by hand, neither is computed from the other. */
const Price = z.strictObject({ EUR: z.int(), USD: z.int() });
const Color = z.custom<ColorName>((value) => typeof value === "string" && isColor(value), "Unknown color.");
const byName = <T extends z.ZodType>(value: T) => z.record(z.string(), value);

/** A product as the data files hold it; `build` turns it into a product with variants and pictures. */
const Product = z.strictObject({
  slug: z.string(),
  name: z.string(),
  /** The kind of product: the last word of generated names in larger catalogs. */
  noun: z.string(),
  brand: z.string(),
  /** Prefix of all its SKUs. */
  sku: z.string(),
  summary: z.string(),
  /** Paragraphs. */
  description: z.array(z.string()),
  details: byName(z.string()),
  tags: z.array(z.string()),
  /** `drawing` names a file in `seed/art`; `color` applies where no option is made of colors. */
  art: z.strictObject({ drawing: z.string(), color: Color.optional(), accent: Color }),
  /** Values by option, in display order. The first option made of colors selects the picture. */
  options: byName(z.array(z.string())).default({}),
  /** Combinations of options that are not sold. */
  excluded: z.array(byName(z.string())).default([]),
  price: Price,
  /** Price increase by option value. */
  surcharge: byName(Price).default({}),
  compareAt: Price.optional(),
  weightGrams: z.int(),
  /** Weight increase by option value. */
  extraGrams: byName(z.int()).default({}),
  taxClass: z.enum(["standard", "reduced"]).default("standard"),
  /** Stock on hand of each variant; by default a plausible mixture of plenty, few and none. */
  stock: z.int().optional(),
  featured: z.boolean().default(false),
  hidden: z.boolean().default(false),
});

const Category = z.strictObject({
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  /** Slugs of the three products on its cover. */
  cover: z.tuple([z.string(), z.string(), z.string()]),
  products: z.array(Product),
});

export type CatalogPrice = z.output<typeof Price>;
export type CatalogProduct = z.output<typeof Product>;
export type CatalogCategory = z.output<typeof Category>;

/** The shop's categories, in display order. */
export const catalog: readonly CatalogCategory[] = z
  .array(Category)
  .parse([kitchen, bedBath, lighting, living, clothing, accessories, camp, desk]);
