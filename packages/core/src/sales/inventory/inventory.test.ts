import { Id } from "@securecart/core/id";
import { type GoodsChange, Inventory } from "@securecart/core/inventory";
import { expect, test } from "vitest";
import { transact } from "#platform/dynamo";
import { product, unique } from "#test/fixtures";

const staff = { actor: "staff:test", cause: "Stocktaking." };

/** Applies a change of an order's goods as the step that causes it does. Returns false when stock refuses it. */
async function apply(orderId: string, goods: GoodsChange) {
  const { committed } = await transact({ goods: Inventory.writes(orderId, goods) });
  return committed;
}

/** Holds one unit for a new order. Returns the order's id, or null when stock refuses it. */
async function holdOne(sku: string) {
  const orderId = Id.create("order");
  const at = new Date().toISOString();
  const { committed } = await transact({
    ...Inventory.hold({ orderId, lines: [{ sku, quantity: 1 }], expiresAt: at, checkAt: at }),
  });
  return committed ? orderId : null;
}

const holdMany = async (sku: string, callers: number) =>
  (await Promise.all(Array.from({ length: callers }, () => insistently(() => holdOne(sku))))).flatMap(
    (orderId) => orderId ?? [],
  );

/** Tries again while other writers of the same rows make the table refuse a transaction. */
async function insistently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++)
    try {
      return await work();
    } catch (error) {
      if (attempt === 20) throw error;
      await new Promise((done) => setTimeout(done, Math.random() * 50));
    }
}

const level = async (sku: string) => (await Inventory.levels({ skus: [sku] }))[sku];

/** Checks that the ledger of a SKU adds up to its stock. */
async function expectBalanced(sku: string) {
  const { movements } = await Inventory.ledger({ sku });
  expect(movements.reduce((sum, { quantity }) => sum + quantity, 0)).toBe((await level(sku))?.onHand);
}

test("fifty orders at once for twenty units hold twenty, and stock stays at zero", async () => {
  const { sku } = await product({ stock: 20 });
  const held = await holdMany(sku, 50);
  expect(held).toHaveLength(20);
  expect(await level(sku)).toEqual({ onHand: 20, available: 0, held: 20, allocated: 0 });
  await expectBalanced(sku);
});

test("units that are held, released, allocated and shipped at once end in one place each", async () => {
  const { sku } = await product({ stock: 50 });
  const lines = [{ sku, quantity: 1 }];
  const orderIds = await holdMany(sku, 50);
  expect(orderIds).toHaveLength(50);
  await Promise.all(
    orderIds.map(async (orderId, i) => {
      if (i % 5 === 0) return insistently(() => apply(orderId, Inventory.release(lines)));
      await insistently(() => apply(orderId, Inventory.allocate(lines)));
      if (i % 5 === 1) return insistently(() => apply(orderId, Inventory.deallocate(lines)));
      if (i % 5 === 2) return insistently(() => apply(orderId, Inventory.ship(orderId, lines)));
    }),
  );
  expect(await level(sku)).toEqual({ onHand: 40, available: 20, held: 0, allocated: 20 });
  await expectBalanced(sku);
});

test.each([
  ["release", (sku: string) => Inventory.release([{ sku, quantity: 1 }])],
  ["allocate", (sku: string) => Inventory.allocate([{ sku, quantity: 1 }])],
  ["deallocate", (sku: string) => Inventory.deallocate([{ sku, quantity: 1 }])],
  ["ship", (sku: string) => Inventory.ship("ord_none", [{ sku, quantity: 1 }])],
  ["allocateAvailable", (sku: string) => Inventory.allocateAvailable([{ sku, quantity: 4 }])],
])("%s of units that are not there changes nothing", async (_name, change) => {
  const { sku } = await product({ stock: 3 });
  expect(await apply(Id.create("order"), change(sku))).toBe(false);
  expect(await level(sku)).toEqual({ onHand: 3, available: 3, held: 0, allocated: 0 });
  await expectBalanced(sku);
});

test("a hold of several items holds all of them or none", async () => {
  const [plenty, few] = [await product({ stock: 5 }), await product({ stock: 1 })];
  const lines = [
    { sku: plenty.sku, quantity: 2 },
    { sku: few.sku, quantity: 2 },
  ];
  expect(await apply(Id.create("order"), { changes: Inventory.allocateAvailable(lines).changes })).toBe(
    false,
  );
  expect(await level(plenty.sku)).toMatchObject({ available: 5 });
  expect(await level(few.sku)).toMatchObject({ available: 1 });
});

test("a shipment sent twice leaves the ledger once", async () => {
  const { sku } = await product({ stock: 2 });
  const lines = [{ sku, quantity: 1 }];
  const [orderId = ""] = await holdMany(sku, 1);
  await apply(orderId, Inventory.allocate(lines));
  const shipped = await Promise.all([1, 2].map(() => apply(orderId, Inventory.ship(orderId, lines))));
  expect(shipped.toSorted()).toEqual([false, true]);
  expect(await level(sku)).toEqual({ onHand: 1, available: 1, held: 0, allocated: 0 });
  await expectBalanced(sku);
});

test("a hold exists until its order is paid or ends, and the sweeper finds it when it is due", async () => {
  const { sku } = await product({ stock: 2 });
  const lines = [{ sku, quantity: 1 }];
  const [paid = "", ended = ""] = [...(await holdMany(sku, 1)), ...(await holdMany(sku, 1))];
  expect(await Inventory.holdOf({ orderId: paid })).toMatchObject({ lines });
  const later = new Date(Date.now() + 3_600_000).toISOString();
  await Inventory.checkHoldAt({ orderId: paid, checkAt: later });
  expect(await Inventory.holdOf({ orderId: paid })).toMatchObject({ checkAt: later });
  await apply(paid, Inventory.allocate(lines));
  await apply(ended, Inventory.release(lines));
  expect(await Inventory.holdOf({ orderId: paid })).toBeNull();
  expect(await Inventory.holdOf({ orderId: ended })).toBeNull();
  await Inventory.checkHoldAt({ orderId: ended, checkAt: later });
  expect(await Inventory.holdOf({ orderId: ended })).toBeNull();
});

test("a receipt, an adjustment and a count with the same reference happen once, also at once", async () => {
  const { sku } = await product({ stock: 10 });
  const repeat = async (work: () => Promise<unknown>) => {
    await Promise.all([1, 2, 3, 4].map(() => insistently(work)));
    await work();
  };
  const reference = () => `test:${unique()}`;
  const [receipt, adjustment, count] = [reference(), reference(), reference()];
  await repeat(() => Inventory.receive({ sku, quantity: 5, reference: receipt, ...staff }));
  expect(await level(sku)).toMatchObject({ onHand: 15, available: 15 });
  await repeat(() => Inventory.adjust({ sku, by: -3, reference: adjustment, ...staff }));
  expect(await level(sku)).toMatchObject({ onHand: 12, available: 12 });
  await repeat(() => Inventory.count({ sku, counted: 20, reference: count, ...staff }));
  expect(await level(sku)).toMatchObject({ onHand: 20, available: 20 });
  await expectBalanced(sku);
  expect((await Inventory.ledger({ sku })).movements).toHaveLength(4);
});

test("an adjustment below what is available is refused, and one of an unknown SKU as well", async () => {
  const { sku } = await product({ stock: 2 });
  await holdMany(sku, 1);
  const adjust = (change: { sku: string; by: number }) =>
    Inventory.adjust({ ...change, reference: unique(), ...staff });
  await expect(adjust({ sku, by: -2 })).rejects.toMatchObject({ code: "inventory.not_enough" });
  await expect(adjust({ sku: unique(), by: 1 })).rejects.toMatchObject({ code: "inventory.unknown_sku" });
  await adjust({ sku, by: -1 });
  expect(await level(sku)).toEqual({ onHand: 1, available: 0, held: 1, allocated: 0 });
  await expectBalanced(sku);
});

test("goods that are written off or restocked are in the ledger, and both can be undone", async () => {
  const { sku } = await product({ stock: 4 });
  const lines = [{ sku, quantity: 1 }];
  const orderId = Id.create("order");
  const why = (reference: string) => ({ reference: `${reference}:${orderId}`, cause: "Test." });
  expect(await apply(orderId, Inventory.allocateAvailable(lines))).toBe(true);
  expect(await apply(orderId, Inventory.writeOff(lines, why("write-off")))).toBe(true);
  expect(await level(sku)).toEqual({ onHand: 3, available: 3, held: 0, allocated: 0 });
  expect(await apply(orderId, Inventory.undoWriteOff(lines, why("undo")))).toBe(true);
  expect(await level(sku)).toEqual({ onHand: 4, available: 3, held: 0, allocated: 1 });
  expect(await apply(orderId, Inventory.restock(lines, why("return")))).toBe(true);
  expect(await level(sku)).toMatchObject({ onHand: 5, available: 4 });
  expect(await apply(orderId, Inventory.undoRestock(lines, why("undo-return")))).toBe(true);
  expect(await level(sku)).toEqual({ onHand: 4, available: 3, held: 0, allocated: 1 });
  await expectBalanced(sku);
});
