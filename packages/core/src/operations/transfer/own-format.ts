import { Catalog, type Product, type Variant } from "#catalog/catalog";
import { Money, type SaleCurrency, saleCurrencies } from "#platform/money";
import { RichText } from "#platform/rich-text";
import { joined } from "./list-cell";

/** Columns of the shop's own format: those of a product are on its first row, those of a variant on each row. */
const productColumns = [
  "Slug",
  "Title",
  "Status",
  "Publish at",
  "Published at",
  "Summary",
  "Description",
  "Details",
  "Category",
  "Brand",
  "Tags",
  "Featured",
  "SEO title",
  "SEO description",
  "Options",
  "Images",
  "Image alt texts",
  "Image sizes",
  "Image focus points",
] as const;

const optionColumns = [1, 2, 3, 4].map((n) => `Option ${n} value`);
const priceColumns = (currencies: readonly SaleCurrency[]) =>
  saleCurrencies
    .filter((currency) => currencies.includes(currency))
    .flatMap((currency) => [priceColumn(currency), compareAtColumn(currency)]);

const variantColumns = (currencies: readonly SaleCurrency[]) => [
  "SKU",
  ...optionColumns,
  ...priceColumns(currencies),
  "Volume prices",
  "Barcode",
  "Weight (g)",
  "Tax class",
  "Image",
  "For sale",
];

export const stockColumn = "On hand";

/** Returns the columns of the format for a shop with these currencies. */
export const ownColumns = (currencies: readonly SaleCurrency[]) => [
  ...productColumns,
  ...variantColumns(currencies),
];

export function priceColumn(currency: SaleCurrency) {
  return `Price ${currency}`;
}

export function compareAtColumn(currency: SaleCurrency) {
  return `Compare-at price ${currency}`;
}

/** Fields of an exported product. */
export type Exported = Pick<
  Product,
  | "slug"
  | "name"
  | "status"
  | "publishAt"
  | "publishedAt"
  | "summary"
  | "description"
  | "details"
  | "categorySlug"
  | "brand"
  | "tags"
  | "featured"
  | "seoTitle"
  | "seoDescription"
  | "options"
  | "images"
>;

export type ExportedVariant = Pick<
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
  | "volume"
>;

export type Cells = Record<string, string>;

/** Returns the cells of a product by column; empty ones are left out. */
function productCells(product: Exported): Cells {
  const { images, options } = product;
  const cells: Record<(typeof productColumns)[number], string> = {
    Slug: product.slug,
    Title: product.name,
    Status: product.status,
    "Publish at": product.publishAt ?? "",
    "Published at": product.publishedAt,
    Summary: product.summary,
    Description: RichText.toMarkdown(product.description),
    Details: product.details.map(({ label, value }) => joined([label, value], ": ")).join("; "),
    Category: product.categorySlug,
    Brand: product.brand,
    Tags: joined(product.tags, ", "),
    Featured: product.featured ? "yes" : "no",
    "SEO title": product.seoTitle ?? "",
    "SEO description": product.seoDescription ?? "",
    Options: options.map(({ name, values }) => `${joined([name], "")}: ${joined(values, ", ")}`).join("; "),
    Images: images.map(({ key }) => key).join("\n"),
    "Image alt texts": images.some(({ alt }) => alt !== "")
      ? images.map(({ alt }) => joined([alt], "")).join("\n")
      : "",
    "Image sizes": images.map(({ width, height }) => `${width}x${height}`).join("\n"),
    "Image focus points": images.some(({ focus }) => focus)
      ? images.map(({ focus }) => (focus ? `${focus.x} ${focus.y}` : "")).join("\n")
      : "",
  };
  return named(cells);
}

/** Returns the cells of a variant by column; empty ones are left out. */
function variantCells(variant: ExportedVariant, { options }: Pick<Exported, "options">): Cells {
  const { compareAt } = variant;
  const cells: Cells = {
    SKU: variant.sku,
    "Volume prices": (variant.volume ?? []).map(volumeCell).join("; "),
    Barcode: variant.barcode ?? "",
    "Weight (g)": `${variant.weightGrams}`,
    "Tax class": variant.taxClass,
    Image: `${variant.image + 1}`,
    "For sale": variant.status === "active" ? "yes" : "no",
  };
  for (const [i, { name }] of options.entries()) cells[`Option ${i + 1} value`] = variant.options[name] ?? "";
  for (const currency of saleCurrencies) {
    const price = Catalog.priceOf(variant, currency);
    if (price !== null) cells[priceColumn(currency)] = Money.decimal(price, currency);
    if (compareAt?.[currency])
      cells[compareAtColumn(currency)] = Money.decimal(compareAt[currency], currency);
  }
  return named(cells);
}

/** Writes a volume price: "10: 9.00 USD, 8.10 EUR". */
const volumeCell = ({ from, prices }: NonNullable<ExportedVariant["volume"]>[number]) => {
  const amounts = saleCurrencies.flatMap((currency) => {
    const amount = prices[currency];
    return amount === undefined ? [] : `${Money.decimal(amount, currency)} ${currency}`;
  });
  return `${from}: ${amounts.join(", ")}`;
};

const named = (cells: Cells) => Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== ""));

/** Returns the rows of a product as the file has them, one per variant, by column. */
export function rowsOf(product: Exported, variants: ExportedVariant[]): Cells[] {
  return variants.map((variant, i) => ({
    ...(i === 0 ? productCells(product) : { Slug: product.slug }),
    ...variantCells(variant, product),
  }));
}

/** Returns what a file has of a product as facts by name, to compare two versions and for the audit log. */
export function factsOf(product: Exported, variants: ExportedVariant[]): Cells {
  const facts = { ...productCells(product) };
  for (const [i, variant] of variants.entries()) {
    const { SKU = "", ...cells } = variantCells(variant, product);
    facts[`${SKU}: position`] = `${i + 1}`;
    for (const [column, cell] of Object.entries(cells)) facts[`${SKU}: ${column}`] = cell;
  }
  return facts;
}

/** Returns the facts of two versions that differ: those of the first, and those of the second. */
export function differing(first: Cells, second: Cells) {
  const names = Object.keys({ ...first, ...second }).filter((name) => first[name] !== second[name]);
  const only = (facts: Cells) => Object.fromEntries(names.map((name) => [name, facts[name] ?? ""]));
  return { before: only(first), after: only(second) };
}
