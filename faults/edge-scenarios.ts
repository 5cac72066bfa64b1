import assert from "node:assert/strict";
import { Cart } from "@securecart/core/cart";
import { Checkout } from "@securecart/core/checkout";
import { Clock } from "@securecart/core/clock";
import { Fulfillment } from "@securecart/core/fulfillment";
import { Order } from "@securecart/core/order";
import { Payment, type Snapshot } from "@securecart/core/payment";
import { Promotion } from "@securecart/core/promotion";
import { Refund } from "@securecart/core/refund";
import { Return } from "@securecart/core/return";
import { Secret } from "@securecart/core/secret";
import { StripeApi } from "@securecart/core/stripe";
import { contact, pay, place, product, readyCart, readyCartOf, unique } from "@securecart/core/test/fixtures";
import { germanId } from "@securecart/core/test/vies";
import type { edgeMutants } from "./edge-mutants";
import {
  atStripe,
  authorizedOrder,
  by,
  coupon,
  deliver,
  failLater,
  paidOrder,
  refuses,
  sendGoods,
  staff,
  stockOf,
  takeIn,
} from "./setups";

const why = { ...staff, reason: "Test." };
const pack = (orderId: string) => Fulfillment.pack({ orderId, ...staff });

/** Scenarios by the edge mutant that each catches. */
export const edgeScenarios: Record<keyof typeof edgeMutants, () => Promise<unknown>> = {
  "dashboard-refund-ignored": async () => {
    const { orderId, intentId } = await paidOrder();
    await atStripe().refundInDashboard({ intentId, amount: 500 });
    await deliver(orderId, intentId);
    assert.equal((await Order.require(orderId)).refunded, 500, "the amount refunded in the dashboard");
  },
  "full-refund-does-not-block": async () => {
    const { orderId, intentId } = await paidOrder();
    await atStripe().refundInDashboard({ intentId });
    await deliver(orderId, intentId);
    await refuses("order.fully_refunded", pack(orderId));
  },
  "dispute-does-not-block": async () => {
    const { orderId } = await disputedOrder();
    await refuses("order.blocked", pack(orderId));
  },
  "won-dispute-still-blocks": async () => {
    const { orderId, intentId, disputeId } = await disputedOrder();
    await atStripe().closeDispute({ disputeId, won: true });
    await deliver(orderId, intentId);
    assert.equal(
      Order.obstacles(await Order.require(orderId)).length,
      0,
      "obstacles after a dispute was won",
    );
  },
  "fraud-warning-ignored": async () => {
    const { orderId, intentId } = await paidOrder();
    await atStripe().warnOfFraud({ intentId });
    await deliver(orderId, intentId);
    await refuses("order.blocked", pack(orderId));
  },
  "override-covers-what-comes-later": async () => {
    const { orderId, intentId } = await paidOrder();
    await atStripe().warnOfFraud({ intentId });
    await deliver(orderId, intentId);
    const seen = Order.obstacles(await Order.require(orderId)).map(({ key }) => key);
    await Order.overrideObstacles({ orderId, seen, ...by });
    await atStripe().disputePayment({ intentId });
    await deliver(orderId, intentId);
    await refuses("order.blocked", pack(orderId));
  },
  "partial-capture-taken-for-the-whole": async () => {
    const { orderId, intentId } = await authorizedOrder();
    await atStripe().captureInDashboard({ intentId, amount: 1000 });
    await deliver(orderId, intentId);
    assert.equal((await Order.require(orderId)).captured, 1000, "the amount captured in the dashboard");
    await refuses("order.blocked", pack(orderId));
  },
  "released-hold-taken-for-a-refund": async () => {
    const { orderId, intentId } = await authorizedOrder();
    await atStripe().captureInDashboard({ intentId, amount: 3000 });
    await Payment.settle({ orderId });
    await deliver(orderId, intentId);
    await Refund.sync({ orderId });
    assert.equal((await Order.require(orderId)).refunded, 0, "the refunded amount after a hold was released");
  },
  "canceled-at-stripe-keeps-the-stock": async () => {
    const { orderId, intentId, sku } = await authorizedOrder();
    await atStripe().cancelInDashboard({ intentId });
    await deliver(orderId, intentId);
    assert.equal((await Order.require(orderId)).status, "canceled", "an order canceled in the dashboard");
    assert.equal((await stockOf(sku)).available, 10, "units for sale after the cancellation");
  },
  "stale-snapshot-revives": async () => {
    const { orderId, order } = await authorizedOrder();
    const stale = snapshotOf(order);
    await Fulfillment.cancel({ orderId, ...by });
    await Payment.apply(await Order.require(orderId), stale, { actor: "stripe" });
    assert.equal(
      (await Order.require(orderId)).status,
      "canceled",
      "an order after a stale snapshot of its payment",
    );
  },
  "failed-refund-keeps-its-restock": async () => {
    const { orderId, sku } = await paidOrder();
    const before = await stockOf(sku);
    const lines = [{ sku, quantity: 1, restock: true }];
    for (let round = 0; round < 2; round++) {
      const { refundId } = await Refund.create({ orderId, lines, ...why });
      await failLater(orderId, refundId);
      assert.equal((await stockOf(sku)).available, before.available, "units for sale after a refund failed");
    }
  },
  "failed-refund-stays-in-the-sums": async () => {
    const { orderId } = await paidOrder();
    const { refundId } = await Refund.create({ orderId, amount: 500, ...why });
    await failLater(orderId, refundId);
    assert.equal((await Order.require(orderId)).refunded, 0, "the refunded amount after the refund failed");
  },
  "failed-refund-stays-open-when-settled": async () => {
    const { orderId, refundId } = await failedCancel();
    await Refund.retry({ orderId, refundId, ...staff });
    assert.equal(await refundSituation(orderId), "full", "the refund of an order after it was retried");
  },
  "settled-outside-without-asking-stripe": async () => {
    const { orderId, intentId } = await paidOrder();
    const { refundId } = await Refund.create({ orderId, amount: 500, ...why });
    await failLater(orderId, refundId);
    await atStripe().refundInDashboard({ intentId });
    await Refund.recordPaidOutside({ orderId, refundId, reference: "Bank transfer 7", ...staff });
    const paid = (await Order.require(orderId)).refunds.filter(({ method }) => method === "outside");
    assert.equal(paid.length, 0, "payments outside Stripe of an amount that the dashboard had refunded");
  },
  "failed-refund-of-nothing-stays-open": async () => {
    const { orderId, intentId } = await paidOrder();
    const { refundId } = await Refund.create({ orderId, amount: 500, ...why });
    await failLater(orderId, refundId);
    await atStripe().refundInDashboard({ intentId });
    await deliver(orderId, intentId);
    const ended = Refund.recordPaidOutside({ orderId, refundId, reference: "Bank transfer 7", ...staff });
    await ended.catch(() => undefined); // its effect is asserted, not its result
    assert.equal(
      await refundSituation(orderId),
      "full",
      "the refund of an order with nothing left to refund",
    );
  },
  "settled-outside-and-sent-to-the-card": async () => {
    const { orderId, intentId, refundId } = await failedCancel();
    await Refund.recordPaidOutside({ orderId, refundId, reference: "Bank transfer 7", ...staff });
    const { data } = await StripeApi.client().refunds.list({ payment_intent: intentId });
    const sent = data.filter(({ status }) => status === "succeeded");
    assert.equal(sent.length, 0, "refunds at Stripe of a refund settled outside");
  },
  "free-return-refused": async () => {
    const { sku, slug } = await product();
    const paidFor = await product();
    const cartId = await readyCart({ sku: paidFor.sku }, { sku });
    const benefit = { kind: "percent" as const, percent: 100 };
    await Checkout.applyCoupon({ cartId, code: await coupon({ benefit, products: [slug] }) });
    const { orderId } = await place(cartId);
    await pay((await Payment.start({ orderId })).url);
    await Payment.settle({ orderId });
    await Payment.capture({ orderId });
    await sendGoods(orderId);
    const lines = [{ sku, quantity: 1 }];
    const requestId = crypto.randomUUID();
    const { returnId } = await Return.request({ orderId, lines, reason: "unwanted", note: "", requestId });
    await Return.decide({ orderId, returnId, approved: true, answer: "Send it back.", ...staff });
    await Return.receive({ orderId, returnId, restock: true, ...staff }).catch((error) =>
      assert.fail(`A free item could not be received: ${error}`),
    );
    const { returns } = await Order.require(orderId);
    assert.equal(returns[0]?.state, "received", "the return of a free item");
  },
  "goods-leave-the-ledger-at-authorization": async () => {
    const { sku } = await authorizedOrder({ quantity: 3 });
    assert.equal((await stockOf(sku)).onHand, 10, "units in stock before shipping");
  },
  "refunded-line-shipped": async () => {
    const { orderId, sku } = await paidOrder({ quantity: 3 });
    await Refund.create({ orderId, lines: [{ sku, quantity: 2, restock: true }], ...why });
    const [line] = Order.toShip(await Order.require(orderId));
    assert.equal(line?.quantity, 1, "units to ship after two of three were refunded");
    await sendGoods(orderId);
    assert.equal((await stockOf(sku)).onHand, 9, "units in stock after shipping");
  },
  "unanswerable-webhook-sent-forever": async () => {
    const object = { object: "checkout.session", id: `cs_test_${unique()}` };
    assert.equal(
      await outcomeOf(object, 4),
      "unanswerable",
      "a webhook about an unknown session, the fourth time",
    );
  },
  "unreadable-webhook-sent-forever": async () => {
    assert.equal(await outcomeOf(null, 1), "unanswerable", "a webhook without an object");
  },
  "webhook-from-the-future-taken": async () => {
    const payload = JSON.stringify({ id: `evt_${unique()}`, type: "x", data: { object: { object: "x" } } });
    const secret = Secret.value("StripeWebhookSecret");
    const timestamp = Clock.seconds(3600);
    const { webhooks } = StripeApi.client();
    const signature = webhooks.generateTestHeaderString({ payload, secret, timestamp });
    await refuses("payment.bad_signature", Payment.intake({ body: payload, signature }));
  },
  "coupon-kept-after-a-paid-order-is-canceled": async () => {
    const code = await coupon();
    const cartId = await readyCart({ sku: (await product()).sku });
    await Checkout.applyCoupon({ cartId, code });
    const { orderId } = await place(cartId);
    await pay((await Payment.start({ orderId })).url);
    await Payment.settle({ orderId });
    await Payment.capture({ orderId });
    await Fulfillment.cancel({ orderId, ...by });
    assert.equal((await Promotion.require(code)).used, 0, "uses of the coupon of a canceled order");
  },
  "tax-by-country-not-territory": async () => {
    const { sku } = await product();
    const address = {
      line1: "1 Main Street",
      city: "Los Angeles",
      region: "California",
      postalCode: "90001",
      country: "US",
    };
    const cartId = await readyCartOf({ address }, { sku });
    const { totals } = await Checkout.read({ cartId });
    assert.ok(totals.tax > 0, "sales tax in California, spelled out");
  },
  "unchecked-tax-id-takes-tax-off": async () => {
    const { sku } = await product();
    const address = { line1: "Hauptstr. 1", city: "Berlin", region: "", postalCode: "10115", country: "DE" };
    const who = { contact: { ...contact, taxId: germanId("unavailable") }, address };
    const cartId = Cart.newId();
    await Cart.add({ cartId, sku, quantity: 1 });
    await Checkout.setContact({ cartId, ...who });
    const { totals } = await Checkout.read({ cartId });
    assert.ok(totals.tax > 0, "tax while the number could not be checked");
  },
  "lost-dispute-webhook-never-found": async () => {
    const { orderId, intentId } = await paidOrder();
    await atStripe().disputePayment({ intentId });
    await Payment.catchUp();
    assert.equal((await Order.require(orderId)).disputes.length, 1, "disputes known without a webhook");
  },
};

async function disputedOrder() {
  const made = await paidOrder();
  const { orderId, intentId } = made;
  const { id: disputeId } = await atStripe().disputePayment({ intentId });
  await deliver(orderId, intentId);
  return { ...made, disputeId };
}

/** Creates a paid order that was canceled and whose refund then failed. */
async function failedCancel() {
  const made = await paidOrder();
  const { orderId } = made;
  await Fulfillment.cancel({ orderId, ...by });
  const [refund] = (await Order.require(orderId)).refunds;
  const refundId = refund?.refundId ?? "";
  await failLater(orderId, refundId);
  assert.equal(await refundSituation(orderId), "failed", "the refund of a canceled order");
  return { ...made, refundId };
}

const refundSituation = async (orderId: string) => Order.situationOf(await Order.require(orderId)).refund;

/** Returns Stripe's snapshot of an authorized payment. */
const snapshotOf = ({
  orderId,
  sessionId,
  intentId,
  totals,
}: Awaited<ReturnType<typeof Order.require>>): Snapshot => ({
  orderId,
  sessionId: sessionId ?? "",
  live: false,
  currency: totals.currency.toLowerCase(),
  amount: totals.total,
  state: "authorized",
  intentId,
  capturable: totals.total,
  captured: 0,
  captureBefore: null,
});

/** Handles one webhook about an object several times. Returns the last outcome. */
async function outcomeOf(object: object | null, times: number) {
  const event = {
    id: `evt_${unique()}`,
    object: "event",
    type: "checkout.session.completed",
    livemode: false,
  };
  const { eventId } = await takeIn(JSON.stringify({ ...event, data: object ? { object } : {} }));
  let outcome: unknown;
  for (let time = 0; time < times; time++) outcome = await Payment.handleEvent({ eventId });
  return outcome;
}
