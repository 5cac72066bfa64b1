import { z } from "zod";
import { Money, type SaleCurrency, saleCurrencies, taxClasses } from "#platform/money";
import { weightUnits } from "./amounts";
import { compareAtColumn, priceColumn } from "./own-format";

/**
 * Fields that a column of a file can hold, with the names that people and systems give them; the shop's own is first.
 */
export const fields = {
  handle: ["Slug", "Handle", "URL handle", "URL key", "Permalink"],
  title: ["Title", "Name", "Product name", "Product title", "Product"],
  status: ["Status"],
  published: ["Published", "Published on online store", "Enabled"],
  summary: ["Summary", "Short description", "Subtitle"],
  description: ["Description", "Body (HTML)", "Body HTML", "Body", "Long description"],
  category: ["Category", "Categories", "Type", "Product type", "Product category", "Collection"],
  brand: ["Brand", "Brands", "Vendor", "Manufacturer"],
  tags: ["Tags"],
  featured: ["Featured", "Is featured?"],
  seoTitle: ["SEO title", "Meta: _yoast_wpseo_title", "Meta: rank_math_title", "Meta title"],
  seoDescription: [
    "SEO description",
    "Meta: _yoast_wpseo_metadesc",
    "Meta: rank_math_description",
    "Meta description",
  ],
  images: ["Images", "Image Src", "Product image URL", "Assets", "Image", "Image URL", "Picture"],
  imageAlt: ["Image alt texts", "Image alt text", "Alt text"],
  imagePosition: ["Image position"],
  sku: ["SKU", "Variant SKU", "Article number", "Item number"],
  optionName1: ["Option1 name", "Option 1 name"],
  optionValue1: ["Option1 value", "Option 1 value"],
  optionName2: ["Option2 name", "Option 2 name"],
  optionValue2: ["Option2 value", "Option 2 value"],
  optionName3: ["Option3 name", "Option 3 name"],
  optionValue3: ["Option3 value", "Option 3 value"],
  price: ["Price", "Variant Price", "Regular price"],
  salePrice: ["Sale price"],
  compareAt: ["Compare-at price", "Variant Compare At Price", "Compare at price"],
  ...perCurrency("price", priceColumn),
  ...perCurrency("compareAt", compareAtColumn),
  barcode: ["Barcode", "Variant Barcode", "GTIN, UPC, EAN, or ISBN", "GTIN", "EAN", "UPC", "ISBN"],
  weight: [
    "Weight (g)",
    "Variant Grams",
    "Weight value (grams)",
    "Weight",
    "Weight (kg)",
    "Weight (lbs)",
    "Weight (oz)",
    "Weight (lb)",
  ],
  taxClass: ["Tax class", "Tax category", "taxCategory"],
  stock: ["On hand", "Variant Inventory Qty", "Inventory quantity", "Stock", "stockOnHand", "Quantity"],
  variantImage: ["Variant Image", "Variant image URL", "variantAssets"],
} as const satisfies Record<string, readonly string[]>;

function perCurrency<Name extends string>(name: Name, column: (currency: SaleCurrency) => string) {
  const entries = saleCurrencies.map((currency) => [
    `${name}${currency}`,
    [column(currency), `${column(currency).replace(/ [A-Z]{3}$/, "")} / ${currency}`],
  ]);
  return Object.fromEntries(entries) as Record<`${Name}${SaleCurrency}`, string[]>;
}

export type Field = keyof typeof fields;

export const fieldNames = Object.keys(fields) as Field[];

/** Labels of the fields in the admin. */
export const fieldLabels = Object.fromEntries(
  fieldNames.map((name) => [name, fields[name][0] ?? name]),
) as Record<Field, string>;

export const systems = ["own", "shopify", "woocommerce", "vendure", "table"] as const;
export type System = (typeof systems)[number];

/** Ways to fill in prices in currencies that the file does not have: none, the same amount, or by a rate. */
export const otherPrices = ["none", "same", "rate"] as const;

const Rate = z.number("Enter a rate, such as 0.92.").positive("Enter a rate, such as 0.92.").max(10_000);

/** Column of each field, counted from 0, and what is taken for what the file does not have. */
export const Mapping = z.object({
  system: z.enum(systems),
  columns: z.partialRecord(z.enum(fieldNames), z.int().min(0).max(2_000)),
  /** Currency of prices whose column names none. */
  currency: Money.SaleCurrency,
  others: z.enum(otherPrices),
  /** Units of each other currency for one of `currency`, when `others` is a rate. */
  rates: z.partialRecord(Money.SaleCurrency, Rate).optional(),
  /** Rate of every currency that `rates` leaves out. Mappings have it from when a shop had one other currency. */
  rate: Rate.optional(),
  brand: z.string().max(100),
  /** Name of the category of products without one. */
  category: z.string().max(100),
  createCategories: z.boolean(),
  taxClass: z.enum(taxClasses),
  weightUnit: z.enum(weightUnits),
  /** Counts the stock: on hand becomes what the file says. */
  withStock: z.boolean(),
});

export type Mapping = z.output<typeof Mapping>;
