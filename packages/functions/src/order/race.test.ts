import { Cart } from "@securecart/core/cart";
import { DomainError } from "@securecart/core/error";
import { Inventory } from "@securecart/core/inventory";
import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { Reconciliation } from "@securecart/core/reconciliation";
import { StripeApi } from "@securecart/core/stripe";
import { mailsAbout } from "@securecart/core/test/cloud";
import { address, contact, pay, place, product } from "@securecart/core/test/fixtures";
import { expect, test, vi } from "vitest";

const buyers = 200;
const stock = 50;
const settled = { timeout: 120_000, interval: 500 };

test("200 buyers of 50 units get 50 paid orders and 150 clean refusals", { timeout: 300_000 }, async () => {
  const { sku } = await product({ stock });
  const carts = await Promise.all(Array.from({ length: buyers }, () => buyer(sku)));

  const results = await Promise.allSettled(carts.map(place));
  const orderIds = results.flatMap((result) => (result.status === "fulfilled" ? [result.value.orderId] : []));
  const refusals = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  expect(orderIds).toHaveLength(stock);
  expect(refusals).toHaveLength(buyers - stock);
  for (const refusal of refusals) {
    expect(refusal).toBeInstanceOf(DomainError);
    expect(["order.item_gone", "checkout.changed", "cart.sold_out", "cart.not_enough"]).toContain(
      refusal.code,
    );
  }
  expect((await Inventory.ledger({ sku })).stock).toMatchObject({ available: 0, held: stock });

  await Promise.all(
    orderIds.map(async (orderId, i) => {
      const { url } = await Payment.start({ orderId });
      expect((await pay(url)).status).toBe(303);
      if (i % 2 === 0) await Payment.settle({ orderId }); // the other shoppers never return
    }),
  );
  await vi.waitFor(async () => {
    const orders = await Promise.all(orderIds.map((orderId) => Order.byId({ orderId })));
    expect(orders.filter((order) => order?.status === "paid")).toHaveLength(stock);
  }, settled);

  const { stock: left, movements } = await Inventory.ledger({ sku });
  expect(left).toMatchObject({ available: 0, held: 0, allocated: stock });
  expect(movements.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(stock);
  expect(await captured(new Set(orderIds))).toBe(stock);
  await vi.waitFor(async () => {
    for (const orderId of orderIds) expect(await mailsAbout(Order.numberOf(orderId))).toHaveLength(2);
    expect((await Reconciliation.check({})).discrepancies).toEqual([]);
  }, settled);
});

/** Makes a cart that is ready to be ordered. */
async function buyer(sku: string) {
  const cartId = Cart.newId();
  await Cart.add({ cartId, sku, quantity: 1 });
  await Cart.saveDetails({ cartId, details: { contact, address, delivery: "express" } });
  return cartId;
}

/** Counts the payments that Stripe has captured for these orders. */
async function captured(orderIds: Set<string>) {
  let count = 0;
  for await (const { metadata, amount_received } of StripeApi.client().paymentIntents.list({ limit: 100 }))
    if (orderIds.has(metadata.orderId ?? "") && amount_received > 0) count++;
  return count;
}
