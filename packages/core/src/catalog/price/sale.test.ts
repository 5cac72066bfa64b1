import { Catalog } from "@securecart/core/catalog";
import { Clock } from "@securecart/core/clock";
import { Id } from "@securecart/core/id";
import { Price, type SaleTerms } from "@securecart/core/price";
import { expect, test } from "vitest";
import { product, productOf, unique } from "#test/fixtures";

const scope = { isAll: false, products: [], skus: [], categories: [], collections: [] };
const half = { kind: "percent" as const, percent: 50, ending: "exact" as const };

/** Saves a sale for a few SKUs, so that no other test's prices change. */
async function newSale(skus: string[], more: Partial<SaleTerms> = {}) {
  const saleId = Id.create("sale");
  const terms = {
    name: "Half",
    reduction: half,
    scope: { ...scope, skus: skus.map((sku) => sku.toLowerCase()) },
    startsAt: Clock.iso(),
    ...more,
  };
  await Price.createSale({ saleId, terms });
  return { saleId, terms };
}

const priceOf = async (sku: string, at = Clock.iso()) => {
  const variant = await Catalog.variant({ sku });
  if (!variant) throw new Error(`${sku} is unknown.`);
  return Price.decide(variant, { currency: "USD", at, board: await Price.board() });
};

test("a sale is scheduled, runs from its start and is over at its end", async () => {
  const { sku } = await product({ price: 2_000 });
  const { saleId } = await newSale([sku], { startsAt: Clock.iso(3_600), endsAt: Clock.iso(7_200) });
  const found = await Price.sale({ saleId });
  if (!found) throw new Error("The sale is gone.");
  const standing = (plusSeconds: number) => Price.standingOf(found, Clock.iso(plusSeconds));
  expect([standing(0), standing(3_601), standing(7_201)]).toEqual(["scheduled", "running", "ended"]);
  const amounts = await Promise.all([0, 3_601, 7_201].map((plus) => priceOf(sku, Clock.iso(plus))));
  expect(amounts.map(({ amount }) => amount)).toEqual([2_000, 1_000, 2_000]);
});

test("a sale that starts in the past starts now: former prices do not change", async () => {
  const { sku } = await product();
  const { saleId } = await newSale([sku], { startsAt: "2020-01-01T00:00:00.000Z" });
  const { terms } = (await Price.sale({ saleId })) ?? {};
  expect(Date.parse(terms?.startsAt ?? "")).toBeGreaterThan(Clock.now() - 60_000);
});

test.each([
  ["before its start", 7_200, 3_600],
  ["in the past", -7_200, -3_600],
])("a sale that ends %s is refused", async (_what, from, to) => {
  const sale = newSale(["X"], { startsAt: Clock.iso(from), endsAt: Clock.iso(to) });
  await expect(sale).rejects.toMatchObject({ code: "price.wrong_end", field: "endsAt" });
});

test("a stopped sale ends at once and stays in the history; one that had not begun leaves no trace", async () => {
  const { sku } = await product({ price: 2_000 });
  const running = await newSale([sku]);
  expect(await priceOf(sku)).toMatchObject({ amount: 1_000, compareAt: 2_000 });
  await Price.stopSale({ saleId: running.saleId, seen: 1 });
  expect((await priceOf(sku)).amount).toBe(2_000);
  const stopped = await Price.sale(running);
  expect(stopped && Price.standingOf(stopped, Clock.iso())).toBe("stopped");
  await expect(Price.stopSale({ saleId: running.saleId, seen: 2 })).rejects.toMatchObject({
    code: "price.sale_over",
  });
  const later = await newSale([sku], { startsAt: Clock.iso(3_600) });
  await Price.stopSale({ saleId: later.saleId, seen: 1 });
  expect((await priceOf(sku, Clock.iso(7_200))).amount).toBe(2_000);
  const ids = (await Price.board()).sales.map(({ saleId }) => saleId);
  expect(ids).toContain(running.saleId);
  expect(ids).not.toContain(later.saleId);
});

test("a sale that has begun can get another name and end, but no other reduction", async () => {
  const { sku } = await product();
  const { saleId } = await newSale([sku]);
  const { terms } = (await Price.sale({ saleId })) ?? {};
  if (!terms) throw new Error("The sale is gone.");
  const endsAt = Clock.iso(3_600);
  await Price.changeSale({ saleId, seen: 1, terms: { ...terms, name: "Longer", endsAt } });
  expect((await Price.sale({ saleId }))?.terms).toMatchObject({
    name: "Longer",
    endsAt,
    startsAt: terms.startsAt,
  });
  const deeper = { ...terms, reduction: { ...half, percent: 60 } };
  await expect(Price.changeSale({ saleId, seen: 2, terms: deeper })).rejects.toMatchObject({
    code: "price.sale_running",
  });
});

test("of two who change the same version of a sale, one is refused", async () => {
  const { saleId, terms } = await newSale(["Y"], { startsAt: Clock.iso(3_600) });
  const both = await Promise.allSettled(
    ["A", "B"].map((name) => Price.changeSale({ saleId, seen: 1, terms: { ...terms, name } })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(both.filter(({ status }) => status === "rejected")).toMatchObject([
    { reason: { code: "price.sale_changed" } },
  ]);
});

test("sales that are saved at once are all on the board", async () => {
  const made = await Promise.all(Array.from({ length: 4 }, () => newSale([unique()])));
  const ids = (await Price.board()).sales.map(({ saleId }) => saleId);
  expect(ids).toEqual(expect.arrayContaining(made.map(({ saleId }) => saleId)));
});

test("only a sale that is over can be archived, and the list leaves it out", async () => {
  const { saleId } = await newSale(["Z"]);
  await expect(Price.archiveSale({ saleId, seen: 1, isArchived: true })).rejects.toMatchObject({
    code: "price.sale_not_over",
  });
  await Price.stopSale({ saleId, seen: 1 });
  await Price.archiveSale({ saleId, seen: 2, isArchived: true });
  const ids = async (isArchived: boolean) => (await Price.sales({ isArchived })).map((sale) => sale.saleId);
  expect(await ids(false)).not.toContain(saleId);
  expect(await ids(true)).toContain(saleId);
});

test("a save of a product records each change of its price", async () => {
  const { sku } = await product({ price: 2_000 });
  await product({ sku, price: 1_500 });
  await product({ sku, price: 1_500 });
  await product({ sku, price: 1_800 });
  const { priceLog = [] } = (await Catalog.variant({ sku })) ?? {};
  expect(priceLog.map((step) => step.split("|")[1])).toEqual([
    "USD:2000,EUR:2300",
    "USD:1500,EUR:2300",
    "USD:1800,EUR:2300",
  ]);
  await newSale([sku]);
  expect(await priceOf(sku)).toMatchObject({ amount: 900, compareAt: 1_800, lowest: 1_500 });
});

test("a product that is hidden and shown again has no price in between", async () => {
  const { sku } = await product({ price: 2_000 });
  await product({ sku, price: 2_000, status: "hidden" });
  await product({ sku, price: 2_000 });
  const variant = await Catalog.variant({ sku });
  if (!variant) throw new Error("The variant is gone.");
  const spans = Price.spansOf(variant, { currency: "USD", at: Clock.iso(1), board: Price.emptyBoard });
  expect(spans.map(({ price }) => price)).toEqual([2_000, null, 2_000]);
});

test("cards show the lowest price of the variants, and a reduction only when all cost the same", async () => {
  const { slug, productId } = await product({ price: 2_000 });
  await newSale([slug]);
  const [card] = await Catalog.cards({ productIds: [productId], currency: "USD" });
  expect(card).toMatchObject({ price: { from: 1_000, to: 1_000 }, compareAt: 2_000, lowest: 2_000 });
  const several = await productOf("Size", ["S", "M"]);
  await newSale([`${several.sku}-1`]);
  const found = await Catalog.bySlug({ slug: several.slug });
  const ids = [found?.product.productId ?? ""];
  const [range] = await Catalog.cards({ productIds: ids, currency: "USD" });
  expect(range?.price).toMatchObject({ from: 501, to: 1_000 });
});
