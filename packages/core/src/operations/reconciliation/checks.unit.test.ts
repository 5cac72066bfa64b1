import { describe, expect, test } from "vitest";
import {
  consistent,
  disputeOf,
  early,
  executionOf,
  intentOf,
  lines,
  moment,
  now,
  orderOf,
  reduced,
  refundOf,
  seconds,
  stockOf,
  stripeDisputeOf,
  stripeRefundOf,
  the,
  totals,
  warningOf,
  washington,
} from "#test/consistent-shop";
import { discrepanciesIn } from "./checks";
import { type DiscrepancyKind, discrepancyKinds } from "./discrepancy";
import type { Facts } from "./facts";

type Case = [kind: DiscrepancyKind, title: string, damage: (facts: Facts) => unknown];

const cases: Case[] = [
  ["row.unreadable", "a damaged row", (f) => f.unreadable.push({ about: "pk sk", text: "no status" })],
  ["stock.negative", "an available quantity below zero", (f) => Object.assign(stockOf(f), { available: -1 })],
  ["stock.ledger", "a unit that left without a movement", (f) => stockOf(f).available--],
  [
    "stock.ledger",
    "a movement without its unit",
    (f) => f.movement.push({ sku: "MUG", reference: "count", kind: "adjustment", quantity: 1 }),
  ],
  ["stock.held", "a held unit without a hold", (f) => stockOf(f).held++],
  [
    "stock.unknown",
    "a movement of a SKU without stock",
    (f) => f.movement.push({ sku: "HAT", reference: "delivery:2", kind: "received", quantity: 1 }),
  ],
  ["stock.allocated", "an allocated unit without an order", (f) => stockOf(f).allocated++],
  [
    "stock.allocated",
    "a paid order without allocated goods",
    (f) => Object.assign(stockOf(f), { allocated: 6, available: 6 }),
  ],
  ["sale.wrong", "a shipped order whose goods never left", (f) => f.movement.pop()],
  [
    "sale.wrong",
    "goods that left before they were shipped",
    (f) => f.movement.push({ sku: "MUG", reference: "shipment:ord_paid", kind: "sale", quantity: -2 }),
  ],
  [
    "sale.wrong",
    "goods that left for a canceled order",
    (f) => f.movement.push({ sku: "MUG", reference: "shipment:ord_over", kind: "sale", quantity: -2 }),
  ],
  [
    "sale.wrong",
    "goods that left for an unknown order",
    (f) => f.movement.push({ sku: "MUG", reference: "shipment:ord_gone", kind: "sale", quantity: -1 }),
  ],
  ["hold.missing", "a pending order without its hold", (f) => f.hold.pop()],
  [
    "hold.orphan",
    "a hold that outlived its order",
    (f) => f.hold.push({ orderId: "ord_over", lines: [{ sku: "MUG", quantity: 2 }] }),
  ],
  [
    "hold.lines",
    "a hold of another quantity",
    (f) => f.hold.splice(0, 1, { orderId: "ord_waiting", lines: [{ sku: "MUG", quantity: 3 }] }),
  ],
  [
    "order.path",
    "a step that skips one",
    (f) =>
      f.transition.splice(
        f.transition.findIndex(({ orderId, status }) => orderId === "ord_paid" && status === "authorized"),
        1,
      ),
  ],
  [
    "order.path",
    "a step taken twice",
    (f) => f.transition.push({ orderId: "ord_reserved", status: "authorized", at: now }),
  ],
  [
    "order.end",
    "a status without its step",
    (f) => Object.assign(orderOf(f, "ord_waiting"), { status: "expired" }),
  ],
  ["order.end", "a timeline without an order", (f) => f.order.splice(0, 1)],
  [
    "order.total",
    "a price that is not the line's",
    (f) => Object.assign(orderOf(f, "ord_paid"), { lines: [{ ...lines[0], unitPrice: 1 }] }),
  ],
  [
    "order.total",
    "a total below its parts",
    (f) => Object.assign(orderOf(f, "ord_paid"), { totals: { ...totals, total: 6911 } }),
  ],
  [
    "order.total",
    "tax of another state",
    (f) => Object.assign(orderOf(f, "ord_paid"), { address: { country: "US", region: "OR" } }),
  ],
  [
    "order.total",
    "tax that differs from the rule of the order",
    (f) =>
      Object.assign(orderOf(f, "ord_paid"), { tax: { ...washington, rates: { standard: 700, reduced: 0 } } }),
  ],
  [
    "order.total",
    "delivery that was not charged",
    (f) => Object.assign(orderOf(f, "ord_paid"), { delivery: { amount: 0 } }),
  ],
  [
    "order.total",
    "a discount without a coupon",
    (f) => Object.assign(orderOf(f, "ord_paid"), { totals: reduced }),
  ],
  [
    "order.tax_unproven",
    "an exemption that the VAT register did not confirm",
    (f) =>
      Object.assign(orderOf(f, "ord_paid"), {
        territory: "DE",
        tax: { ...washington, exempt: "reverse_charge" },
        taxIdCheck: { result: "unavailable" },
      }),
  ],
  [
    "order.tax_unproven",
    "an exemption without a check",
    (f) =>
      Object.assign(orderOf(f, "ord_paid"), {
        territory: "DE",
        tax: { ...washington, exempt: "reverse_charge" },
      }),
  ],
  ["coupon.used", "a use without an order", (f) => Object.assign(f.coupon[0] ?? {}, { used: 2 })],
  ["coupon.used", "a use that was released twice", (f) => Object.assign(f.customeruse[0] ?? {}, { used: 0 })],
  ["coupon.order", "an order without its use", (f) => f.redemption.shift()],
  [
    "coupon.order",
    "an expired order whose use was not released",
    (f) => Object.assign(f.redemption[1] ?? {}, { state: "used" }),
  ],
  [
    "coupon.order",
    "a canceled order whose use was not released",
    (f) => Object.assign(f.redemption[2] ?? {}, { state: "used" }),
  ],
  [
    "coupon.order",
    "a use of an order that has no coupon",
    (f) => f.redemption.push({ orderId: "ord_paid", code: "HALF", customer: "ada", state: "given_back" }),
  ],
  [
    "money.unknown",
    "a payment without an order",
    (f) => f.intents.push({ ...intentOf(f, "ord_paid"), id: "pi_x", orderId: "ord_gone" }),
  ],
  [
    "money.unknown",
    "a payment that names no order",
    (f) => f.intents.push({ ...intentOf(f, "ord_paid"), id: "pi_x", orderId: null }),
  ],
  [
    "money.unknown",
    "an authorized payment of a closed order",
    (f) => Object.assign(intentOf(f, "ord_over"), { capturable: 6912 }),
  ],
  [
    "money.unknown",
    "a charge without a payment",
    (f) => f.charges.push({ id: "ch_x", intentId: null, captured: 1, refunded: 0, created: seconds }),
  ],
  ["money.missing", "an authorized order without a payment", (f) => f.intents.splice(0, 1)],
  [
    "money.twice",
    "an order paid twice",
    (f) => f.intents.push({ ...intentOf(f, "ord_paid"), id: "pi_second" }),
  ],
  [
    "money.amount",
    "a payment below the total",
    (f) => Object.assign(intentOf(f, "ord_paid"), { amount: 6900, received: 6900 }),
  ],
  [
    "money.amount",
    "a payment in another currency",
    (f) => Object.assign(intentOf(f, "ord_paid"), { currency: "JPY" }),
  ],
  [
    "money.amount",
    "a payment page below the total",
    (f) =>
      Object.assign(
        the(f.pages, ({ id }) => id === "cs_ord_waiting"),
        { amount: 1 },
      ),
  ],
  [
    "money.kept",
    "a refund that the order does not know",
    (f) =>
      f.refunds.push({ id: "re_x", intentId: "pi_ord_paid", refundId: null, amount: 1, status: "pending" }),
  ],
  [
    "money.kept",
    "a refund that Stripe never made",
    (f) =>
      Object.assign(
        the(f.refunds, ({ id }) => id === "re_1"),
        { status: "failed" },
      ),
  ],
  [
    "money.kept",
    "a capture that the order does not know",
    (f) => Object.assign(intentOf(f, "ord_reserved"), { capturable: 0, received: 6912 }),
  ],
  [
    "money.refunded",
    "more refunded than captured at Stripe",
    (f) =>
      f.refunds.push({ id: "re_x", intentId: "pi_ord_back", refundId: null, amount: 1, status: "succeeded" }),
  ],
  [
    "refund.sum",
    "a refunded amount that misses a refund",
    (f) => Object.assign(orderOf(f, "ord_part"), { refunded: 0 }),
  ],
  [
    "refund.sum",
    "more refunded than captured",
    (f) => {
      Object.assign(orderOf(f, "ord_part"), { refunded: 6913 });
      Object.assign(refundOf(f), { amount: 6913 });
    },
  ],
  [
    "refund.differs",
    "a refund that Stripe has twice",
    (f) => f.refunds.push({ ...stripeRefundOf(f), id: "re_x" }),
  ],
  ["refund.differs", "a refund of another amount", (f) => Object.assign(stripeRefundOf(f), { amount: 911 })],
  [
    "refund.differs",
    "a refund that failed at Stripe",
    (f) => Object.assign(stripeRefundOf(f), { status: "failed" }),
  ],
  [
    "refund.differs",
    "a failed refund that Stripe paid",
    (f) => Object.assign(refundOf(f), { state: "failed" }),
  ],
  [
    "refund.unknown",
    "a refund at Stripe that names an unknown refund",
    (f) => f.refunds.push({ ...stripeRefundOf(f), id: "re_x", refundId: "rfd_x" }),
  ],
  [
    "refund.unknown",
    "a refund in the dashboard that was not recorded",
    (f) => f.refunds.push({ ...stripeRefundOf(f), id: "re_x", refundId: null }),
  ],
  [
    "refund.waiting",
    "a refund that is still pending",
    (f) => Object.assign(refundOf(f), { state: "pending" }),
  ],
  [
    "money.amount",
    "a capture of another amount than the order has",
    (f) => Object.assign(intentOf(f, "ord_paid"), { received: 1000 }),
  ],
  [
    "money.kept",
    "a dispute of another amount at Stripe",
    (f) => Object.assign(stripeDisputeOf(f), { amount: 6000 }),
  ],
  ["dispute.unknown", "a dispute whose webhook was lost", (f) => f.dispute.shift()],
  [
    "dispute.differs",
    "a dispute that closed at Stripe",
    (f) => Object.assign(stripeDisputeOf(f), { status: "lost" }),
  ],
  ["dispute.differs", "a dispute that Stripe does not have", (f) => f.disputes.shift()],
  [
    "dispute.differs",
    "a reinstatement that Stripe did not make",
    (f) => Object.assign(disputeOf(f), { reinstated: 5000 }),
  ],
  ["warning.unknown", "a fraud warning whose webhook was lost", (f) => f.fraudwarning.pop()],
  [
    "warning.differs",
    "a fraud warning that is no longer actionable at Stripe",
    (f) => Object.assign(warningOf(f), { actionable: false }),
  ],
  ["warning.differs", "a fraud warning that Stripe does not have", (f) => f.warnings.pop()],
  [
    "obstacle.differs",
    "a dispute that blocks nothing",
    (f) => Object.assign(orderOf(f, "ord_part"), { alerts: [] }),
  ],
  [
    "obstacle.differs",
    "an order blocked by a dispute that was won",
    (f) => Object.assign(orderOf(f, "ord_paid"), { alerts: [{ key: "dispute_open:dp_2" }] }),
  ],
  [
    "page.open",
    "an open payment page of a closed order",
    (f) =>
      Object.assign(
        the(f.pages, ({ id }) => id === "cs_ord_over"),
        { status: "open" },
      ),
  ],
  ["event.missing", "a step without its event", (f) => f.event.splice(2, 1)],
  [
    "event.waiting",
    "an event that a consumer did not handle",
    (f) =>
      f.event.push({
        eventId: "evn_x",
        type: "order.paid",
        detail: {},
        state: "waiting",
        waiting: ["OrderEmailQueue"],
        at: early,
      }),
  ],
  [
    "webhook.waiting",
    "a webhook that was not handled",
    (f) => f.stripeevent.push({ eventId: "evt_2", type: "x", state: "received", receivedAt: early }),
  ],
  ["message.twice", "an email that was sent twice", (f) => f.message.push(...f.message)],
  [
    "message.orphan",
    "an email about an unknown order",
    (f) => f.message.push({ orderId: "ord_gone", kind: "paid", state: "sent", at: early }),
  ],
  [
    "message.stuck",
    "an email that was never sent",
    (f) => f.message.push({ orderId: "ord_over", kind: "canceled", state: "sending", at: early }),
  ],
  [
    "fulfillment.missing",
    "an authorized order without a fulfillment",
    (f) => Object.assign(executionOf(f, "ord_part"), { status: "missing" }),
  ],
  [
    "fulfillment.failed",
    "a fulfillment that failed",
    (f) => Object.assign(executionOf(f, "ord_part"), { status: "FAILED" }),
  ],
  [
    "fulfillment.stuck",
    "a running fulfillment that waits for no one",
    (f) => Object.assign(executionOf(f, "ord_paid"), { status: "RUNNING" }),
  ],
  [
    "fulfillment.stuck",
    "a fulfillment that ended before its order",
    (f) => f.executions.push({ orderId: "ord_reserved", status: "SUCCEEDED" }),
  ],
];

test("a consistent shop has no discrepancies", () => {
  expect(discrepanciesIn(consistent(), moment)).toEqual([]);
});

describe("each discrepancy is found", () => {
  test.each(cases)("%s: %s", (kind, _title, damage) => {
    const facts = consistent();
    damage(facts);
    expect(discrepanciesIn(facts, moment).map((discrepancy) => discrepancy.kind)).toContain(kind);
  });

  test("every kind of discrepancy has a case", () => {
    expect(new Set(cases.map(([kind]) => kind))).toEqual(new Set(discrepancyKinds));
  });
});
