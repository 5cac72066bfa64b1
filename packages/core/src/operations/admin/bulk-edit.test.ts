import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Audit } from "@securecart/core/audit";
import { Catalog } from "@securecart/core/catalog";
import { Inventory } from "@securecart/core/inventory";
import { Promotion } from "@securecart/core/promotion";
import { expect, test } from "vitest";
import { product as fixture, productOf, unique } from "#test/fixtures";

const by = () => ({ actor: "staff:ada@example.com", requestId: randomUUID() });
const codeOf = (reason: unknown) => (reason as { code?: string }).code;

async function read(productId: string) {
  const found = await Catalog.forStaff({ productId });
  if (!found) throw new Error("The product is missing.");
  return found;
}

const pricesOf = async (productId: string) =>
  (await read(productId)).variants.map(({ prices }) => prices.USD);
const undo = (auditId: string | null, act = by()) => Admin.undo({ auditId: auditId ?? "", ...act });

async function two() {
  const [first, second] = [await fixture(), await fixture()];
  return [first.productId, second.productId];
}

test("products are hidden together, each with its audit row, and one undo brings all back", async () => {
  const productIds = await two();
  const change = { kind: "status" as const, status: "hidden" as const };
  const act = { productIds, change, ...by() };
  const result = await Admin.changeProducts(act);
  expect(result).toMatchObject({ changed: 2, unchanged: 0, refused: [], left: [] });
  expect(await Admin.changeProducts(act)).toMatchObject({ changed: 2, auditId: result.auditId });
  for (const productId of productIds) {
    expect((await read(productId)).product).toMatchObject({ status: "hidden", version: 2 });
    const { rows } = await Audit.list({ subject: `product:${productId}` });
    expect(rows).toMatchObject([
      { action: "catalog.bulk_edit", before: { status: "active" }, after: { status: "hidden" } },
    ]);
  }
  const again = by();
  expect((await undo(result.auditId, again)).slugs).toHaveLength(2);
  await undo(result.auditId, again);
  for (const productId of productIds) expect((await read(productId)).product.status).toBe("active");
});

test("an undo refuses a product that was changed again, and undoes the others", async () => {
  const productIds = await two();
  const tag = (tag: string, ids = productIds) =>
    Admin.changeProducts({ productIds: ids, change: { kind: "add_tag", tag }, ...by() });
  const { auditId } = await tag("summer");
  await tag("winter", productIds.slice(0, 1));
  expect(await undo(auditId).catch(codeOf)).toBe("undo.partly");
  const tags = await Promise.all(productIds.map(async (id) => (await read(id)).product.tags));
  expect(tags).toEqual([["mug", "summer", "winter"], ["mug"]]);
});

test("prices change by a percentage or an amount as the preview said, and never below nothing", async () => {
  const { slug } = await productOf("Size", ["S", "M"]);
  const productId = (await Catalog.bySlug({ slug }))?.product.productId ?? "";
  const percent = { kind: "percent" as const, percent: -12.5, currencies: ["USD" as const] };
  const preview = await Admin.previewPrices({ productIds: [productId], change: percent });
  expect(preview.map(({ from, to }) => [from, to])).toEqual([
    [1_000, 875],
    [1_001, 876],
  ]);
  await Admin.changeProducts({ productIds: [productId], change: percent, ...by() });
  expect(await pricesOf(productId)).toEqual([875, 876]);
  const amount = { kind: "amount" as const, amount: -900, currencies: ["USD"] as ["USD"] };
  await Admin.changeProducts({ productIds: [productId], change: amount, ...by() });
  expect(await pricesOf(productId)).toEqual([0, 0]);
});

test("a product that refuses the change is named, and the others are changed", async () => {
  const [first = "", second = ""] = await two();
  const [{ sku = "" } = {}] = (await read(first)).variants;
  const rows = [
    { productId: first, seen: 1, set: { [`${sku}: price in USD`]: "ten" } },
    { productId: second, seen: 1, set: { status: "hidden", tags: "a, b" } },
  ];
  const result = await Admin.saveGrid({ rows, ...by() });
  expect(result).toMatchObject({
    changed: 1,
    refused: [{ productId: first, field: `${sku}: price in USD`, message: "Enter an amount such as 12.50." }],
  });
  expect((await read(second)).product).toMatchObject({ status: "hidden", tags: ["a", "b"] });
  const late = await Admin.saveGrid({
    rows: [{ productId: second, seen: 1, set: { tags: "c" } }],
    ...by(),
  });
  expect(late.refused).toMatchObject([{ productId: second, message: expect.stringContaining("changed") }]);
});

test("the grid sets prices, compare-at prices, barcodes, weights and SKUs of variants", async () => {
  const { productId, sku } = await fixture({ stock: 0 });
  const next = unique();
  const set = {
    [`${sku}: price in USD`]: "19.90",
    [`${sku}: compare-at price in USD`]: "25",
    [`${sku}: barcode`]: "4006381333931",
    [`${sku}: weight`]: "450",
    [`${sku}: SKU`]: next,
  };
  await Admin.saveGrid({ rows: [{ productId, seen: 1, set }], ...by() });
  expect((await read(productId)).variants).toMatchObject([
    {
      sku: next,
      prices: { USD: 1_990 },
      compareAt: { USD: 2_500 },
      barcode: "4006381333931",
      weightGrams: 450,
    },
  ]);
});

test("a SKU that has had stock stays, and a sold variant needs its price", async () => {
  const { productId, sku } = await fixture();
  const save = async (name: string, value: string) =>
    (await Admin.saveGrid({ rows: [{ productId, seen: 1, set: { [`${sku}: ${name}`]: value } }], ...by() }))
      .refused[0]?.field;
  expect(await save("SKU", unique())).toBe(`${sku}: SKU`);
  expect(await save("price in EUR", "")).toBe(`${sku}: price in EUR`);
  expect(await save("compare-at price in EUR", "1")).toBe(`${sku}: compare-at price in EUR`);
  expect(await save("options", "S")).toBe(`${sku}: options`);
});

test("the last count of a SKU is undone by an opposite adjustment, once", async () => {
  const { sku } = await fixture({ stock: 10 });
  const act = { sku, counted: 4, cause: "Miscounted", ...by() };
  await Admin.count(act);
  const auditId = Audit.idOf("stock.count", `stock:${sku}`, `staff:${act.requestId}`);
  const request = by();
  await undo(auditId, request);
  await undo(auditId, by());
  expect((await Inventory.levels({ skus: [sku] }))[sku]).toMatchObject({ onHand: 10 });
});

test("an archived discount becomes active again by an undo, unless someone else has changed it since", async () => {
  const code = unique();
  const terms = { code, label: "Ten off", benefit: { kind: "percent" as const, percent: 10 } };
  await Admin.createDiscount({ terms, ...by() });
  const act = { code, seen: 1, ...by() };
  await Admin.archiveDiscount(act);
  const auditId = Audit.idOf("discount.archive", `discount:${code}`, act.requestId);
  await undo(auditId);
  expect(await Promotion.require(code)).toMatchObject({ status: "active", version: 3 });
  expect(await undo(auditId).catch(codeOf)).toBe("undo.changed_since");
});

test("only the staff member who made a change undoes it, and a product's creation is not undone", async () => {
  const [productId = ""] = await two();
  const change = { kind: "status" as const, status: "archived" as const };
  const { auditId } = await Admin.changeProducts({ productIds: [productId], change, ...by() });
  const other = { actor: "staff:grace@example.com", requestId: randomUUID() };
  expect(await undo(auditId, other).catch(codeOf)).toBe("undo.not_possible");
  expect(await Admin.dutyToUndo({ auditId: auditId ?? "" })).toBe("catalog.edit");
});

test("a saved product goes back to all its values before", async () => {
  const { productId } = await fixture();
  const { product, variants } = await read(productId);
  const act = by();
  await Admin.saveProduct({
    ...act,
    productId,
    seen: 1,
    name: "Another name",
    slug: product.slug,
    summary: "Other",
    description: "Other",
    categorySlug: "",
    brand: "Other",
    tags: ["x"],
    seoTitle: "t",
    seoDescription: "d",
    status: "hidden",
    options: [],
    variants: variants.map((variant) => ({
      ...Catalog.fieldsOf(variant),
      prices: { USD: 1, EUR: 2 },
      was: variant.sku,
    })),
    defaults: {
      ...{ sku: "", barcode: "", weightGrams: 0 },
      prices: { USD: null, EUR: null },
      compareAt: { USD: null, EUR: null },
    },
    isFilled: false,
  });
  await undo(Audit.idOf("catalog.save_product", `product:${productId}`, act.requestId));
  const back = await read(productId);
  const { version: _, editedAt: __, updatedAt: ___, editor: ____, ...then } = product;
  expect(back.product).toMatchObject({
    name: then.name,
    status: "active",
    tags: then.tags,
    description: then.description,
    categorySlug: then.categorySlug,
  });
  expect(back.variants).toMatchObject(variants.map(({ prices, sku }) => ({ sku, prices })));
});
