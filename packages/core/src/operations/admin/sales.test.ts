import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Audit } from "@securecart/core/audit";
import { Cart } from "@securecart/core/cart";
import { Catalog } from "@securecart/core/catalog";
import { Checkout } from "@securecart/core/checkout";
import { Clock } from "@securecart/core/clock";
import { Collection } from "@securecart/core/collection";
import { Id } from "@securecart/core/id";
import { Merchandising } from "@securecart/core/merchandising";
import { Order } from "@securecart/core/order";
import { Price, type Reduction, type SaleTerms } from "@securecart/core/price";
import { Search } from "@securecart/core/search";
import { expect, test } from "vitest";
import { product, productOf, readyCart, unique } from "#test/fixtures";

const by = () => ({ actor: "staff:ada@example.com", requestId: randomUUID() });
const scope = { isAll: false, products: [], skus: [], categories: [], collections: [], members: [] };
const percent = (off: number): Reduction => ({ kind: "percent", percent: off, ending: "exact" });

const terms = (skus: string[], more: Partial<SaleTerms> = {}): SaleTerms => ({
  name: "Winter sale",
  reduction: percent(20),
  scope: { ...scope, skus: skus.map((sku) => sku.toLowerCase()) },
  startsAt: Clock.iso(),
  ...more,
});

test("each change of a sale has one audit row, and the same request again changes nothing", async () => {
  const { sku } = await product();
  const create = { terms: terms([sku]), ...by() };
  const { saleId } = await Admin.createSale(create);
  expect(await Admin.createSale(create)).toEqual({ saleId });
  const stop = { saleId, seen: 1, ...by() };
  await Admin.stopSale(stop);
  await Admin.stopSale(stop);
  await Admin.archiveSale({ saleId, seen: 2, ...by() });
  const { rows } = await Audit.list({ subject: `sale:${saleId}` });
  expect(rows.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    "sale.archive done",
    "sale.stop done",
    "sale.create done",
  ]);
  expect(rows.at(-1)?.after).toMatchObject({ name: "Winter sale", reduction: "20% off", for: "1 SKU" });
});

test("a cart costs what the sale says, and the order that is placed keeps its prices", async () => {
  const { sku } = await product({ price: 2_500 });
  const cartId = await readyCart({ sku, quantity: 2 });
  const { saleId } = await Admin.createSale({ terms: terms([sku]), ...by() });
  const [line] = (await Cart.read({ cartId })).lines;
  expect(line).toMatchObject({
    ...{ unitPrice: 2_000, total: 4_000, compareAt: 2_500, lowest: 2_500 },
    ...{ reason: "sale", priceName: "Winter sale" },
  });
  const { reviewed } = await Checkout.read({ cartId });
  const { orderId } = await Checkout.place({ cartId, reviewed });
  await Admin.stopSale({ saleId, seen: 1, ...by() });
  expect((await Order.require(orderId)).lines).toMatchObject([{ unitPrice: 2_000, quantity: 2 }]);
});

test("an order that was reviewed in a sale is not placed at another price after its end", async () => {
  const { sku } = await product({ price: 2_500 });
  const cartId = await readyCart({ sku });
  const { saleId } = await Admin.createSale({ terms: terms([sku]), ...by() });
  const { reviewed } = await Checkout.read({ cartId });
  await Admin.stopSale({ saleId, seen: 1, ...by() });
  await expect(Checkout.place({ cartId, reviewed })).rejects.toMatchObject({ code: "checkout.changed" });
  const after = await Checkout.read({ cartId });
  expect(after.cart.lines[0]?.unitPrice).toBe(2_500);
  await Checkout.place({ cartId, reviewed: after.reviewed });
});

test("a preview shows old and new prices, and why some stay", async () => {
  const cheap = await product({ price: 400, eur: 9_000 });
  const { sku } = await productOf("Size", ["S", "M"]);
  const amount: Reduction = { kind: "amount", amounts: { USD: 500 } };
  const { rows, isComplete } = await Admin.previewSale({
    terms: terms([cheap.sku, `${sku}-1`], { reduction: amount }),
  });
  const of = (one: string) => rows.find(({ skus }) => skus.includes(one))?.prices;
  expect(isComplete).toBe(true);
  expect(of(cheap.sku)).toEqual([
    { currency: "USD", before: 400, after: 400, problem: "free" },
    { currency: "EUR", before: 9_000, after: 9_000, problem: "none" },
  ]);
  expect(of(`${sku}-1`)?.[0]).toEqual({ currency: "USD", before: 1_001, after: 501, problem: null });
});

test("a preview says that a fixed price is not lower, and which sale is lower already", async () => {
  const { sku, productId } = await product({ price: 2_500 });
  const fixed: Reduction = { kind: "price", prices: { USD: 3_000 } };
  const first = await Admin.previewSale({
    terms: terms([], { reduction: fixed, scope: { ...scope, products: [productId] } }),
  });
  expect(first.rows[0]?.prices[0]).toMatchObject({ before: 2_500, after: 2_500, problem: "higher" });
  await Admin.createSale({ terms: terms([sku], { reduction: percent(50) }), ...by() });
  const second = await Admin.previewSale({ terms: terms([sku], { startsAt: Clock.iso(60) }) });
  expect(second.rows[0]?.prices[0]).toMatchObject({ before: 1_250, after: 1_250, problem: "lower_already" });
});

test("a sale for a collection is for the products that were in it when the sale was saved", async () => {
  const [inside, outside] = [await product({ price: 2_000 }), await product({ price: 2_000 })];
  await Search.rebuild();
  await Search.products({ fresh: true });
  const collectionId = await newCollection([inside.productId]);
  await Admin.createSale({ terms: terms([], { scope: { ...scope, collections: [collectionId] } }), ...by() });
  const [first, second] = await Promise.all([inside, outside].map(({ sku }) => priceOf(sku)));
  expect([first, second]).toEqual([1_600, 2_000]);
});

test("a sale for a category is for the categories in it too", async () => {
  const [parent, child] = [unique().toLowerCase(), unique().toLowerCase()];
  const image = { key: "categories/x", alt: "", width: 1, height: 1 };
  for (const [slug, above] of [
    [parent, ""],
    [child, parent],
  ] as const)
    await Catalog.saveCategory({ slug, parent: above, name: slug, description: "", position: 1, image });
  const { saleId } = await Admin.createSale({
    terms: terms([], { scope: { ...scope, categories: [parent] } }),
    ...by(),
  });
  expect((await Price.sale({ saleId }))?.terms.scope.categories).toEqual([parent, child]);
});

async function newCollection(productIds: string[]) {
  const slug = unique().toLowerCase();
  const collectionId = Id.create("collection");
  const shown = { status: "active" as const, sort: "manual" as const, description: [] };
  await Collection.save({ collectionId, slug, name: slug, ...shown, productIds });
  return collectionId;
}

async function priceOf(sku: string) {
  const variant = await Catalog.variant({ sku });
  if (!variant) throw new Error(`${sku} is unknown.`);
  const board = await Price.board();
  return Price.decide(variant, { currency: "USD", at: Clock.iso(), board }).amount;
}

test("volume prices of one variant or of all are saved with an audit row, and must be lower than the price", async () => {
  const { sku, slug } = await productOf("Size", ["S", "M"]);
  const found = await Catalog.bySlug({ slug });
  const productId = found?.product.productId ?? "";
  const steps = (USD: number) => [{ from: 5, prices: { USD } }];
  const volumes = async () =>
    (await Catalog.bySlug({ slug }))?.variants.map(({ volume }) => volume?.[0]?.prices.USD);
  await Admin.saveVolume({ productId, seen: 1, steps: steps(900), ...by() });
  expect(await volumes()).toEqual([900, 900]);
  await Admin.saveVolume({ productId, seen: 2, sku: `${sku}-1`, steps: steps(800), ...by() });
  expect(await volumes()).toEqual([900, 800]);
  await expect(Admin.saveVolume({ productId, seen: 3, steps: steps(1_000), ...by() })).rejects.toMatchObject({
    code: "price.wrong_volume",
    field: "USD.0",
  });
  await expect(Admin.saveVolume({ productId, seen: 1, steps: [], ...by() })).rejects.toMatchObject({
    code: "catalog.changed",
  });
  await Admin.saveVolume({ productId, seen: 3, steps: [], ...by() });
  expect(await volumes()).toEqual([undefined, undefined]);
  const { rows } = await Audit.list({ subject: `product:${productId}` });
  expect(rows.filter(({ outcome }) => outcome === "done")).toHaveLength(3);
});

test("products are found by slug, address and SKU, and an unknown one is named", async () => {
  const [a, b, c] = [await product(), await product(), await product({ status: "hidden" })];
  const products = [a.slug, `https://shop.example/product/${b.slug}`, c.sku, a.productId];
  expect(await Admin.saleTargets({ products, skus: [a.sku, a.sku.toLowerCase()] })).toEqual({
    products: [a.productId, b.productId, c.productId],
    skus: [a.sku.toLowerCase()],
  });
  await expect(Admin.saleTargets({ products: ["no-such-thing"], skus: [] })).rejects.toMatchObject({
    code: "price.unknown_product",
    field: "products",
  });
  await expect(Admin.saleTargets({ products: [], skus: ["NO-SUCH-SKU"] })).rejects.toMatchObject({
    code: "price.unknown_sku",
    field: "skus",
  });
});

test("a product that is saved during a sale keeps its volume prices and its log", async () => {
  const { sku, slug } = await product({ price: 2_500 });
  const found = await Catalog.bySlug({ slug });
  if (!found) throw new Error("The product is gone.");
  const { product: stored, variants } = found;
  const volume = [{ from: 10, prices: { USD: 2_000 } }];
  await Catalog.saveProduct({ ...stored, variants: variants.map((variant) => ({ ...variant, volume })) });
  await product({ sku, price: 2_400 });
  const variant = await Catalog.variant({ sku });
  expect(variant?.volume).toEqual(volume);
  expect(variant?.priceLog).toHaveLength(2);
  const cartId = await readyCart({ sku, quantity: 10 });
  expect((await Cart.read({ cartId })).lines[0]).toMatchObject({ unitPrice: 2_000, reason: "volume" });
});

test("a start that has passed is shown by the next run of the job", async () => {
  const { sku } = await product();
  const { saleId } = await Admin.createSale({ terms: terms([sku]), ...by() });
  const { startsAt = "" } = (await Price.sale({ saleId }))?.terms ?? {};
  expect(startsAt > (await Price.shownUntil())).toBe(true);
  const sent: unknown[] = [];
  const answer = globalThis.fetch;
  globalThis.fetch = async (_url, init) => {
    sent.push(JSON.parse(String(init?.body)).tags);
    return Response.json({});
  };
  try {
    await Merchandising.publishPrices({ ahead: 0 });
    expect(sent).toContainEqual(["prices"]);
  } finally {
    globalThis.fetch = answer;
  }
  expect((await Price.shownUntil()) >= startsAt).toBe(true);
});
