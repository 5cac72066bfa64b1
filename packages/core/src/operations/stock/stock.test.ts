import { randomUUID } from "node:crypto";
import { Audit } from "@securecart/core/audit";
import { Inventory } from "@securecart/core/inventory";
import { Search } from "@securecart/core/search";
import { Stock } from "@securecart/core/stock";
import { beforeAll, expect, test } from "vitest";
import { place, product, productOf, readyCart, unique } from "#test/fixtures";

const ada = "staff:ada@example.com";
const levelOf = async (sku: string) => (await Inventory.levels({ skus: [sku] }))[sku];
const apply = (counts: Parameters<typeof Stock.applyCounts>[0]["counts"], requestId: string = randomUUID()) =>
  Stock.applyCounts({ counts, requestId, actor: ada, cause: "Stocktaking" });

const word = unique();

/** SKUs of the catalog's index: three of one product, of which one has 8 units and one has 2. */
const skus = [`${word}-0`, `${word}-1`, `${word}-2`];

beforeAll(async () => {
  await productOf("Size", ["S", "M", "L"], word);
  for (const [sku, quantity] of [
    [`${word}-0`, 8],
    [`${word}-1`, 2],
  ] as const) {
    await Inventory.receive({ sku, quantity, cause: "Delivery", reference: `test:${sku}` });
    await Inventory.updateMarks({ skus: [sku] });
  }
  await Search.rebuild();
  await Search.products({ fresh: true });
});

test("the list finds SKUs by a part of their code, with their stock as it is now", async () => {
  const { total, rows } = await Stock.list({ q: word.toLowerCase().slice(2) });
  expect(total).toBe(3);
  expect(rows).toMatchObject([
    { sku: skus[0], active: true, onHand: 8, available: 8, held: 0, allocated: 0 },
    { sku: skus[1], onHand: 2 },
    { sku: skus[2], onHand: 0 },
  ]);
  expect((await Stock.list({ q: word, sort: "-sku" })).rows.map(({ sku }) => sku)).toEqual(
    [...skus].reverse(),
  );
});

test("the filter for low stock has only SKUs with few units for sale", async () => {
  const low = async () => (await Stock.list({ q: word, low: true })).rows.map(({ sku }) => sku);
  expect(await low()).toEqual([skus[1]]);
  const before = await Inventory.stock({ sku: `${word}-1` });
  await Inventory.receive({ sku: `${word}-1`, quantity: 20, cause: "Delivery", reference: "test:more" });
  const after = await Inventory.stock({ sku: `${word}-1` });
  await Inventory.markLowStock([{ id: "1", entity: "stock", before, after }]);
  expect(await low()).toEqual([]);
});

test("marks of low stock that are missing or wrong are corrected, and a dry run writes nothing", async () => {
  const few = await product({ stock: 3 });
  const many = await product({ stock: 3 });
  await Inventory.updateMarks({ skus: [many.sku] });
  await Inventory.receive({ sku: many.sku, quantity: 50, cause: "Delivery", reference: "test:many" });
  const marks = async () => {
    const all = await Inventory.lowStock({ limit: 2_000 });
    return [few, many].filter(({ sku }) => all.includes(sku));
  };
  expect((await Inventory.markAllLowStock({ dryRun: true })).changed).toBeGreaterThan(1);
  expect(await marks()).toEqual([many]);
  await Inventory.markAllLowStock();
  expect(await marks()).toEqual([few]);
});

test("a SKU that the index does not have yet is found by its whole code", async () => {
  const { sku } = await product({ stock: 4 });
  expect(await Stock.list({ q: sku.toLowerCase() })).toMatchObject({ total: 1, rows: [{ sku, onHand: 4 }] });
  expect(await Stock.list({ q: "nothing-has-this-code" })).toMatchObject({ total: 0, rows: [] });
});

test("a check says of each row what would change or why it is refused, and changes nothing", async () => {
  const { sku } = await product({ stock: 10 });
  const held = await product({ stock: 3 });
  await place(await readyCart({ sku: held.sku, quantity: 2 }));
  const same = await product({ stock: 5 });
  const rows = await Stock.checkCounts({
    text: [
      "SKU,Product,Counted",
      `${sku.toLowerCase()},"A mug, large",12`,
      `${same.sku},Mug,5`,
      `${held.sku},Mug,1`,
      "UNKNOWN-1,Mug,1",
      `${word}-0,Mug,many`,
      `${word}-1,Mug,1`,
      `${word}-1,Mug,2`,
      ",Mug,4",
    ].join("\r\n"),
  });
  expect(rows).toMatchObject([
    { line: 2, sku, result: "change", seen: 10, to: 12 },
    { line: 3, result: "same", seen: 5 },
    { line: 4, result: "refused", why: expect.stringContaining("2 are held or allocated") },
    { line: 5, result: "refused", why: "No product has the SKU UNKNOWN-1." },
    { line: 6, result: "refused", why: expect.stringContaining("whole number") },
    { line: 7, result: "refused", why: expect.stringContaining("lines 7, 8") },
    { line: 8, result: "refused" },
    { line: 9, result: "refused", why: "The SKU is missing." },
  ]);
  expect(await levelOf(sku)).toMatchObject({ onHand: 10 });
});

test.each([
  ["tabs without names", (sku: string) => `${sku}\t7\n`],
  ["semicolons with a byte order mark", (sku: string) => `\u{feff}counted;sku\n7;${sku}`],
  ["quoted cells with a line break", (sku: string) => `name,sku,qty\n"a\n""b""",${sku},"7"`],
])("counts are read from %s", async (_, text) => {
  const { sku } = await product({ stock: 1 });
  expect(await Stock.checkCounts({ text: text(sku) })).toMatchObject([{ sku, result: "change", to: 7 }]);
});

test("an empty list and a list of too many rows are refused", async () => {
  await expect(Stock.checkCounts({ text: "sku,counted" })).rejects.toMatchObject({ code: "stock.no_rows" });
  const text = "A,1\n".repeat(Stock.mostRows + 1);
  await expect(Stock.checkCounts({ text })).rejects.toMatchObject({ code: "stock.too_many_rows" });
});

test("applied counts have an audit row each, and the same request again changes nothing", async () => {
  const { sku } = await product({ stock: 10 });
  const other = await product({ stock: 4 });
  const requestId = randomUUID();
  const counts = [
    { sku, counted: 12, seen: 10 },
    { sku: other.sku, counted: 3, seen: 4 },
  ];
  const expected = [
    { sku, counted: 12, difference: 2 },
    { sku: other.sku, counted: 3, difference: -1 },
  ];
  expect(await apply(counts, requestId)).toEqual(expected);
  expect(await apply(counts, requestId)).toEqual(expected);
  expect(await levelOf(sku)).toMatchObject({ onHand: 12 });
  const { rows } = await Audit.list({ subject: `stock:${sku}` });
  expect(rows).toMatchObject([
    { action: "stock.count", actor: ada, before: { onHand: 10 }, after: { onHand: 12 } },
  ]);
});

test("a count is refused when on hand changed after the check, and the others are applied", async () => {
  const { sku } = await product({ stock: 10 });
  const other = await product({ stock: 4 });
  const counts = [
    { sku, counted: 12, seen: 9 },
    { sku: other.sku, counted: 3, seen: 4 },
  ];
  expect(await apply(counts)).toEqual([
    { sku, counted: 12, refused: "On hand was 9 and is now 10. Check the count again." },
    { sku: other.sku, counted: 3, difference: -1 },
  ]);
  expect(await levelOf(sku)).toMatchObject({ onHand: 10 });
});
