import { Catalog, type Product, type Variant } from "#catalog/catalog";
import { Money, saleCurrencies } from "#platform/money";
import { RichText } from "#platform/rich-text";

type Facts = Record<string, string>;

type ProductFacts = Pick<
  Product,
  | "name"
  | "slug"
  | "status"
  | "summary"
  | "description"
  | "categorySlug"
  | "brand"
  | "tags"
  | "options"
  | "images"
  | "publishAt"
  | "seoTitle"
  | "seoDescription"
>;
type VariantFacts = Pick<
  Variant,
  | "sku"
  | "options"
  | "prices"
  | "unpriced"
  | "compareAt"
  | "barcode"
  | "weightGrams"
  | "taxClass"
  | "image"
  | "status"
>;

/** Returns what staff may change of a product as texts by name, for the audit log and to compare two versions. */
export function factsOf(product: ProductFacts, variants: VariantFacts[]): Facts {
  const facts: Facts = {
    title: product.name,
    slug: product.slug,
    status: product.status,
    "publish at": product.publishAt ?? "",
    summary: product.summary,
    description: RichText.toMarkdown(product.description),
    category: product.categorySlug,
    brand: product.brand,
    tags: product.tags.join(", "),
    "SEO title": product.seoTitle ?? "",
    "SEO description": product.seoDescription ?? "",
    pictures: product.images.map(({ key, alt }) => `${alt || "no text"} (${key})`).join("; "),
    options: product.options.map(({ name, values }) => `${name}: ${values.join(", ")}`).join("; "),
  };
  for (const variant of variants) Object.assign(facts, factsOfVariant(variant));
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== ""));
}

function factsOfVariant(variant: VariantFacts): Facts {
  const { sku, options, compareAt, barcode = "", weightGrams } = variant;
  const facts: Facts = {
    [`${sku}: for sale`]: variant.status === "active" ? "yes" : "no",
    [`${sku}: options`]: Object.values(options).join(" / "),
    [`${sku}: barcode`]: barcode,
    [`${sku}: weight`]: `${weightGrams} g`,
    [`${sku}: tax class`]: variant.taxClass,
    [`${sku}: picture`]: String(variant.image + 1),
  };
  for (const currency of saleCurrencies) {
    const price = Catalog.priceOf(variant, currency);
    if (price !== null) facts[`${sku}: price in ${currency}`] = Money.decimal(price, currency);
    if (compareAt?.[currency])
      facts[`${sku}: compare-at price in ${currency}`] = Money.decimal(compareAt[currency], currency);
  }
  return facts;
}

/** Returns the facts of two versions that differ: those of the first, and those of the second. */
export function differing(first: Facts, second: Facts) {
  const names = Object.keys({ ...first, ...second }).filter((name) => first[name] !== second[name]);
  const only = (facts: Facts) => Object.fromEntries(names.map((name) => [name, facts[name] ?? ""]));
  return { before: only(first), after: only(second) };
}
