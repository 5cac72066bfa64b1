import assert from "node:assert/strict";
import { Clock } from "@securecart/core/clock";
import { DomainError } from "@securecart/core/error";
import { Fulfillment } from "@securecart/core/fulfillment";
import { Inventory } from "@securecart/core/inventory";
import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { Promotion } from "@securecart/core/promotion";
import { Secret } from "@securecart/core/secret";
import { StripeApi } from "@securecart/core/stripe";
import { pay, pendingOrder, since, unique } from "@securecart/core/test/fixtures";
import { stripeControl } from "../packages/local/src/stripe/control-client";

export const staff = { actor: "staff:test" };
export const by = { ...staff, cause: "Test." };

/** Opens the actions of dashboard users and banks at Stripe. */
export const atStripe = () => stripeControl(process.env.STRIPE_API_BASE ?? "");

/** Makes an order whose payment is authorized. */
export async function authorizedOrder(wish: Parameters<typeof pendingOrder>[0] = {}) {
  const made = await pendingOrder(wish);
  await pay(made.url);
  const order = await Payment.settle({ orderId: made.orderId });
  assert.equal(order.status, "authorized", "an order that was paid");
  return { ...made, order, intentId: order.intentId ?? "" };
}

/** Makes an order whose payment is captured. */
export async function paidOrder(wish: Parameters<typeof pendingOrder>[0] = {}) {
  const made = await authorizedOrder(wish);
  const order = await Payment.capture({ orderId: made.orderId });
  assert.equal(order.status, "paid", "an order that was captured");
  return { ...made, order };
}

/** Packs, ships and delivers a paid order. */
export async function sendGoods(orderId: string) {
  await Fulfillment.pack({ orderId, ...staff });
  await Fulfillment.ship({ orderId, carrier: "Pigeon Post", tracking: "", ...staff });
  await Fulfillment.deliver({ orderId, ...staff });
}

export async function coupon(terms: Partial<Parameters<typeof Promotion.save>[0]> = {}) {
  const { code } = await Promotion.save({
    code: unique(),
    label: "Ten off",
    benefit: { kind: "percent", percent: 10 },
    ...terms,
  });
  return code;
}

/** Delivers every webhook about an order's payment. Returns the outcome of each. */
export async function deliver(orderId: string, intentId: string) {
  const events = await StripeApi.client()
    .events.list({ limit: 100, created: await since(orderId) })
    .autoPagingToArray({ limit: 1_000 });
  const outcomes: string[] = [];
  for (const event of events.reverse())
    if (JSON.stringify(event).includes(intentId)) {
      const { eventId } = await takeIn(JSON.stringify(event));
      outcomes.push(String(await Payment.handleEvent({ eventId })));
    }
  return outcomes;
}

/** Receives a webhook, signed as Stripe signs it. */
export function takeIn(body: string) {
  const secret = Secret.value("StripeWebhookSecret");
  const { webhooks } = StripeApi.client();
  const timestamp = Clock.seconds();
  const signature = webhooks.generateTestHeaderString({ payload: body, secret, timestamp });
  return Payment.intake({ body, signature });
}

/** Fails a succeeded refund at Stripe and delivers its webhooks. */
export async function failLater(orderId: string, refundId: string) {
  const { refunds } = await Order.require(orderId);
  const refund = refunds.find((row) => row.refundId === refundId);
  await atStripe().failRefund(refund?.stripeRefundId ?? "");
  await deliver(orderId, refund?.stripeRefundId ?? "");
}

/** Returns the stock counts of a SKU. */
export async function stockOf(sku: string) {
  const { available = 0, held = 0, allocated = 0 } = (await Inventory.stock({ sku })) ?? {};
  return { available, held, allocated, onHand: available + held + allocated };
}

export async function refuses(code: string, call: Promise<unknown>) {
  const error = await call.then(
    () => null,
    (error: unknown) => error,
  );
  assert.equal(error instanceof DomainError ? error.code : error, code, "the code of the refusal");
}
