import type { Facts } from "../src/operations/reconciliation/facts";

export const now = "2026-03-01T12:00:00.000Z";
export const moment = { now, before: now };
export const early = "2026-03-01T10:00:00.000Z";
const address = { country: "US", region: "WA" };
export const lines = [
  { sku: "MUG", quantity: 2, unitPrice: 2500, total: 5000, taxClass: "standard" as const },
];
const extras = { shippingDiscount: 0, relief: 0 };
export const totals = { ...extras, subtotal: 5000, discount: 0, shipping: 1490, tax: 422, total: 6912 };
const coupon = {
  code: "HALF",
  customer: "ada",
  discount: { code: "HALF", label: "Half", kind: "percent" as const, percent: 50 },
};
export const reduced = { ...totals, discount: 2500, tax: 260, total: 4250 };
/** Tax of Washington when the orders were placed. */
export const washington = {
  inclusive: false,
  rates: { standard: 650, reduced: 0 },
  shippingClass: "standard" as const,
};
export const seconds = Date.parse(early) / 1000;

/** Returns the facts of a shop without discrepancies, with an order of each kind. */
export function consistent(): Facts {
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
export function the<Row>(rows: Row[], wanted: (row: Row) => boolean): Row {
  const row = rows.find(wanted);
  if (!row) throw new Error("There is no such row to damage.");
  return row;
}

export const orderOf = (facts: Facts, id: string) => the(facts.order, ({ orderId }) => orderId === id);
export const stockOf = (facts: Facts) => the(facts.stock, () => true);
export const eventOf = (facts: Facts) => the(facts.event, () => true);
export const refundOf = (facts: Facts) => the(facts.refund, ({ refundId }) => refundId === "rfd_1");
export const stripeRefundOf = (facts: Facts) => the(facts.refunds, ({ refundId }) => refundId === "rfd_1");
export const executionOf = (facts: Facts, id: string) =>
  the(facts.executions, ({ orderId }) => orderId === id);
export const intentOf = (facts: Facts, orderId: string) =>
  the(facts.intents, (intent) => intent.orderId === orderId);

export const disputeOf = (facts: Facts) => the(facts.dispute, ({ disputeId }) => disputeId === "dp_1");
export const stripeDisputeOf = (facts: Facts) => the(facts.disputes, ({ id }) => id === "dp_1");
export const warningOf = (facts: Facts) => the(facts.fraudwarning, () => true);
