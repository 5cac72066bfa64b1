import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Catalog } from "@securecart/core/catalog";
import { Customer } from "@securecart/core/customer";
import { Inventory } from "@securecart/core/inventory";
import { Order } from "@securecart/core/order";
import { RichText } from "@securecart/core/rich-text";
import { Transfer } from "@securecart/core/transfer";
import fc from "fast-check";
import { expect, test } from "vitest";
import { customer } from "#test/customers";
import { pendingOrder, product, unique } from "#test/fixtures";

const actor = "staff:ada@example.com";
const by = () => ({ actor, requestId: randomUUID() });

/** Exports and returns the file. */
async function exported(kind: Transfer.ExportKind, more: object = {}) {
  const { exportId } = await Transfer.beginExport({ kind, ...by(), ...more });
  await Transfer.advanceExport({ exportId });
  const found = await Transfer.findExport({ exportId });
  if (found?.state !== "done") throw new Error(`The export is ${found?.state}.`);
  let text = "";
  for await (const part of Transfer.exportFile(found)) text += new TextDecoder().decode(part);
  return text;
}

/** Imports a file and returns the import at its end. */
async function imported(text: string) {
  const bytes = new TextEncoder().encode(text);
  const { importId } = await Transfer.receive(
    { ...by(), fileName: "products.csv", size: bytes.length, part: 1, parts: 1 },
    bytes,
  );
  await Transfer.advance({ importId }, { milliseconds: 120_000 });
  const row = await Transfer.find({ importId });
  if (!row?.mapping) throw new Error(`The import is ${row?.state}: ${row?.problem}`);
  await Transfer.map({ importId, ...by(), mapping: row.mapping });
  await Transfer.advance({ importId }, { milliseconds: 120_000 });
  const checked = await Transfer.find({ importId });
  if (checked?.state === "checked") await Transfer.start({ importId, ...by() });
  await Transfer.advance({ importId }, { milliseconds: 120_000 });
  return (await Transfer.find({ importId })) ?? row;
}

const line = (max: number) =>
  fc
    .array(fc.constantFrom(..."abcXYZ 09-–_=+@'\"`,;:|\\/#*é茶🍵&<>".split(/(?:)/u)), {
      minLength: 1,
      maxLength: max,
    })
    .map((parts) => `t${parts.join("")}`.replace(/\s+/g, " ").trim().slice(0, max));
const risky = fc.constantFrom("=1+1", "'=x", "+49", "-5", "@home", "''@x", "plain").map((text) => text);
const amount = fc.integer({ min: 1, max: 99_999_999 });
const maybe = <Value>(value: fc.Arbitrary<Value>, none: Value) => fc.oneof(value, fc.constant(none));

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

/** Returns the lines of a file that belong to these products. */
const linesOf = (text: string, words: string[]) => {
  const rows = Transfer.readRows(new TextEncoder().encode(text));
  return rows
    .filter(({ cells }, i) => i === 0 || words.some((word) => cells[0]?.includes(word)))
    .map(({ cells }) => cells);
};

test("random catalogs are the same after they are exported, archived, imported and exported again", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(products, { minLength: 8, maxLength: 16 }), async (made) => {
      const words = made.map(() => unique().toLowerCase());
      const saved: Catalog.Product[] = [];
      for (const [i, one] of made.entries()) saved.push((await save(one, words[i] ?? "")).product);
      const before = linesOf(await exported("products"), words);
      const file = before
        .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","))
        .join("\r\n");
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
