import { Admin } from "@securecart/core/admin";
import { Catalog } from "@securecart/core/catalog";
import { Customer } from "@securecart/core/customer";
import { Id } from "@securecart/core/id";
import { Inventory } from "@securecart/core/inventory";
import { Order } from "@securecart/core/order";
import { RichText } from "@securecart/core/rich-text";
import { Settings } from "@securecart/core/settings";
import { Transfer } from "@securecart/core/transfer";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { amount, by, exported, fileOf, imported, line, linesOf, maybe, risky } from "#test/catalog-file";
import { customer } from "#test/customers";
import { pendingOrder, product, unique } from "#test/fixtures";
import { withSettings } from "#test/settings";

const products = fc.record({
  name: fc.oneof(line(60), risky),
  summary: maybe(line(100), ""),
  description: maybe(
    fc.array(line(60), { minLength: 1, maxLength: 4 }).map((parts) => parts.join("\n\n")),
    "",
  ),
  brand: maybe(fc.oneof(line(30), risky), ""),
  tags: fc.uniqueArray(line(20), { maxLength: 4 }),
  seoTitle: maybe(line(60), ""),
  seoDescription: maybe(line(100), ""),
  status: fc.constantFrom("active" as const, "draft" as const, "hidden" as const, "archived" as const),
  options: fc.uniqueArray(
    fc.record({ name: line(12), values: fc.uniqueArray(line(12), { minLength: 1, maxLength: 3 }) }),
    { maxLength: 3, selector: ({ name }) => name },
  ),
  prices: fc.record({ USD: amount, EUR: amount }),
  more: fc.integer({ min: 0, max: 1 }),
  weightGrams: fc.integer({ min: 0, max: 1_000_000 }),
  taxClass: fc.constantFrom("standard" as const, "reduced" as const, "zero" as const),
  barcode: maybe(fc.constantFrom("4006381333931", "0012345"), ""),
});

type Made = typeof products extends fc.Arbitrary<infer Value> ? Value : never;

/** Saves a random product as a staff member does. */
async function save(made: Made, word: string) {
  const { prices, more, weightGrams, barcode, options, ...rest } = made;
  const compareAt = more
    ? { USD: Math.min(99_999_999, prices.USD + 100), EUR: null }
    : { USD: null, EUR: null };
  const isHigher = (compareAt.USD ?? 0) > prices.USD;
  const fields = {
    sku: "",
    barcode,
    prices,
    compareAt: isHigher ? compareAt : { USD: null, EUR: null },
    weightGrams,
  };
  const { productId } = await Admin.saveProduct({
    ...by(),
    ...rest,
    slug: word,
    categorySlug: "",
    options: options.map(({ name, values }) => ({
      was: "",
      name,
      values: values.map((value) => ({ was: "", value })),
    })),
    variants: [],
    defaults: fields,
    isFilled: true,
  });
  const stored = await Catalog.forStaff({ productId });
  if (!stored) throw new Error("The product was not saved.");
  return stored;
}

test("random catalogs are the same after they are exported, archived, imported and exported again", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(products, { minLength: 8, maxLength: 16 }), async (made) => {
      const words = made.map(() => unique().toLowerCase());
      const saved: Catalog.Product[] = [];
      for (const [i, one] of made.entries()) saved.push((await save(one, words[i] ?? "")).product);
      const before = linesOf(await exported("products"), words);
      const file = fileOf(before);
      expect((await imported(file)).checked).toMatchObject({ same: words.length, changed: 0, refused: 0 });
      for (const { productId, slug } of saved) {
        const stored = await Catalog.forStaff({ productId });
        if (!stored) throw new Error("The product is gone.");
        const { product: had, variants } = stored;
        const { editor: _e, productId: _i, publishAt: _p, ...rest } = had;
        const bare = variants.map((variant) => ({
          ...variant,
          prices: { USD: 1, EUR: 1 },
          weightGrams: 7,
          barcode: "",
          compareAt: undefined,
        }));
        await Catalog.saveProduct({
          ...rest,
          productId,
          slug,
          name: "Other",
          summary: "",
          tags: [],
          status: "archived",
          description: RichText.fromPlain("Other"),
          brand: "",
          variants: Catalog.fitting(had, bare),
          seen: had.version ?? 0,
        });
      }
      expect(await imported(file)).toMatchObject({
        state: "done",
        counts: { changed: words.length, refused: 0 },
      });
      expect(linesOf(await exported("products"), words)).toEqual(before);
    }),
    // An export reads the products of all tests: one run with many products instead of many runs.
    { numRuns: 1, endOnFailure: true },
  );
});

test("an exported catalog is created again in a shop without it, byte for byte", async () => {
  const { slug, sku } = await product({ stock: 3 });
  const text = await exported("products", { withStock: true });
  const own = linesOf(text, [slug]);
  expect(own).toHaveLength(2);
  const other = unique().toLowerCase();
  const file = own
    .map((cells) =>
      cells
        .map(
          (cell) =>
            `"${cell.replaceAll(slug, other).replaceAll(sku, other.toUpperCase()).replaceAll('"', '""')}"`,
        )
        .join(","),
    )
    .join("\n");
  expect(await imported(file)).toMatchObject({ state: "done", counts: { created: 1, refused: 0 } });
  const again = linesOf(await exported("products", { withStock: true }), [other]);
  // Stock is set only when a person asks for it.
  const without = (rows: string[][]) =>
    rows.map((cells) =>
      cells.slice(0, -1).map((cell) => cell.replaceAll(other, slug).replaceAll(other.toUpperCase(), sku)),
    );
  expect(without(again)).toEqual(without(own));
});

test("exports have the stock, the orders of some days, customers and discounts", async () => {
  const { sku } = await product({ stock: 3 });
  expect(await exported("stock")).toContain(`${sku},`);
  const { orderId } = await pendingOrder();
  const { number } = await Order.require(orderId).then((order) => ({
    number: Order.numberOf(order.orderId),
  }));
  const today = new Date().toISOString().slice(0, 10);
  expect(await exported("orders", { from: today, to: today })).toContain(number);
  expect(await exported("orders", { from: "2001-01-01", to: "2001-02-01" })).not.toContain(number);
  const { customerId } = await customer();
  const { email = "" } = (await Customer.byId({ customerId })) ?? {};
  expect(await exported("customers")).toContain(email);
  expect(await exported("discounts")).toMatch(/^Code,Name,Discount/);
  expect((await Inventory.levels({ skus: [sku] }))[sku]?.onHand).toBe(3);
  await expect(exported("orders", { from: "2002-01-01", to: "2001-01-01" })).rejects.toMatchObject({
    code: "transfer.wrong_days",
  });
});

test("an export that is asked for twice by the same request is made once", async () => {
  const request = { kind: "stock" as const, ...by() };
  expect(await Transfer.beginExport(request)).toEqual(await Transfer.beginExport(request));
});

describe("a shop with prices in pounds and yen", () => {
  beforeEach(() => {
    withSettings("currencies", { main: "GBP", others: ["JPY"] });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    Settings.forget("currencies");
  });

  test("has columns of their own in its files, and reads its prices back", async () => {
    const { slug, productId } = await product({ prices: { GBP: 1_250, JPY: 2_400 } });
    const [header = [], row = []] = linesOf(await exported("products"), [slug]);
    const cell = (column: string) => row[header.indexOf(column)];
    expect(header.filter((column) => /price [A-Z]{3}$/i.test(column))).toEqual([
      ...["Price GBP", "Compare-at price GBP", "Price JPY", "Compare-at price JPY"],
    ]);
    expect([cell("Price GBP"), cell("Price JPY")]).toEqual(["12.50", "2400"]);
    const changed = row.map((value, i) => (header[i] === "Price JPY" ? "2350" : value));
    expect(await imported(fileOf([header, changed]))).toMatchObject({ counts: { changed: 1, refused: 0 } });
    const stored = await Catalog.forStaff({ productId });
    expect(stored?.variants.map(({ prices }) => prices)).toEqual([{ GBP: 1_250, JPY: 2_350 }]);
  });

  test("keeps the prices of a file from when they were in dollars and euros", async () => {
    const slug = unique().toLowerCase();
    const file = fileOf([
      ["Slug", "Title", "Status", "SKU", "Price USD", "Compare-at price USD", "Price EUR", "For sale"],
      [slug, "Mug", "draft", slug.toUpperCase(), "19.00", "25.00", "17.00", "yes"],
    ]);
    expect(await imported(file)).toMatchObject({ counts: { created: 1, refused: 0 } });
    const [{ productId = "" } = {}] = await Catalog.byIds({ productIds: [Id.derived("product", slug)] });
    const [variant] = (await Catalog.forStaff({ productId }))?.variants ?? [];
    expect(variant).toMatchObject({ prices: { USD: 1_900, EUR: 1_700 }, compareAt: { USD: 2_500 } });
  });
});
