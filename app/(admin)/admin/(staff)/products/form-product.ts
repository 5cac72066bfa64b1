import type { Catalog, Image, Product, Variant } from "@securecart/core/catalog";
import { Money, type SaleCurrency } from "@securecart/core/money";
import { RichText } from "@securecart/core/rich-text";
import { Zone } from "@securecart/core/zone";

/** Picture of the form. */
export type FormPicture = Pick<Image, "key" | "alt" | "focus">;

/** Amounts as texts, by currency. */
type Typed = Partial<Record<SaleCurrency, string>>;

/** Fields of a variant as texts. `image` is the key of its picture. */
export type FormVariant = {
  sku: string;
  title: string;
  barcode: string;
  prices: Typed;
  compareAt: Typed;
  weightGrams: string;
  image: string;
  isForSale: boolean;
};

/** Product as the form shows it; an empty id for a new one. */
export type FormProduct = {
  productId: string;
  version: number;
  name: string;
  slug: string;
  summary: string;
  description: string;
  categorySlug: string;
  brand: string;
  tags: string;
  seoTitle: string;
  seoDescription: string;
  status: string;
  publishAt: string;
  taxClass: string;
  options: { name: string; values: string[] }[];
  variants: FormVariant[];
  /** Combinations of the options that have no variant. */
  missing: number;
  images: FormPicture[];
};

export const newProduct: FormProduct = {
  productId: "",
  version: 0,
  name: "",
  slug: "",
  summary: "",
  description: "",
  categorySlug: "",
  brand: "",
  tags: "",
  seoTitle: "",
  seoDescription: "",
  status: "draft",
  publishAt: "",
  taxClass: "standard",
  options: [],
  variants: [],
  missing: 0,
  images: [],
};

type Fields = ReturnType<typeof Catalog.fieldsOf>;
type Written = (amount: number, currency: SaleCurrency) => string;

const typed = (amounts: Money.Amounts, written: Written): Typed =>
  Object.fromEntries(
    Money.currenciesOf(amounts).map((currency) => [currency, written(amounts[currency] ?? 0, currency)]),
  );

/** Returns a stored product as its form shows it, with times in a time zone. `variants` are those that the product's options still have. */
export function formProduct(
  product: Product,
  variants: (Variant & { fields: Fields })[],
  { written, zone }: { written: Written; zone: string },
): FormProduct {
  const classes = new Set(variants.map(({ taxClass }) => taxClass));
  const [only = "standard"] = classes;
  const combinations = product.options.reduce((count, { values }) => count * values.length, 1);
  return {
    productId: product.productId,
    version: product.version ?? 0,
    name: product.name,
    slug: product.slug,
    summary: product.summary,
    description: RichText.toMarkdown(product.description),
    categorySlug: product.categorySlug,
    brand: product.brand,
    tags: product.tags.join(", "),
    seoTitle: product.seoTitle ?? "",
    seoDescription: product.seoDescription ?? "",
    status: product.status,
    publishAt: product.publishAt ? Zone.localOf(product.publishAt, zone) : "",
    taxClass: classes.size > 1 ? "" : only,
    options: product.options,
    variants: variants.map(({ title, fields }) => ({
      sku: fields.sku,
      title,
      barcode: fields.barcode,
      prices: typed(fields.prices, written),
      compareAt: typed(fields.compareAt, written),
      weightGrams: String(fields.weightGrams),
      image: product.images[fields.image]?.key ?? "",
      isForSale: fields.isForSale,
    })),
    missing: combinations - variants.length,
    images: product.images.map(({ key, alt, focus }) => ({ key, alt, ...(focus && { focus }) })),
  };
}
