import { spawnSync } from "node:child_process";
import { Checkout } from "@securecart/core/checkout";
import { transact } from "@securecart/core/dynamo";
import { Fulfillment } from "@securecart/core/fulfillment";
import { Inventory } from "@securecart/core/inventory";
import { Order, type Status } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { Promotion } from "@securecart/core/promotion";
import { contact, control, pay, place, product, readyCart, unique } from "@securecart/core/test/fixtures";
import { beforeAll, expect, test, vi } from "vitest";
import { MovementEntity } from "../../../core/src/sales/inventory/movement.entity";
import { StockEntity } from "../../../core/src/sales/inventory/stock.entity";
import { OrderEntity } from "../../../core/src/sales/order/order.entity";
import { handler } from "./reconcile";

const soon = { timeout: 60_000, interval: 100 };

/** Runs the command as an operator would. */
function migrate(...args: string[]) {
  const command = ["--no-warnings", "--import", "tsx", "scripts/migrate.ts", ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return stdout.split("\n").filter((line) => line !== "" && !line.startsWith("{"));
}

const reaches = (orderId: string, status: Status) =>
  vi.waitFor(async () => expect((await Order.require(orderId)).status).toBe(status), soon);

/** Pays a cart. Returns when the fulfillment waits for packing, because each of its steps would allocate the goods. */
async function paid(cartId: string) {
  const { orderId } = await place(cartId);
  await pay((await Payment.start({ orderId })).url);
  await vi.waitFor(async () => expect((await Order.require(orderId)).task?.until).toContain("packed"), soon);
  await control("webhooks/idle");
  return orderId;
}

/** Makes a paid order as old code wrote it: its goods left the ledger at authorization. */
async function unallocated() {
  const { sku } = await product();
  const orderId = await paid(await readyCart({ sku, quantity: 2 }));
  await transact({
    order: OrderEntity.patch({ orderId }).remove(["allocated"]),
    stock: StockEntity.patch({ sku }).remove(["allocated"]),
    movement: MovementEntity.create({
      sku,
      reference: `sale:${orderId}`,
      kind: "sale",
      quantity: -2,
      cause: "Sold.",
    }),
  });
  return { orderId, sku };
}

/** Makes a canceled order as old code left it: its coupon is still used. */
async function unreleased() {
  const { sku } = await product();
  const code = `ONCE${unique().slice(-8)}`;
  await Promotion.save({ code, label: "Ten off", benefit: { kind: "percent", percent: 10 }, perCustomer: 1 });
  const cartId = await readyCart({ sku });
  await Checkout.applyCoupon({ cartId, code });
  const orderId = await paid(cartId);
  await Fulfillment.cancel({ orderId, actor: "shopper", cause: "I changed my mind." });
  await reaches(orderId, "canceled_refunded");
  const customer = Promotion.customerOf(contact.email);
  await transact({ coupon: Promotion.redeemAgain({ orderId, code, customer }) });
  return { orderId, code };
}

const levelOf = async (sku: string) => (await Inventory.levels({ skus: [sku] }))[sku];

/** Migrates rows that earlier tests left, so that the counts below are those of this file. */
beforeAll(() => handler());

test("a dry run counts the rows to change and writes nothing", async () => {
  const { sku } = await unallocated();
  const coupon = await unreleased();
  expect(migrate("--dry-run")).toEqual([
    expect.stringMatching(/^0001-allocated-stock: [1-9]\d* checked, 1 to change$/),
    expect.stringMatching(/^0002-released-coupons: [1-9]\d* checked, 1 to change$/),
    expect.stringMatching(/^0003-listed-variants: [1-9]\d* checked, 0 to change$/),
    expect.stringMatching(/^0004-low-stock: [1-9]\d* checked, \d+ to change$/),
    expect.stringMatching(/^0005-listed-coupons: [1-9]\d* checked, 0 to change$/),
    expect.stringMatching(/^0006-listed-orders: [1-9]\d* checked, 0 to change$/),
    "0007-unanswerable-webhooks: 0 checked, 0 to change",
    expect.stringMatching(/^0008-offered-prices: [1-9]\d* checked, 0 to change$/),
    expect.stringMatching(/^0009-listed-search-misses: \d+ checked, 0 to change$/),
    expect.stringMatching(/^0010-card-swatches: [1-9]\d* checked, 0 to change$/),
    "Dry run: nothing was written.",
  ]);
  expect(await levelOf(sku)).toEqual({ onHand: 8, available: 8, held: 0, allocated: 0 });
  expect(await Promotion.isUsedBy(coupon)).toBe(true);
});

test("rows that old code wrote are migrated once, and a second run changes nothing", async () => {
  const { orderId, sku } = await unallocated();
  const coupon = await unreleased();
  expect(migrate()).toEqual([
    expect.stringMatching(/^0001-allocated-stock: [1-9]\d* checked, [1-9]\d* changed$/),
    expect.stringMatching(/^0002-released-coupons: [1-9]\d* checked, [1-9]\d* changed$/),
    expect.stringMatching(/^0003-listed-variants: [1-9]\d* checked, 0 changed$/),
    expect.stringMatching(/^0004-low-stock: [1-9]\d* checked, \d+ changed$/),
    expect.stringMatching(/^0005-listed-coupons: [1-9]\d* checked, 0 changed$/),
    expect.stringMatching(/^0006-listed-orders: [1-9]\d* checked, 0 changed$/),
    "0007-unanswerable-webhooks: 0 checked, 0 changed",
    expect.stringMatching(/^0008-offered-prices: [1-9]\d* checked, 0 changed$/),
    expect.stringMatching(/^0009-listed-search-misses: \d+ checked, 0 changed$/),
    expect.stringMatching(/^0010-card-swatches: [1-9]\d* checked, 0 changed$/),
  ]);
  expect(await levelOf(sku)).toEqual({ onHand: 10, available: 8, held: 0, allocated: 2 });
  expect(await Promotion.isUsedBy(coupon)).toBe(false);
  expect(migrate()).toEqual([
    expect.stringMatching(/^0001-allocated-stock: [1-9]\d* checked, 0 changed$/),
    expect.stringMatching(/^0002-released-coupons: [1-9]\d* checked, 0 changed$/),
    expect.stringMatching(/^0003-listed-variants: [1-9]\d* checked, 0 changed$/),
    expect.stringMatching(/^0004-low-stock: [1-9]\d* checked, \d+ changed$/),
    expect.stringMatching(/^0005-listed-coupons: [1-9]\d* checked, 0 changed$/),
    expect.stringMatching(/^0006-listed-orders: [1-9]\d* checked, 0 changed$/),
    "0007-unanswerable-webhooks: 0 checked, 0 changed",
    expect.stringMatching(/^0008-offered-prices: [1-9]\d* checked, 0 changed$/),
    expect.stringMatching(/^0009-listed-search-misses: \d+ checked, 0 changed$/),
    expect.stringMatching(/^0010-card-swatches: [1-9]\d* checked, 0 changed$/),
  ]);
  expect(await Order.require(orderId)).toMatchObject({ allocated: true, status: "paid" });
});

test("the nightly job migrates rows that old code wrote during a deployment", async () => {
  const { sku } = await unallocated();
  const coupon = await unreleased();
  const { migrated } = await handler();
  expect(migrated).toMatchObject([
    { name: "0001-allocated-stock", changed: 1, failed: false },
    { name: "0002-released-coupons", changed: 1, failed: false },
    { name: "0003-listed-variants", changed: 0, failed: false },
    { name: "0004-low-stock", failed: false },
    { name: "0005-listed-coupons", changed: 0, failed: false },
    { name: "0006-listed-orders", changed: 0, failed: false },
    { name: "0007-unanswerable-webhooks", changed: 0, failed: false },
    { name: "0008-offered-prices", changed: 0, failed: false },
    { name: "0009-listed-search-misses", changed: 0, failed: false },
    { name: "0010-card-swatches", changed: 0, failed: false },
  ]);
  expect(await levelOf(sku)).toMatchObject({ onHand: 10, allocated: 2 });
  expect(await Promotion.isUsedBy(coupon)).toBe(false);
});
