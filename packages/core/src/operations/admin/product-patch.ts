import { z } from "zod";
import { Catalog, type Product, productStatuses, Sku, Slug, skuKey, type Variant } from "#catalog/catalog";
import { Audit } from "#platform/audit";
import { Clock } from "#platform/clock";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Money, type SaleCurrency, saleCurrencies, taxClasses } from "#platform/money";
import { RichText } from "#platform/rich-text";
import { Shop } from "#platform/shop";
import { Text } from "#platform/text";
import { Inventory } from "#sales/inventory";
import { differing, factsOf } from "./product-facts";
import { Act, recordRefusal } from "./recorded";

/** Values of a product as texts, by the names that `factsOf` gives them. */
export const Values = z.record(z.string().max(200), z.string().max(20_000));
export type Values = z.output<typeof Values>;

const Patch = Act.extend({
  productId: Id.schema("product"),
  /** Name of the act in the audit log. */
  action: z.string(),
  note: z.string().optional(),
  /** Version that the staff member has seen; without it the newest is changed. */
  seen: z.int().min(0).optional(),
  /** Values to set; `SKU-1: SKU` renames a variant. An empty text removes what may be absent. */
  set: Values,
});

type Stored = { product: Product; variants: Variant[] };

/**
 * Sets some values of a product in one transaction with its audit row. Returns the slugs whose pages changed; none when
 * nothing changed or the same request was done before. Throws `catalog.unknown_product`, `catalog.changed`,
 * `catalog.wrong_field` with the name of the value, and what `Catalog.saveProduct` throws.
 */
export const patchProduct = fn(Patch, async ({ productId, action, note, seen, set, ...act }) => {
  const subject = `product:${productId}`;
  const auditId = Audit.idOf(action, subject, act.requestId);
  if (await Audit.has({ auditId })) return { auditId, slugs: [] };
  const entry = { actor: act.actor, action, subject, ...(note && { note }) };
  try {
    const stored = await requireProduct(productId);
    const facts = factsIn(stored);
    const input = await inputOf(stored, set, act.actor, seen);
    const { before, after } = differing(facts, factsOf(input, input.variants));
    if (Object.keys(after).length === 0) return { auditId: null, slugs: [] };
    const audit = Audit.record({ ...entry, auditId, before, after });
    const { slugs } = await Catalog.saveProduct(input, { audit });
    return { auditId, slugs };
  } catch (error) {
    if (await Audit.has({ auditId })) return { auditId, slugs: [] }; // the same request was sent twice
    await recordRefusal(entry, error);
    throw error;
  }
});

/** Returns a product with its variants. Throws `catalog.unknown_product`. */
export async function requireProduct(productId: string): Promise<Stored> {
  const stored = await Catalog.forStaff({ productId });
  if (stored) return { product: stored.product, variants: Catalog.fitting(stored.product, stored.variants) };
  throw new DomainError("not_found", "catalog.unknown_product", "This product does not exist.");
}

export const factsIn = ({ product, variants }: Stored) => factsOf(product, variants);

/** Returns the input of the catalog for a product with other values. */
async function inputOf({ product, variants }: Stored, set: Values, actor: string, seen: number | undefined) {
  const own: Values = {};
  const byVariant = variants.map((variant) => ({ variant, set: {} as Values }));
  for (const [name, value] of Object.entries(set)) {
    const of = byVariant.find(({ variant }) => name.startsWith(`${variant.sku}: `));
    if (of) of.set[name.slice(of.variant.sku.length + 2)] = value;
    else own[name] = value;
  }
  const { publishAt: waiting, productId, editor: _, version: __, ...rest } = product;
  const next: Changeable = { ...rest, publishAt: waiting };
  for (const [name, value] of Object.entries(own)) Object.assign(next, setterOf(name)(value));
  const publishAt = next.status === "draft" ? next.publishAt : undefined;
  const isSold = next.status === "active" || publishAt !== undefined;
  const needed = await Shop.currencies();
  const changed = byVariant.map(({ variant, set: values }) =>
    variantOf(variant, values, isSold ? needed : []),
  );
  const isFirst = next.status === "active" && product.status === "draft";
  return {
    ...rest,
    ...next,
    productId,
    publishAt,
    ...(isFirst && { publishedAt: Clock.iso() }),
    seen: seen ?? product.version ?? 0,
    editor: actor,
    removed: await renamed(variants, changed),
    variants: changed,
  };
}

type Changeable = Pick<
  Product,
  | "name"
  | "slug"
  | "status"
  | "summary"
  | "description"
  | "categorySlug"
  | "brand"
  | "tags"
  | "publishAt"
  | "seoTitle"
  | "seoDescription"
>;

const wrong = (name: string, message: string) =>
  new DomainError("input", "catalog.wrong_field", message, name);

/** Parses a value. Throws `catalog.wrong_field` with its name. */
function parse<Schema extends z.ZodType>(name: string, schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw wrong(name, parsed.error.issues[0]?.message ?? "This value cannot be saved.");
}

const setters: Record<string, (value: string) => Partial<Changeable>> = {
  title: (value) => ({ name: parse("title", Text.line(200, "Enter a title."), value) }),
  slug: (value) => ({ slug: parse("slug", Slug, value) }),
  status: (value) => ({ status: parse("status", z.enum(productStatuses, "Choose a status."), value) }),
  "publish at": (value) => ({ publishAt: value || undefined }),
  summary: (value) => ({ summary: parse("summary", Text.cleaned(300), value) }),
  description: (value) => ({ description: RichText.fromMarkdown(value) }),
  category: (value) => ({ categorySlug: parse("category", z.union([z.literal(""), Slug]), value) }),
  brand: (value) => ({ brand: parse("brand", Text.cleaned(100), value) }),
  tags: (value) => ({ tags: tagsOf(value) }),
  "SEO title": (value) => ({ seoTitle: parse("SEO title", Text.cleaned(200), value) || undefined }),
  "SEO description": (value) => ({
    seoDescription: parse("SEO description", Text.cleaned(400), value) || undefined,
  }),
};

/** Returns how a value is set. Throws `catalog.wrong_field` for one that only the product's page can set. */
function setterOf(name: string) {
  const setter = setters[name];
  if (setter) return setter;
  throw wrong(name, `“${name}” can only be changed on the product's page.`);
}

/** Returns the tags of a list with commas, each once. */
export function tagsOf(value: string) {
  const tags = value
    .split(",")
    .map((tag) => tag.trim())
    .filter(Boolean);
  const Tags = z.array(Text.line(50, "Enter a tag.")).max(50, "At most 50 tags.");
  return [...new Set(parse("tags", Tags, tags))];
}

function variantOf(variant: Variant, set: Values, needed: SaleCurrency[]) {
  const { sku: was } = variant;
  const name = (field: string) => `${was}: ${field}`;
  const fields = Catalog.fieldsOf(variant);
  const known = ["SKU", "for sale", "barcode", "weight", "tax class", "picture"];
  const amounts = saleCurrencies.flatMap((one) => [`price in ${one}`, `compare-at price in ${one}`]);
  const strange = Object.keys(set).find((field) => ![...known, ...amounts].includes(field));
  if (strange) throw wrong(name(strange), `“${name(strange)}” can only be changed on the product's page.`);
  const amountsOf = (kind: string, stored: Money.Amounts) =>
    Money.amountsFor(saleCurrencies, (currency) => {
      const field = `${kind} in ${currency}`;
      return set[field] === undefined ? stored[currency] : amountOf(name(field), set[field], currency);
    });
  const prices = amountsOf("price", fields.prices);
  const compareAt = amountsOf("compare-at price", fields.compareAt);
  const isForSale = set["for sale"] === undefined ? fields.isForSale : set["for sale"] === "yes";
  const missing = needed.find((currency) => prices[currency] === undefined);
  if (missing && isForSale)
    throw wrong(name(`price in ${missing}`), `Enter a price in ${missing}: it cannot be sold without one.`);
  for (const currency of Money.currenciesOf(compareAt)) {
    if ((compareAt[currency] ?? 0) <= (prices[currency] ?? 0))
      throw wrong(
        name(`compare-at price in ${currency}`),
        "It is crossed out beside the price, so it must be higher.",
      );
  }
  const { unpriced: _, compareAt: __, barcode: ___, ...rest } = variant;
  const barcode =
    set.barcode === undefined ? fields.barcode : parse(name("barcode"), Text.cleaned(60), set.barcode);
  return {
    ...rest,
    sku: set.SKU === undefined ? was : parse(name("SKU"), Sku, set.SKU),
    ...Catalog.pricesToSave({ prices, compareAt }),
    ...(barcode && { barcode }),
    weightGrams: set.weight === undefined ? variant.weightGrams : gramsOf(name("weight"), set.weight),
    taxClass:
      set["tax class"] === undefined
        ? variant.taxClass
        : parse(name("tax class"), z.enum(taxClasses), set["tax class"]),
    image: set.picture === undefined ? variant.image : Math.max(0, Number.parseInt(set.picture, 10) - 1 || 0),
    status: isForSale ? ("active" as const) : ("hidden" as const),
  };
}

/** Reads an amount as staff type it; null for none. */
function amountOf(name: string, typed: string, currency: SaleCurrency) {
  if (typed.trim() === "") return null;
  const amount = Money.minor(typed, currency);
  if (amount === null || amount < 0 || amount > Money.limit)
    throw wrong(name, "Enter an amount such as 12.50.");
  return amount;
}

function gramsOf(name: string, typed: string) {
  const [, digits] = /^(\d{1,7})\s*g?$/.exec(typed.trim()) ?? [];
  const grams = Number(digits);
  if (digits === undefined || grams > 1_000_000) throw wrong(name, "Enter the weight in whole grams.");
  return grams;
}

/** Returns the SKUs that were replaced by others. Throws when one has stock or was sold, because its rows refer to it. */
async function renamed(variants: Variant[], changed: { sku: string }[]) {
  const removed: string[] = [];
  for (const [i, { sku: was }] of variants.entries()) {
    const sku = changed[i]?.sku ?? was;
    if (skuKey(sku) === skuKey(was)) continue;
    if (changed.some((other, j) => j !== i && skuKey(other.sku) === skuKey(sku)))
      throw wrong(`${was}: SKU`, "Another variant has the same SKU.");
    if (await Inventory.stock({ sku: was }))
      throw wrong(`${was}: SKU`, `${was} has had stock, so its SKU stays.`);
    removed.push(was);
  }
  return removed;
}
