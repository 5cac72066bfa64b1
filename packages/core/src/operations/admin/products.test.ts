import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Audit } from "@securecart/core/audit";
import { Cart } from "@securecart/core/cart";
import { Catalog } from "@securecart/core/catalog";
import { Clock } from "@securecart/core/clock";
import { Inventory } from "@securecart/core/inventory";
import { Search } from "@securecart/core/search";
import { afterEach, expect, test, vi } from "vitest";
import { requestsOf } from "#test/accounts";
import { product as fixture, unique } from "#test/fixtures";

afterEach(() => vi.useRealTimers());

test("a description is typed as Markdown, and recorded so", async () => {
  const { productId } = await Admin.saveProduct(edit({ description: "## Care\n\n- Wash\n- Dry" }));
  expect((await read(productId)).product.description).toEqual([
    { type: "heading", level: 2, runs: [{ text: "Care" }] },
    { type: "list", ordered: false, items: [[{ text: "Wash" }], [{ text: "Dry" }]] },
  ]);
  const { rows } = await Audit.list({ subject: `product:${productId}` });
  expect(rows[0]?.after).toMatchObject({ description: "## Care\n\n- Wash\n- Dry" });
});

type Edit = Parameters<typeof Admin.saveProduct>[0];

const fields = { sku: "", barcode: "", compareAt: { USD: null, EUR: null }, weightGrams: 250 };
const option = (name: string, ...values: string[]) => ({
  was: "",
  name,
  values: values.map((value) => ({ was: "", value })),
});

const edit = (over: Partial<Edit> = {}): Edit => ({
  actor: "staff:ada@example.com",
  requestId: randomUUID(),
  name: `Shirt ${unique()}`,
  slug: "",
  summary: "",
  description: "",
  categorySlug: "",
  brand: "",
  tags: [],
  seoTitle: "",
  seoDescription: "",
  status: "active",
  options: [],
  variants: [],
  defaults: { ...fields, prices: { USD: 2_000, EUR: 1_900 } },
  isFilled: false,
  ...over,
});

/** Returns the edit that changes nothing of a stored product. */
async function editOf(productId: string, over: Partial<Edit> = {}): Promise<Edit> {
  const { product, variants } = await read(productId);
  return edit({
    productId,
    seen: product.version ?? 0,
    name: product.name,
    slug: product.slug,
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
    ...over,
  });
}

async function read(productId: string) {
  const found = await Catalog.forStaff({ productId });
  if (!found) throw new Error("The product is missing.");
  return found;
}

const titles = async (productId: string) => {
  const { product, variants } = await read(productId);
  return Catalog.fitting(product, variants)
    .filter(({ status }) => status === "active")
    .map(({ title }) => title);
};

const sizes = ["XS", "S", "M", "L", "XL"];

test("a new product has a variant for each combination of three options, with a SKU of its own", async () => {
  const options = [option("Color", "Blue", "Red"), option("Size", "S", "M"), option("Cut", "Slim", "Wide")];
  const { productId } = await Admin.saveProduct(edit({ options }));
  const { product, variants } = await read(productId);
  expect(variants.map(({ title }) => title)).toEqual([
    "Blue / S / Slim",
    "Blue / S / Wide",
    "Blue / M / Slim",
    "Blue / M / Wide",
    "Red / S / Slim",
    "Red / S / Wide",
    "Red / M / Slim",
    "Red / M / Wide",
  ]);
  expect(new Set(variants.map(({ sku }) => sku)).size).toBe(8);
  expect((await Catalog.bySlug({ slug: product.slug }))?.variants).toHaveLength(8);
  const { rows } = await Audit.list({ subject: `product:${productId}` });
  expect(rows).toMatchObject([{ action: "catalog.save_product", outcome: "done" }]);
});

test("a form that is sent twice makes one product", async () => {
  const twice = edit();
  const [first, second] = await Promise.all([Admin.saveProduct(twice), Admin.saveProduct(twice)]);
  expect(first.productId).toBe(second.productId);
  expect((await read(first.productId)).product.version).toBe(1);
});

test("a product of 100 variants is saved, renamed and sold, and never shown in part", async () => {
  const options = [
    option("Size", ...sizes),
    option("Color", "A", "B", "C", "D", "E"),
    option("Cut", "1", "2", "3", "4"),
  ];
  const { productId } = await Admin.saveProduct(edit({ options }));
  const { product, variants } = await read(productId);
  expect(variants).toHaveLength(100);
  let isDone = false;
  const seen = new Set<string>();
  const watching = (async () => {
    while (!isDone) {
      const page = await Catalog.bySlug({ slug: product.slug });
      seen.add(
        JSON.stringify([
          page?.product.name,
          page?.variants.length,
          [...new Set(page?.variants.map(({ prices }) => prices.USD))],
        ]),
      );
    }
  })();
  const change = await editOf(productId, { name: "Renamed" });
  await Admin.saveProduct({
    ...change,
    variants: change.variants.map((variant) => ({ ...variant, prices: { USD: 3_000, EUR: 2_900 } })),
  });
  isDone = true;
  await watching;
  const states = [
    [product.name, 100, [2_000]],
    ["Renamed", 100, [3_000]],
  ].map((state) => JSON.stringify(state));
  expect([...seen].filter((state) => !states.includes(state))).toEqual([]);
  for (const { sku } of variants.slice(0, 2))
    expect(await Catalog.variant({ sku })).toMatchObject({ name: "Renamed", prices: { USD: 3_000 } });
});

test("a save of 100 variants that is refused leaves nothing behind", async () => {
  const { sku } = await fixture();
  const slug = unique().toLowerCase();
  const values = Array.from({ length: 100 }, (_, i) => `V${i}`);
  const input = {
    slug,
    name: slug,
    summary: "",
    description: "",
    details: [],
    categorySlug: "",
    brand: "",
    tags: [],
    options: [{ name: "V", values }],
    images: [],
    status: "active" as const,
    featured: false,
    publishedAt: "2026-01-01T00:00:00.000Z",
    variants: values.map((value, i) => ({
      sku: i === 99 ? sku : `${slug} ${value}`,
      options: { V: value },
      prices: { USD: 1, EUR: 1 },
      image: 0,
      weightGrams: 1,
      taxClass: "standard" as const,
      status: "active" as const,
    })),
  };
  await expect(Catalog.saveProduct(input)).rejects.toMatchObject({ code: "catalog.sku_taken" });
  expect(await Catalog.bySlug({ slug })).toBeNull();
  expect(await Catalog.variant({ sku: `${slug} V0` })).toBeNull();
  expect(await Catalog.variant({ sku })).toMatchObject({ slug: sku.toLowerCase() });
});

test("more than 100 variants are refused at the options", async () => {
  const options = [option("A", ...sizes), option("B", ...sizes), option("C", ...sizes)];
  await expect(Admin.saveProduct(edit({ options }))).rejects.toMatchObject({ field: "options" });
});

test("a variant follows its options when they are renamed, and keeps its SKU", async () => {
  const { productId } = await Admin.saveProduct(edit({ options: [option("Color", "Bleu", "Red")] }));
  const before = (await read(productId)).variants;
  await Admin.saveProduct(
    await editOf(productId, {
      options: [
        {
          was: "Color",
          name: "Colour",
          values: [
            { was: "Bleu", value: "Blue" },
            { was: "Red", value: "Red" },
            { was: "", value: "Green" },
          ],
        },
      ],
    }),
  );
  const { variants } = await read(productId);
  expect(variants.map(({ sku, options }) => [sku, options.Colour]).slice(0, 2)).toEqual([
    [before[0]?.sku, "Blue"],
    [before[1]?.sku, "Red"],
  ]);
  expect(await titles(productId)).toEqual(["Blue", "Red", "Green"]);
});

test("a removed value hides its variant, and the same value brings it back", async () => {
  const { productId } = await Admin.saveProduct(edit({ options: [option("Size", "S", "M")] }));
  const medium = (await read(productId)).variants[1]?.sku;
  const s = { was: "S", value: "S" };
  await Admin.saveProduct(await editOf(productId, { options: [{ was: "Size", name: "Size", values: [s] }] }));
  expect(await titles(productId)).toEqual(["S"]);
  expect(await Catalog.variant({ sku: medium ?? "" })).toMatchObject({ status: "hidden" });
  const again = [{ was: "Size", name: "Size", values: [s, { was: "", value: "M" }] }];
  await Admin.saveProduct(await editOf(productId, { options: again }));
  expect(await titles(productId)).toEqual(["S", "M"]);
  expect((await read(productId)).variants).toHaveLength(2);
  expect((await Catalog.variant({ sku: medium ?? "" }))?.status).toBe("active");
});

test("a new option is given to the variants there are, and the others are added", async () => {
  const { productId } = await Admin.saveProduct(edit({ options: [option("Size", "S", "M")] }));
  const small = (await read(productId)).variants[0]?.sku;
  const change = await editOf(productId);
  await Admin.saveProduct({ ...change, options: [...change.options, option("Cut", "Slim", "Wide")] });
  expect(await titles(productId)).toEqual(["S / Slim", "S / Wide", "M / Slim", "M / Wide"]);
  expect((await read(productId)).variants[0]?.sku).toBe(small);
});

test("the second of two staff members is told what the first has saved, and nothing is overwritten", async () => {
  const { productId } = await Admin.saveProduct(edit());
  const [mine, theirs] = [
    await editOf(productId, { brand: "Mine" }),
    await editOf(productId, { brand: "Theirs" }),
  ];
  await Admin.saveProduct({ ...theirs, actor: "staff:grace@example.com" });
  await expect(Admin.saveProduct(mine)).rejects.toMatchObject({
    code: "catalog.changed",
    version: 2,
    editor: "staff:grace@example.com",
    differences: [{ name: "brand", saved: "Theirs", typed: "Mine" }],
  });
  expect((await read(productId)).product.brand).toBe("Theirs");
  await Admin.saveProduct({ ...mine, requestId: randomUUID(), seen: 2 });
  expect((await read(productId)).product.brand).toBe("Mine");
});

test("of two saves at once one wins, and the other is told", async () => {
  const { productId } = await Admin.saveProduct(edit());
  const edits = await Promise.all(["a", "b", "c"].map((brand) => editOf(productId, { brand })));
  const results = await Promise.allSettled(edits.map((one) => Admin.saveProduct(one)));
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
  expect((await read(productId)).product.version).toBe(2);
});

test("a former slug leads to the product, until another product takes it", async () => {
  const [first, second] = [unique().toLowerCase(), unique().toLowerCase()];
  const { productId } = await Admin.saveProduct(edit({ slug: first }));
  await Admin.saveProduct(await editOf(productId, { slug: second }));
  expect(await Catalog.bySlug({ slug: first })).toBeNull();
  expect(await Catalog.bySlug({ slug: second })).toMatchObject({ product: { productId } });
  expect(await Catalog.movedTo({ slug: first })).toBe(second);
  const other = await Admin.saveProduct(edit({ slug: first }));
  expect(other.productId).not.toBe(productId);
  expect(await Catalog.movedTo({ slug: first })).toBeNull();
  await expect(Admin.saveProduct(await editOf(productId, { slug: first }))).rejects.toMatchObject({
    code: "catalog.slug_taken",
    field: "slug",
  });
});

test("a product whose id derives from its slug and moved leaves the slug to another", async () => {
  const { sku, slug, productId } = await fixture();
  await Admin.saveProduct(await editOf(productId, { slug: `${slug}-2` }));
  const { productId: other } = await fixture({ sku: `${sku}-B` }).then(async () =>
    Admin.saveProduct(edit({ slug })),
  );
  expect(other).not.toBe(productId);
  expect((await read(productId)).product.slug).toBe(`${slug}-2`);
});

test("two products cannot take one slug at once", async () => {
  const slug = unique().toLowerCase();
  const results = await Promise.allSettled(
    [edit({ slug }), edit({ slug })].map((one) => Admin.saveProduct(one)),
  );
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("a SKU in a supplier's spelling is stored, sold and found in any case", async () => {
  const sku = `Ab/12 ${unique()} (ß)`;
  const { productId } = await Admin.saveProduct(
    edit({ defaults: { ...fields, sku, barcode: "4006381333931", prices: { USD: 1_000, EUR: 900 } } }),
  );
  await Inventory.receive({ sku, quantity: 3, cause: "delivery", reference: "d1" });
  const cartId = Cart.newId();
  await Cart.add({ cartId, sku, quantity: 2 });
  expect(await Inventory.available({ skus: [sku] })).toEqual({ [sku]: 3 });
  expect(await Catalog.variant({ sku: sku.toUpperCase().replace("SS", "ß") })).toMatchObject({
    sku,
    barcode: "4006381333931",
  });
  expect((await read(productId)).variants[0]).toMatchObject({ sku });
});

test("a SKU can be replaced until it has had stock", async () => {
  const { productId } = await Admin.saveProduct(edit());
  const change = await editOf(productId);
  const [variant] = change.variants;
  if (!variant) throw new Error("No variant.");
  const sku = `NEW ${unique()}`;
  await Admin.saveProduct({ ...change, variants: [{ ...variant, sku }] });
  expect((await read(productId)).variants.map((one) => one.sku)).toEqual([sku]);
  expect(await Catalog.variant({ sku: variant.was })).toBeNull();
  await Inventory.receive({ sku, quantity: 1, cause: "delivery", reference: "d1" });
  const next = await editOf(productId);
  await expect(
    Admin.saveProduct({ ...next, variants: next.variants.map((one) => ({ ...one, sku: "OTHER" })) }),
  ).rejects.toMatchObject({ field: "variants.0.sku" });
});

test("a product is not active without a price in each currency, but may be a draft", async () => {
  const defaults = { ...fields, prices: { USD: 1_000, EUR: null } };
  await expect(Admin.saveProduct(edit({ defaults }))).rejects.toMatchObject({ field: "defaults.prices.EUR" });
  const { productId } = await Admin.saveProduct(edit({ defaults, status: "draft" }));
  const texts = (await diagnosed(productId)).map(({ text }) => text);
  expect(texts).toEqual(
    expect.arrayContaining([
      expect.stringContaining("draft"),
      expect.stringMatching(/no price in EUR/),
      expect.stringMatching(/no stock/),
      "It has no picture.",
    ]),
  );
});

test("a product that can be bought has no obstacle that blocks", async () => {
  const { productId } = await fixture();
  expect((await diagnosed(productId)).filter(({ isBlocking }) => isBlocking)).toEqual([]);
});

async function diagnosed(productId: string) {
  const found = await Admin.stockedProduct({ productId });
  if (!found) throw new Error("The product is gone.");
  return Admin.diagnose(found);
}

test("a product with its variants and their stock is two requests", async () => {
  const { productId } = await fixture();
  const requests = await requestsOf(() => Admin.stockedProduct({ productId }));
  expect(requests).toHaveLength(2);
});

test("a draft becomes active at its time, once, with an audit row", async () => {
  const { productId } = await Admin.saveProduct(edit({ status: "draft", publishAt: Clock.iso(60) }));
  const { product } = await read(productId);
  await Catalog.publishDue();
  expect(await Catalog.bySlug({ slug: product.slug })).toBeNull();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
  await Promise.all([Catalog.publishDue(), Catalog.publishDue()]);
  expect(await Catalog.bySlug({ slug: product.slug })).toMatchObject({ product: { status: "active" } });
  expect((await read(productId)).product).toMatchObject({ version: 2 });
  const { rows } = await Audit.list({ subject: `product:${productId}` });
  expect(rows.map(({ actor }) => actor).sort()).toEqual(["schedule", "staff:ada@example.com"]);
});

test("a copy is a draft with SKUs of its own", async () => {
  const { productId } = await Admin.saveProduct(edit({ options: [option("Size", "S", "M")] }));
  const act = { actor: "staff:ada@example.com", requestId: randomUUID(), productId };
  const [copy, again] = [await Admin.duplicateProduct(act), await Admin.duplicateProduct(act)];
  expect(copy).toEqual(again);
  const [source, made] = [await read(productId), await read(copy.productId)];
  expect(made.product).toMatchObject({ status: "draft", name: `${source.product.name} (copy)` });
  expect(made.variants.map(({ prices }) => prices.USD)).toEqual([2_000, 2_000]);
  const skus = source.variants.map(({ sku }) => sku);
  expect(made.variants.filter(({ sku }) => skus.includes(sku))).toEqual([]);
});

test("staff find drafts and hidden products at once and after the index is built, shoppers never", async () => {
  const word = `zanzibar${unique().toLowerCase()}`;
  const { productId } = await Admin.saveProduct(edit({ name: `Mat ${word}`, status: "draft" }));
  const found = async (q: object) => (await Admin.products(q)).rows.map(({ product }) => product.productId);
  const everywhere = async () => {
    expect(await found({ q: word })).toEqual([productId]);
    expect(await found({ q: word, status: "draft" })).toEqual([productId]);
    expect(await found({ q: word, status: "active" })).toEqual([]);
    expect((await Search.products({ q: word, fresh: true })).total).toBe(0);
  };
  await everywhere();
  await Search.rebuild();
  await Search.products({ q: word, fresh: true });
  await everywhere();
});
