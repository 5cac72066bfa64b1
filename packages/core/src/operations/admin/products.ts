import { z } from "zod";
import {
  Catalog,
  type Image,
  mostVariants,
  type PlannedVariant,
  type Product,
  productStatuses,
  Sku,
  Slug,
  skuKey,
  type Variant,
} from "#catalog/catalog";
import { Media } from "#catalog/media";
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
import { slugFrom } from "./addresses";
import { ChangedMeanwhile, type ComparedFacts } from "./changed-meanwhile";
import { differing, factsOf } from "./product-facts";
import { Act, recordRefusal } from "./recorded";

/** Amounts by currency; null is none, as is an amount that is missing. */
const Prices = z
  .partialRecord(Money.SaleCurrency, Money.Amount.nullable())
  .transform((amounts) => Money.amountsFor(saleCurrencies, (currency) => amounts[currency]));

const VariantFields = z.object({
  sku: z.union([z.literal(""), Sku]),
  barcode: Text.cleaned(60),
  prices: Prices,
  compareAt: Prices,
  weightGrams: z
    .int("Enter the weight in whole grams.")
    .min(0, "Enter the weight in whole grams.")
    .max(1_000_000, "At most 1,000,000 grams."),
});

const mostPictures = 50;

const ProductEdit = Act.extend({
  /** Absent for a new product. */
  productId: Id.schema("product").optional(),
  /** Version that the staff member has seen. */
  seen: z.int().min(0).optional(),
  name: Text.line(200, "Enter a title."),
  /** Empty: from the title. */
  slug: Text.cleaned(80),
  summary: Text.cleaned(300),
  /** Markdown. */
  description: z.string().max(20_000, "At most 20,000 characters."),
  categorySlug: z.union([z.literal(""), Slug]),
  brand: Text.cleaned(100),
  tags: z.array(Text.line(50, "Enter a tag.")).max(50, "At most 50 tags."),
  seoTitle: Text.cleaned(200),
  seoDescription: Text.cleaned(400),
  status: z.enum(productStatuses, "Choose a status."),
  publishAt: z.iso.datetime().optional(),
  /** Absent: each variant keeps its own. */
  taxClass: z.enum(taxClasses).optional(),
  options: z
    .array(
      z.object({
        was: z.string(),
        name: Text.cleaned(40),
        values: z.array(z.object({ was: z.string(), value: Text.cleaned(60) })),
      }),
    )
    .max(4, "At most four options."),
  /** Pictures in order, each with its alternative text; absent: as they are. */
  images: z
    .array(z.object({ key: z.string(), alt: Text.cleaned(300) }))
    .max(mostPictures, `At most ${mostPictures} pictures.`)
    .optional(),
  variants: z.array(VariantFields.extend({ was: Sku, image: z.int().min(0), isForSale: z.boolean() })),
  /** Fields of new variants. */
  defaults: VariantFields,
  isFilled: z.boolean(),
});

type Edit = z.output<typeof ProductEdit>;

/** Refusal of a save because the product has changed since it was read, with who saved it. */
export class ProductChanged extends ChangedMeanwhile {
  readonly editor: string;

  constructor({ version = 0, editor = "" }: Product, facts: ComparedFacts) {
    super("catalog.changed", "product", version, facts);
    this.editor = editor;
  }
}

/**
 * Saves the form of a new or existing product, with an audit row. Returns the product's id, and its slug and former slug;
 * no slugs when the same request was saved before. Throws `ProductChanged` when another staff member saved it meanwhile,
 * a `DomainError` that names a wrong field, and what `Catalog.saveProduct` throws.
 */
export const saveProduct = fn(ProductEdit, async (edit) => {
  const { requestId, actor } = edit;
  const productId = edit.productId ?? Id.derived("product", "new", requestId);
  const subject = `product:${productId}`;
  const auditId = Audit.idOf("catalog.save_product", subject, requestId);
  if (await Audit.has({ auditId })) return { productId, slugs: [] };
  const entry = { actor, action: "catalog.save_product", subject };
  try {
    const stored = await Catalog.forStaff({ productId });
    if (edit.productId && !stored) throw unknown();
    const input = await inputOf(edit, { productId, stored });
    const { product, variants } = stored ?? {};
    const facts = product ? factsOf(product, Catalog.fitting(product, variants ?? [])) : {};
    const next = factsOf(input, input.variants);
    if (product && (product.version ?? 0) !== (edit.seen ?? 0))
      throw new ProductChanged(product, { saved: facts, typed: next });
    const { before, after } = differing(facts, next);
    const audit = Audit.record({ ...entry, auditId, ...(product && { before }), after });
    return await Catalog.saveProduct(input, { audit }).catch(async (error) => {
      const isChanged = error instanceof DomainError && error.code === "catalog.changed";
      const now = isChanged ? await Catalog.forStaff({ productId }) : null;
      if (!now) throw error;
      const saved = factsOf(now.product, Catalog.fitting(now.product, now.variants));
      throw new ProductChanged(now.product, { saved, typed: next });
    });
  } catch (error) {
    if (await Audit.has({ auditId })) return { productId, slugs: [] }; // the same request was sent twice
    await recordRefusal(entry, error);
    throw error;
  }
});

const unknown = () => new DomainError("not_found", "catalog.unknown_product", "This product does not exist.");

type Target = { productId: string; stored: { product: Product; variants: Variant[] } | null };

/** Returns the input of the catalog for an edit. Throws a `DomainError` with the field that is wrong. */
async function inputOf(edit: Edit, { productId, stored }: Target) {
  const { product, variants: before = [] } = stored ?? {};
  const slug = slugOf(edit, product?.slug);
  checkOptions(edit);
  const planned = Catalog.plan({ ...edit, slug, productId, before });
  if (planned.variants.length > mostVariants) throw tooMany(planned.variants.length);
  const [removed, images] = await Promise.all([renamed(edit.variants), picturesOf(edit, product)]);
  const taxes = new Map(before.map(({ sku, taxClass }) => [skuKey(sku), taxClass]));
  const needed = await Shop.currencies();
  const publishAt = edit.status === "draft" ? edit.publishAt : undefined;
  if (edit.publishAt && edit.status !== "draft" && edit.publishAt !== product?.publishAt)
    throw wrong("publishAt", "Only a draft waits for a time: choose the status Draft, or empty this field.");
  if (publishAt && publishAt <= Clock.iso() && publishAt !== product?.publishAt)
    throw wrong("publishAt", "Choose a time in the future.");
  const isSold = edit.status === "active" || publishAt !== undefined;
  const isFirst = edit.status === "active" && product?.status === "draft";
  const now = Clock.iso();
  return {
    details: product?.details ?? [],
    featured: product?.featured ?? false,
    images,
    productId,
    ...(product && { seen: edit.seen ?? 0 }),
    slug,
    name: edit.name,
    summary: edit.summary,
    description: RichText.fromMarkdown(edit.description),
    categorySlug: edit.categorySlug,
    brand: edit.brand,
    tags: [...new Set(edit.tags)],
    options: planned.options,
    status: edit.status,
    publishedAt: product && !isFirst ? product.publishedAt : now,
    publishAt,
    seoTitle: edit.seoTitle || undefined,
    seoDescription: edit.seoDescription || undefined,
    editor: edit.actor,
    removed,
    variants: planned.variants.map((variant) => {
      const taxClass = edit.taxClass ?? taxes.get(skuKey(variant.was)) ?? before[0]?.taxClass ?? "standard";
      return variantOf(variant, { taxClass, needed: isSold ? needed : [], pictures: images.length });
    }),
  };
}

/**
 * Returns the pictures of an edit. Those that the product has keep their size and focal point; others are read from the
 * library. Throws when one is not there.
 */
async function picturesOf({ images }: Edit, product: Product | undefined): Promise<Image[]> {
  const before = product?.images ?? [];
  if (!images) return before;
  const known = new Map(before.map((image) => [image.key, image]));
  const added = images.flatMap(({ key }) => (known.has(key) ? [] : [key]));
  const library = await Media.byKeys(added);
  const keys = new Set<string>();
  return images.flatMap(({ key, alt }, i) => {
    const image = known.get(key) ?? library.get(key);
    if (!image)
      throw wrong(`images.${i}.alt`, `Picture ${i + 1} is no longer in the library. Choose another one.`);
    if (keys.has(key)) return [];
    keys.add(key);
    return [{ ...image, alt: alt || (known.has(key) ? "" : image.alt) }];
  });
}

/** `needed`: currencies without a price in which the variant cannot be sold. */
type Shared = { taxClass: Variant["taxClass"]; needed: SaleCurrency[]; pictures: number };

function variantOf(planned: PlannedVariant, { taxClass, needed, pictures }: Shared) {
  const { sku, barcode, prices, compareAt, weightGrams, image, isForSale, options, row } = planned;
  const field = (name: string) => (row === null ? `defaults.${name}` : `variants.${row}.${name}`);
  const missing = needed.find((currency) => prices[currency] === undefined);
  if (missing && isForSale)
    throw wrong(
      field(`prices.${missing}`),
      `Enter a price in ${missing}: ${sku} cannot be sold without one. Or save the product as a draft.`,
    );
  for (const currency of Money.currenciesOf(compareAt)) {
    if ((compareAt[currency] ?? 0) <= (prices[currency] ?? 0))
      throw wrong(
        field(`compareAt.${currency}`),
        `The compare-at price is crossed out beside the price, so it must be higher.`,
      );
  }
  return {
    sku,
    options,
    ...Catalog.pricesToSave({ prices, compareAt }),
    ...(barcode && { barcode }),
    weightGrams,
    taxClass,
    image: image < pictures ? image : 0,
    status: isForSale ? ("active" as const) : ("hidden" as const),
  };
}

const wrong = (field: string, message: string) =>
  new DomainError("input", "catalog.wrong_field", message, field);

const tooMany = (count: number) =>
  wrong("options", `These options make ${count} variants. A product has at most ${mostVariants}.`);

function checkOptions({ options, variants }: Edit) {
  for (const [i, { name, values }] of options.entries()) {
    const named = values.map(({ value }) => value).filter(Boolean);
    if (name && named.length === 0) throw wrong(`options.${i}.add`, `Enter the values of ${name}.`);
    if (!name && values.some(({ was, value }) => value && !was))
      throw wrong(`options.${i}.name`, "Enter a name, such as Color.");
    if (new Set(named).size < named.length)
      throw wrong(`options.${i}.add`, `Two values of ${name} are the same.`);
    if (name && options.findIndex((other) => other.name === name) < i)
      throw wrong(`options.${i}.name`, `Another option is called ${name}.`);
  }
  const count = Catalog.combinationsOf(options);
  if (count > 20 * mostVariants) throw tooMany(count);
  const skus = new Set<string>();
  for (const [row, { sku, was }] of variants.entries()) {
    const key = skuKey(sku || was);
    if (skus.has(key)) throw wrong(`variants.${row}.sku`, "Another variant has the same SKU.");
    skus.add(key);
  }
}

/**
 * Returns the SKUs that were replaced by others. Throws when one has stock or was sold, because its rows refer to it.
 */
async function renamed(variants: Edit["variants"]) {
  const removed: string[] = [];
  for (const [row, { was, sku }] of variants.entries()) {
    if (!sku || skuKey(sku) === skuKey(was)) continue;
    if (await Inventory.stock({ sku: was }))
      throw wrong(
        `variants.${row}.sku`,
        `${was} has had stock, so its SKU stays. Add a new variant for ${sku} instead.`,
      );
    removed.push(was);
  }
  return removed;
}

function slugOf({ slug, name }: Edit, known: string | undefined) {
  const typed = slug || known || slugFrom(name);
  const parsed = Slug.safeParse(typed);
  if (parsed.success) return parsed.data;
  const message = slug
    ? "Use lower-case letters, digits and single dashes, such as linen-shirt."
    : "Enter an address, such as linen-shirt: none can be made from the title.";
  throw wrong("slug", message);
}

/**
 * Copies a product to a new draft with new SKUs, without barcodes and stock. The same request makes one copy. Throws
 * `catalog.unknown_product`.
 */
export const duplicateProduct = fn(Act.extend({ productId: Id.schema("product") }), async (act) => {
  const stored = await Catalog.forStaff(act);
  if (!stored) throw unknown();
  const { product } = stored;
  const variants = Catalog.fitting(product, stored.variants);
  const productId = Id.derived("product", "copy", act.requestId);
  const subject = `product:${productId}`;
  const auditId = Audit.idOf("catalog.duplicate_product", subject, act.requestId);
  if (await Audit.has({ auditId })) return { productId };
  const slug = `${product.slug.slice(0, 60).replace(/-+$/, "")}-copy-${productId.slice(-4).toLowerCase()}`;
  const planned = Catalog.plan({
    productId,
    slug,
    options: product.options.map(({ name, values }) => ({
      was: "",
      name,
      values: values.map((value) => ({ was: "", value })),
    })),
    variants: [],
    before: [],
    defaults: {
      sku: "",
      barcode: "",
      prices: {},
      compareAt: {},
      weightGrams: 0,
    },
    isFilled: true,
  });
  const copies = planned.variants.flatMap((made) => {
    const source = variants.find(({ options }) =>
      product.options.every(({ name }) => options[name] === made.options[name]),
    );
    if (!source) return [];
    const { taxClass } = source;
    const fields = { ...Catalog.fieldsOf(source), sku: made.sku, barcode: "" };
    return variantOf({ ...made, ...fields }, { taxClass, needed: [], pictures: product.images.length });
  });
  const { publishAt: _at, productId: _id, editor: _editor, ...rest } = product;
  const input = {
    ...rest,
    productId,
    slug,
    name: `${Text.cut(product.name, 190)} (copy)`,
    status: "draft" as const,
    featured: false,
    publishedAt: Clock.iso(),
    editor: act.actor,
    variants: copies,
  };
  const audit = Audit.record({
    auditId,
    actor: act.actor,
    action: "catalog.duplicate_product",
    subject,
    note: `Copy of ${product.name}`,
    after: factsOf(input, copies),
  });
  await Catalog.saveProduct(input, { audit });
  return { productId };
});
