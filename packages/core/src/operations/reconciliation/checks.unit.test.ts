import { describe, expect, test } from "vitest";
import { discrepanciesIn } from "./checks";
import { type DiscrepancyKind, discrepancyKinds } from "./discrepancy";
import type { Facts } from "./facts";

const now = "2026-03-01T12:00:00.000Z";
const moment = { now, before: now };
const early = "2026-03-01T10:00:00.000Z";
const address = { country: "US", region: "WA" };
const lines = [{ sku: "MUG", quantity: 2, unitPrice: 2500, total: 5000, taxClass: "standard" as const }];
const extras = { shippingDiscount: 0, relief: 0 };
const totals = { ...extras, subtotal: 5000, discount: 0, shipping: 1490, tax: 422, total: 6912 };
const coupon = {
  code: "HALF",
  customer: "ada",
  discount: { code: "HALF", label: "Half", kind: "percent" as const, percent: 50 },
};
const reduced = { ...totals, discount: 2500, tax: 260, total: 4250 };
/** Tax of Washington when the orders were placed. */
const washington = {
  inclusive: false,
  rates: { standard: 650, reduced: 0 },
  shippingClass: "standard" as const,
};
const seconds = Date.parse(early) / 1000;

/** Returns the facts of a shop without discrepancies, with an order of each kind. */
function consistent(): Facts {
  const order = (orderId: string, status: Facts["order"][number]["status"], also = {}) => ({
    orderId,
    status,
    currency: "USD" as const,
    lines,
    totals,
    address,
    delivery: { amount: 1490 },
    captured: 0,
    refunded: 0,
    alerts: [],
    refundedLines: {},
    goodsSettled: {},
    allocated: true,
    createdAt: early,
    sessionId: `cs_${orderId}`,
    ...also,
  });
  const step = (orderId: string, at: number, status: Facts["transition"][number]["status"]) => ({
    orderId,
    status,
    at: `2026-03-01T10:00:0${at}.000Z`,
  });
  const intent = (orderId: string, capturable: number, received: number) => ({
    id: `pi_${orderId}`,
    orderId,
    currency: "USD",
    amount: 6912,
    capturable,
    received,
  });
  const page = (orderId: string, status: string) => ({
    id: `cs_${orderId}`,
    orderId,
    status,
    amount: 6912,
    expiresAt: Date.parse(now) / 1000 + 600,
  });
  const transition: Facts["transition"] = [
    step("ord_waiting", 1, "pending"),
    step("ord_reserved", 1, "pending"),
    step("ord_reserved", 2, "authorized"),
    step("ord_paid", 3, "paid"),
    step("ord_paid", 1, "pending"),
    step("ord_paid", 3, "authorized"),
    step("ord_sent", 1, "pending"),
    step("ord_sent", 2, "authorized"),
    step("ord_sent", 3, "paid"),
    step("ord_sent", 4, "packed"),
    step("ord_sent", 5, "shipped"),
    step("ord_part", 1, "pending"),
    step("ord_part", 2, "authorized"),
    step("ord_part", 3, "paid"),
    step("ord_over", 1, "pending"),
    step("ord_free", 1, "pending"),
    step("ord_free", 2, "authorized"),
    step("ord_free", 3, "paid"),
    step("ord_free", 4, "packed"),
    step("ord_less", 1, "pending"),
    step("ord_less", 2, "expired"),
    step("ord_over", 2, "canceled"),
    step("ord_back", 1, "pending"),
    step("ord_back", 2, "expired"),
    step("ord_back", 3, "canceled_refunded"),
  ];
  const events = transition.map(({ orderId, status }, i): Facts["event"][number] => ({
    eventId: `evn_${i}`,
    type: status === "pending" ? "order.placed" : `order.${status}`,
    detail: { orderId },
    state: "done",
    waiting: [],
    at: early,
  }));
  return {
    stock: [{ sku: "MUG", available: 4, held: 2, allocated: 8 }],
    movement: [
      { sku: "MUG", reference: "delivery:1", kind: "received", quantity: 16 },
      { sku: "MUG", reference: "shipment:ord_sent", kind: "sale", quantity: -2 },
    ],
    hold: [{ orderId: "ord_waiting", lines: [{ sku: "MUG", quantity: 2 }] }],
    order: [
      order("ord_waiting", "pending"),
      order("ord_reserved", "authorized", { intentId: "pi_ord_reserved" }),
      order("ord_paid", "paid", {
        intentId: "pi_ord_paid",
        captured: 6912,
        alerts: [{ key: "fraud_warning:issfr_1" }],
      }),
      order("ord_part", "paid", {
        intentId: "pi_ord_part",
        captured: 6912,
        refunded: 912,
        alerts: [{ key: "dispute_open:dp_1" }, { key: "payment_mismatch:amount" }],
        task: { until: ["packed", "canceled_refunded"] },
      }),
      order("ord_sent", "shipped", { intentId: "pi_ord_sent", captured: 6912 }),
      order("ord_over", "canceled"),
      order("ord_free", "packed", {
        coupon: { ...coupon, discount: { ...coupon.discount, percent: 100 } },
        delivery: { amount: 0 },
        totals: { ...totals, discount: 5000, shipping: 0, tax: 0, total: 0 },
      }),
      order("ord_less", "expired", { coupon, totals: reduced }),
      order("ord_back", "canceled_refunded", { intentId: "pi_ord_back", coupon, totals: reduced }),
    ],
    transition,
    coupon: [{ code: "HALF", used: 1 }],
    customeruse: [{ code: "HALF", customer: "ada", used: 1 }],
    redemption: [
      { orderId: "ord_free", code: "HALF", customer: "ada", state: "used" },
      { orderId: "ord_less", code: "HALF", customer: "ada", state: "given_back" },
      { orderId: "ord_back", code: "HALF", customer: "ada", state: "given_back" },
    ],
    refund: [
      {
        orderId: "ord_part",
        refundId: "rfd_1",
        amount: 912,
        state: "succeeded",
        method: "stripe",
        createdAt: early,
      },
      {
        orderId: "ord_part",
        refundId: "rfd_2",
        amount: 1000,
        state: "failed",
        method: "stripe",
        createdAt: early,
      },
    ],
    dispute: [
      {
        orderId: "ord_part",
        disputeId: "dp_1",
        amount: 5000,
        status: "needs_response",
        withdrawn: 5000,
        reinstated: 0,
      },
      {
        orderId: "ord_paid",
        disputeId: "dp_2",
        amount: 6912,
        status: "won",
        withdrawn: 6912,
        reinstated: 6912,
      },
    ],
    fraudwarning: [{ orderId: "ord_paid", warningId: "issfr_1", actionable: true }],
    event: events,
    stripeevent: [{ eventId: "evt_1", type: "charge.captured", state: "done", receivedAt: early }],
    message: [{ orderId: "ord_paid", kind: "paid", state: "sent", at: early }],
    intents: [
      intent("ord_reserved", 6912, 0),
      intent("ord_paid", 0, 6912),
      intent("ord_part", 0, 6912),
      intent("ord_sent", 0, 6912),
      intent("ord_back", 0, 6912),
      intent("ord_over", 0, 0),
    ],
    charges: [
      { id: "ch_1", intentId: "pi_ord_paid", captured: 6912, refunded: 0, created: seconds },
      { id: "ch_2", intentId: "pi_ord_back", captured: 6912, refunded: 6912, created: seconds },
    ],
    refunds: [
      { id: "re_1", intentId: "pi_ord_back", refundId: null, amount: 6912, status: "succeeded" },
      { id: "re_2", intentId: "pi_ord_paid", refundId: null, amount: 6912, status: "failed" },
      { id: "re_3", intentId: "pi_ord_part", refundId: "rfd_1", amount: 912, status: "succeeded" },
      { id: "re_4", intentId: "pi_ord_part", refundId: "rfd_2", amount: 1000, status: "failed" },
    ],
    disputes: [
      { id: "dp_1", intentId: "pi_ord_part", amount: 5000, status: "needs_response", created: seconds },
      { id: "dp_2", intentId: "pi_ord_paid", amount: 6912, status: "won", created: seconds },
      { id: "dp_3", intentId: "pi_of_another_shop", amount: 1, status: "lost", created: seconds },
    ],
    warnings: [{ id: "issfr_1", intentId: "pi_ord_paid", actionable: true, created: seconds }],
    pages: [page("ord_waiting", "open"), page("ord_paid", "complete"), page("ord_over", "expired")],
    executions: [
      { orderId: "ord_part", status: "RUNNING" },
      { orderId: "ord_paid", status: "SUCCEEDED" },
    ],
    unreadable: [],
  };
}

/** Returns the row to damage. Throws when there is none, so that no case passes for lack of a row. */
function the<Row>(rows: Row[], wanted: (row: Row) => boolean): Row {
  const row = rows.find(wanted);
  if (!row) throw new Error("There is no such row to damage.");
  return row;
}

const orderOf = (facts: Facts, id: string) => the(facts.order, ({ orderId }) => orderId === id);
const stockOf = (facts: Facts) => the(facts.stock, () => true);
const eventOf = (facts: Facts) => the(facts.event, () => true);
const refundOf = (facts: Facts) => the(facts.refund, ({ refundId }) => refundId === "rfd_1");
const stripeRefundOf = (facts: Facts) => the(facts.refunds, ({ refundId }) => refundId === "rfd_1");
const executionOf = (facts: Facts, id: string) => the(facts.executions, ({ orderId }) => orderId === id);
const intentOf = (facts: Facts, orderId: string) =>
  the(facts.intents, (intent) => intent.orderId === orderId);

const disputeOf = (facts: Facts) => the(facts.dispute, ({ disputeId }) => disputeId === "dp_1");
const stripeDisputeOf = (facts: Facts) => the(facts.disputes, ({ id }) => id === "dp_1");
const warningOf = (facts: Facts) => the(facts.fraudwarning, () => true);

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

test("an exemption that the VAT register confirmed, or from before the checks, is no discrepancy", () => {
  const exempt = { tax: { ...washington, exempt: "reverse_charge" } };
  for (const more of [{}, { territory: "DE", taxIdCheck: { result: "valid" } }]) {
    const facts = consistent();
    Object.assign(orderOf(facts, "ord_paid"), exempt, more);
    expect(discrepanciesIn(facts, moment).map(({ kind }) => kind)).not.toContain("order.tax_unproven");
  }
});

test("an order keeps the tax it was placed under, whatever the tax is today", () => {
  const facts = consistent();
  Object.assign(orderOf(facts, "ord_paid"), { address: { country: "US", region: "OR" }, tax: washington });
  expect(discrepanciesIn(facts, moment)).toEqual([]);
});

test("a partly captured order has no discrepancy when Stripe captured the same amount", () => {
  const facts = consistent();
  Object.assign(intentOf(facts, "ord_paid"), { received: 1000 });
  Object.assign(orderOf(facts, "ord_paid"), { captured: 1000 });
  Object.assign(
    the(facts.charges, ({ id }) => id === "ch_1"),
    { captured: 1000 },
  );
  expect(discrepanciesIn(facts, moment)).toEqual([]);
});

test("what may still be in progress is no discrepancy", () => {
  const facts = consistent();
  const young = "2026-03-01T11:59:59.000Z";
  facts.event.push({
    eventId: "evn_x",
    type: "order.paid",
    detail: {},
    state: "waiting",
    waiting: ["CartQueue"],
    at: young,
  });
  facts.stripeevent.push({ eventId: "evt_2", type: "x", state: "received", receivedAt: young });
  Object.assign(intentOf(facts, "ord_reserved"), { capturable: 0, received: 6912 });
  facts.charges.push({
    id: "ch_3",
    intentId: "pi_ord_reserved",
    captured: 6912,
    refunded: 0,
    created: Date.parse(young) / 1000,
  });
  expect(discrepanciesIn(facts, { now, before: "2026-03-01T11:45:00.000Z" })).toEqual([]);
  expect(discrepanciesIn(facts, moment)).toHaveLength(3);
});

test("an order that was paid after it expired took legal steps", () => {
  const facts = consistent();
  facts.transition.push({ orderId: "ord_reserved", status: "expired", at: "2026-03-01T10:00:01.500Z" });
  facts.event.push({ ...eventOf(facts), type: "order.expired", detail: { orderId: "ord_reserved" } });
  expect(discrepanciesIn(facts, moment)).toEqual([]);
});
