import { Audit } from "@securecart/core/audit";
import { Inventory } from "@securecart/core/inventory";
import { Payment } from "@securecart/core/payment";
import { expect, test } from "vitest";
import { pay, place, product, readyCart, unique } from "#test/fixtures";

const ada = { actor: "staff:ada@example.com", cause: "Stocktaking." };
const count = (sku: string, counted: number, reference = `count:${unique()}`) =>
  Inventory.count({ sku, counted, reference, ...ada });

/** Makes a stock of 10: 2 held for a pending order and 3 allocated to an authorized one. */
async function busySku() {
  const { sku } = await product({ stock: 10 });
  await place(await readyCart({ sku, quantity: 2 }));
  const { orderId } = await place(await readyCart({ sku, quantity: 3 }));
  await pay((await Payment.start({ orderId })).url);
  await Payment.settle({ orderId });
  return sku;
}

const levelOf = async (sku: string) => (await Inventory.levels({ skus: [sku] }))[sku];

async function ledgerOf(sku: string) {
  const { movements } = await Inventory.ledger({ sku });
  return movements.reduce((sum, { quantity }) => sum + quantity, 0);
}

test("on hand is the sum of available, held and allocated units", async () => {
  const sku = await busySku();
  expect(await levelOf(sku)).toEqual({ onHand: 10, available: 5, held: 2, allocated: 3 });
  expect(await ledgerOf(sku)).toBe(10);
});

test("a count equal to the ledger changes nothing and is stored as a movement of 0", async () => {
  const sku = await busySku();
  expect(await count(sku, 10)).toEqual({ onHand: 10, difference: 0 });
  expect(await levelOf(sku)).toEqual({ onHand: 10, available: 5, held: 2, allocated: 3 });
  const { rows } = await Inventory.movements({ sku });
  expect(rows[0]).toMatchObject({ kind: "adjustment", quantity: 0, ...ada });
});

test("the difference of a count goes to the available units", async () => {
  const sku = await busySku();
  expect(await count(sku, 12)).toEqual({ onHand: 12, difference: 2 });
  expect(await levelOf(sku)).toEqual({ onHand: 12, available: 7, held: 2, allocated: 3 });
  expect(await count(sku, 5)).toEqual({ onHand: 5, difference: -7 });
  expect(await levelOf(sku)).toEqual({ onHand: 5, available: 0, held: 2, allocated: 3 });
  expect(await ledgerOf(sku)).toBe(5);
});

test("a count below the units of orders is refused with their number", async () => {
  const sku = await busySku();
  await expect(count(sku, 4)).rejects.toMatchObject({
    code: "inventory.counted_too_few",
    message:
      "5 are held or allocated to orders. If the missing goods cannot be found, cancel or refund an order first.",
  });
  expect(await levelOf(sku)).toEqual({ onHand: 10, available: 5, held: 2, allocated: 3 });
  expect(await ledgerOf(sku)).toBe(10);
});

test("a count below zero or of half a unit is refused", async () => {
  const { sku } = await product();
  for (const counted of [-1, 1.5, Number.NaN])
    await expect(async () => count(sku, counted)).rejects.toThrow();
  expect(await levelOf(sku)).toMatchObject({ onHand: 10 });
});

test("counts and orders at the same time lose no unit", async () => {
  const { sku } = await product({ stock: 20 });
  const carts = await Promise.all(Array.from({ length: 6 }, () => readyCart({ sku })));
  const counts = [17, 23, 21].map((counted) => count(sku, counted));
  await Promise.all([...carts.map((cartId) => place(cartId)), ...counts]);
  const level = await levelOf(sku);
  expect([17, 23, 21]).toContain(level?.onHand);
  expect(level).toMatchObject({ held: 6, available: (level?.onHand ?? 0) - 6 });
  expect(await ledgerOf(sku)).toBe(level?.onHand);
});

test("the same count sent twice counts once, also when goods came in between", async () => {
  const { sku } = await product({ stock: 5 });
  await count(sku, 4, "count:once");
  await Inventory.receive({ sku, quantity: 10, cause: "Delivery.", reference: "delivery:2" });
  expect(await count(sku, 4, "count:once")).toEqual({ onHand: 4, difference: -1 });
  expect(await levelOf(sku)).toMatchObject({ onHand: 14 });
});

test("a row from before goods were allocated can be counted", async () => {
  const { sku } = await product({ stock: 5 });
  expect((await Inventory.stock({ sku }))?.allocated).toBeUndefined();
  expect(await count(sku, 9)).toEqual({ onHand: 9, difference: 4 });
});

test("many counts are written together once, and one that is too low leaves the others", async () => {
  const made = await Promise.all(Array.from({ length: 5 }, () => product({ stock: 2 })));
  const skus = made.map(({ sku }) => sku);
  const [first = "", second = ""] = skus;
  await place(await readyCart({ sku: second, quantity: 2 }));
  const fresh = unique();
  const counts = [...skus.map((sku, i) => ({ sku, counted: i })), { sku: fresh, counted: 7 }];
  const ask = { counts, ...ada, reference: `import:${unique()}` };
  const result = await Inventory.countMany(ask);
  // The third has its count already.
  expect(result.counted.sort()).toEqual([first, ...skus.slice(3), fresh].sort());
  expect(result.refused).toEqual([
    { sku: second, problem: expect.stringMatching(/^2 are held or allocated/) },
  ]);
  const onHand = async () => {
    const levels = await Inventory.levels({ skus: [...skus, fresh] });
    return [...skus, fresh].map((sku) => levels[sku]?.onHand);
  };
  expect(await onHand()).toEqual([0, 2, 2, 3, 4, 7]);
  await Inventory.adjust({ sku: first, by: 5, cause: "Found", reference: "test:found", actor: ada.actor });
  expect(await Inventory.countMany(ask)).toMatchObject({ counted: [], refused: [{ sku: second }] });
  expect(await onHand()).toEqual([5, 2, 2, 3, 4, 7]);
  const { rows } = await Audit.list({ subject: `stock:${fresh}` });
  expect(rows).toMatchObject([{ action: "stock.count", before: { onHand: 0 }, after: { onHand: 7 } }]);
});
