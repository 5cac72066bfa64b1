import { Admin } from "@securecart/core/admin";
import { Catalog } from "@securecart/core/catalog";
import { Dynamo } from "@securecart/core/dynamo";
import { DomainError } from "@securecart/core/error";
import { Media } from "@securecart/core/media";
import { RichText } from "@securecart/core/rich-text";
import fc from "fast-check";
import sharp from "sharp";
import { expect, test } from "vitest";
import { amount, by, exported, fileOf, imported, line, linesOf, maybe } from "#test/catalog-file";
import { unique } from "#test/fixtures";

type Stored = NonNullable<Awaited<ReturnType<typeof Catalog.forStaff>>>;
type Edit = Parameters<typeof Admin.saveProduct>[0];

const names = fc.record({
  name: line(60),
  summary: maybe(line(100), ""),
  description: maybe(line(200), ""),
  brand: maybe(line(30), ""),
  tags: fc.uniqueArray(line(20), { maxLength: 4 }),
  seoTitle: maybe(line(60), ""),
  seoDescription: maybe(line(100), ""),
});
const statuses = fc.constantFrom("active" as const, "draft" as const, "hidden" as const, "archived" as const);
const price = fc.record({ USD: amount, EUR: amount });

// What a staff member may do to a product. `nth` chooses among its variants, options or values.
const edits = fc.oneof(
  fc.record({ kind: fc.constant("texts" as const), values: names }),
  fc.record({ kind: fc.constant("status" as const), status: statuses }),
  fc.record({ kind: fc.constant("picture" as const), alt: maybe(line(40), "") }),
  fc.record({ kind: fc.constant("rename option" as const), name: line(12) }),
  fc.record({ kind: fc.constant("rename value" as const), nth: fc.nat(9), value: line(12) }),
  fc.record({ kind: fc.constant("add value" as const), value: line(12) }),
  fc.record({ kind: fc.constant("remove value" as const), nth: fc.nat(9) }),
  fc.record({
    kind: fc.constant("variant" as const),
    nth: fc.nat(9),
    prices: price,
    above: fc.integer({ min: 0, max: 500 }),
    weightGrams: fc.integer({ min: 0, max: 1_000_000 }),
    barcode: maybe(fc.constantFrom("4006381333931", "0012345"), ""),
    isForSale: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("tag" as const), tag: line(20) }),
  fc.record({ kind: fc.constant("category" as const), isMoved: fc.boolean() }),
  fc.record({ kind: fc.constant("cheaper" as const), percent: fc.integer({ min: -60, max: 60 }) }),
  fc.record({
    kind: fc.constant("count" as const),
    nth: fc.nat(9),
    counted: fc.integer({ min: 0, max: 1_000 }),
  }),
);
type RandomEdit = typeof edits extends fc.Arbitrary<infer Value> ? Value : never;

const plans = fc.record({
  first: names,
  options: fc.uniqueArray(
    fc.record({ name: line(12), values: fc.uniqueArray(line(12), { minLength: 1, maxLength: 3 }) }),
    { maxLength: 3, selector: ({ name }) => name },
  ),
  prices: price,
  edits: fc.array(edits, { minLength: 3, maxLength: 7 }),
});

const fresh = (prices: { USD: number; EUR: number }) => ({
  sku: "",
  barcode: "",
  prices,
  compareAt: { USD: null, EUR: null },
  weightGrams: 10,
});

/** Returns the form of a stored product as its page shows it. */
function formOf({ product, variants }: Stored): Edit {
  return {
    ...by(),
    productId: product.productId,
    seen: product.version ?? 0,
    name: product.name,
    slug: product.slug,
    summary: product.summary,
    description: RichText.toMarkdown(product.description),
    categorySlug: product.categorySlug,
    brand: product.brand,
    tags: product.tags,
    seoTitle: product.seoTitle ?? "",
    seoDescription: product.seoDescription ?? "",
    status: product.status,
    options: product.options.map(({ name, values }) => ({
      was: name,
      name,
      values: values.map((value) => ({ was: value, value })),
    })),
    variants: Catalog.fitting(product, variants).map((variant) => ({
      ...Catalog.fieldsOf(variant),
      was: variant.sku,
    })),
    defaults: fresh({ USD: 1_000, EUR: 900 }),
    isFilled: false,
  };
}

const at = <One>(all: One[], nth: number) => all[nth % Math.max(1, all.length)];

/** Makes an edit through the functions of the admin. False when they refuse it in words. */
async function make(edit: RandomEdit, productId: string, picture: string) {
  const stored = await Catalog.forStaff({ productId });
  if (!stored) throw new Error("The product is gone.");
  const form = formOf(stored);
  const [option] = form.options;
  const save = (change: Partial<Edit>) => Admin.saveProduct({ ...form, ...change });
  const bulk = (change: Admin.BulkChange) =>
    Admin.changeProducts({ ...by(), productIds: [productId], change });
  try {
    if (edit.kind === "texts") await save(edit.values);
    if (edit.kind === "status") await bulk({ kind: "status", status: edit.status });
    if (edit.kind === "picture") await save({ images: [{ key: picture, alt: edit.alt }] });
    if (edit.kind === "tag") await bulk({ kind: "add_tag", tag: edit.tag });
    if (edit.kind === "category") await bulk({ kind: "category", category: edit.isMoved ? "mugs" : "" });
    if (edit.kind === "cheaper" && edit.percent !== 0)
      await bulk({ kind: "percent", currencies: ["USD", "EUR"], percent: edit.percent });
    if (edit.kind === "count") {
      const { sku = "" } = at(Catalog.fitting(stored.product, stored.variants), edit.nth) ?? {};
      await Admin.count({ ...by(), sku, counted: edit.counted, cause: "Stocktaking" });
    }
    if (edit.kind === "variant") {
      const { nth, above, prices, weightGrams, barcode, isForSale } = edit;
      const compareAt = { USD: above > 0 ? prices.USD + above : null, EUR: null };
      const chosen = at(form.variants, nth);
      await save({
        variants: form.variants.map((one) =>
          one === chosen ? { ...one, prices, compareAt, weightGrams, barcode, isForSale } : one,
        ),
      });
    }
    if (!option) return true;
    const withOption = (change: Partial<typeof option>) =>
      save({ options: form.options.map((one) => (one === option ? { ...one, ...change } : one)) });
    const value = "nth" in edit ? at(option.values, edit.nth) : undefined;
    if (edit.kind === "rename option") await withOption({ name: edit.name });
    if (edit.kind === "add value")
      await withOption({ values: [...option.values, { was: "", value: edit.value }] });
    if (edit.kind === "rename value")
      await withOption({
        values: option.values.map((one) => (one === value ? { ...one, value: edit.value } : one)),
      });
    if (edit.kind === "remove value")
      await withOption({ values: option.values.filter((one) => one !== value) });
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

/** Deletes all rows of products from the table, as a shop that never had them. */
async function erase(productIds: string[]) {
  const skus = new Set<unknown>();
  for (const productId of productIds)
    for (const { sku } of (await Catalog.forStaff({ productId }))?.variants ?? []) skus.add(sku);
  const own = ["product", "variant", "productslug", "stock", "movement", "lowstock"];
  for await (const page of Dynamo.scan())
    for (const item of page) {
      const isOwn = productIds.includes(String(item.productId)) || skus.has(item.sku);
      if (isOwn && own.includes(String(Dynamo.entityOf(item))))
        await Dynamo.remove({ pk: item.pk, sk: item.sk });
    }
}

test("random edits through the admin, exported, erased and imported, are the same catalog", async () => {
  const png = await sharp({ create: { width: 30, height: 20, channels: 3, background: "teal" } })
    .png()
    .toBuffer();
  const { key: picture } = await Media.store({ bytes: png, name: "a.png", alt: "" });
  let made = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(plans, { minLength: 5, maxLength: 8 }), async (all) => {
      const words = all.map(() => unique().toLowerCase());
      const ids: string[] = [];
      for (const [i, { first, options, prices, edits: wanted }] of all.entries()) {
        const { productId } = await Admin.saveProduct({
          ...by(),
          ...first,
          slug: words[i] ?? "",
          categorySlug: "",
          status: "active",
          options: options.map(({ name, values }) => ({
            was: "",
            name,
            values: values.map((value) => ({ was: "", value })),
          })),
          variants: [],
          defaults: fresh(prices),
          isFilled: true,
        });
        ids.push(productId);
        for (const edit of wanted) if (await make(edit, productId, picture)) made++;
      }
      const before = linesOf(await exported("products", { withStock: true }), words);
      expect(before.length).toBeGreaterThan(words.length);
      await erase(ids);
      expect(linesOf(await exported("products", { withStock: true }), words)).toHaveLength(1);
      expect(await imported(fileOf(before), { withStock: true })).toMatchObject({
        state: "done",
        counts: { created: words.length, refused: 0 },
      });
      expect(linesOf(await exported("products", { withStock: true }), words)).toEqual(before);
    }),
    { numRuns: 1, endOnFailure: true },
  );
  expect(made).toBeGreaterThan(10);
});
