// biome-ignore-all lint/suspicious/noTemplateCurlyInString: pieces of source code, not templates of this file.

/** Mutants of the code for actions at Stripe, failed refunds, addresses and tax IDs. */
export const edgeMutants = {
  "dashboard-refund-ignored": {
    file: "sales/refund/send.ts",
    from: 'return refund ? succeed(order, refund, answer.id) : adopt(order, answer, "succeeded");',
    to: 'return refund ? succeed(order, refund, answer.id) : "ignored";',
  },
  "full-refund-does-not-block": {
    file: "sales/order/obstacles.ts",
    from: "const refundedInFull = captured > 0 && refunded >= captured;",
    to: "const refundedInFull = false;",
  },
  "dispute-does-not-block": {
    file: "sales/order/obstacles.ts",
    from: "...alerts.map(",
    to: '...alerts.filter(({ code }) => code !== "dispute_open").map(',
  },
  "won-dispute-still-blocks": {
    file: "sales/dispute/state.ts",
    from: "if (isClosed(status)) return null;",
    to: "",
  },
  "fraud-warning-ignored": {
    file: "sales/payment/route.ts",
    from: "return Dispute.syncWarning({ warningId: object.id });",
    to: 'return "ignored";',
  },
  "override-covers-what-comes-later": {
    file: "sales/order/obstacles.ts",
    from: "!order.override?.keys.includes(key)",
    to: "!order.override",
  },
  "partial-capture-taken-for-the-whole": {
    file: "sales/payment/apply.ts",
    from: "captured: snapshot.captured }",
    to: "captured: order.totals.total }",
  },
  "released-hold-taken-for-a-refund": {
    file: "sales/refund/send.ts",
    from: 'if (await isRelease(answer)) return "released, never captured";',
    to: "",
  },
  "canceled-at-stripe-keeps-the-stock": {
    file: "sales/payment/apply.ts",
    from: "Inventory.deallocate(lines)",
    to: "Inventory.deallocate([])",
  },
  "stale-snapshot-revives": {
    file: "sales/payment/apply.ts",
    from: "{ sessionId }: Snapshot,\n  messenger: Messenger,\n): Promise<{ order: OrderView; did: string }> {\n  const snapshot = await fetchSnapshot(sessionId);",
    to: "snapshot: Snapshot,\n  messenger: Messenger,\n): Promise<{ order: OrderView; did: string }> {",
  },
  "failed-refund-keeps-its-restock": {
    file: "sales/refund/plan.ts",
    from: "goods: undone.goods,",
    to: "goods: { changes: [] },",
  },
  "failed-refund-stays-in-the-sums": {
    file: "sales/refund/plan.ts",
    from: "refunded: order.refunded - amount,",
    to: "refunded: order.refunded,",
  },
  "failed-refund-stays-open-when-settled": {
    file: "sales/refund/rows.ts",
    from: "superseded:\n      supersedes &&",
    to: "superseded:\n      false &&",
  },
  "settled-outside-without-asking-stripe": {
    file: "sales/refund/create.ts",
    from: "await sync({ orderId }).catch(",
    to: "await Promise.resolve().catch(",
  },
  "failed-refund-of-nothing-stays-open": {
    file: "sales/refund/plan.ts",
    from: "!supersededBy &&",
    to: "supersededBy &&",
  },
  "settled-outside-and-sent-to-the-card": {
    file: "sales/refund/create.ts",
    from: "const isDone = outside !== undefined || plan.amount === 0;",
    to: "const isDone = plan.amount === 0;",
  },
  "free-return-refused": {
    file: "sales/refund/plan.ts",
    from: "if (amount < 1 && lines.length === 0)",
    to: "if (amount < 1)",
  },
  "goods-leave-the-ledger-at-authorization": {
    file: "sales/inventory/goods.ts",
    from: "({ held: -q, allocated: q })",
    to: '({ held: -q, movement: { reference: `sale:${Math.random()}`, kind: "sale", quantity: -q, cause: "Sold." } })',
  },
  "refunded-line-shipped": {
    file: "sales/order/goods.ts",
    from: "Math.max(0, quantity - (refundedLines[sku] ?? 0) - (goodsSettled[sku] ?? 0))",
    to: "quantity",
  },
  "unanswerable-webhook-sent-forever": {
    file: "sales/payment/failure.ts",
    from: "if (isRefused(error) && tries >= mostRefusals) return null;",
    to: "",
  },
  "unreadable-webhook-sent-forever": {
    file: "sales/payment/failure.ts",
    from: "if (error instanceof Unreadable) return null;",
    to: "",
  },
  "webhook-from-the-future-taken": {
    file: "platform/stripe/index.ts",
    from: "if (times.some((time) => time > latest)) return false;",
    to: "",
  },
  "coupon-kept-after-a-paid-order-is-canceled": {
    file: "sales/order/move.ts",
    from: "const ends = unshippedEnds.includes(to);",
    to: 'const ends = unshippedEnds.includes(to) && to !== "canceled_refunded";',
  },
  "tax-by-country-not-territory": {
    file: "sales/pricing/tax.ts",
    from: 'localTime(at, timeZone).day, place?.taxArea ?? "", taxId);',
    to: 'localTime(at, timeZone).day, String(Object.assign({ country: "" }, place).country), taxId);',
  },
  "unchecked-tax-id-takes-tax-off": {
    file: "sales/checkout/tax-id.ts",
    from: 'checkOf(cart)?.result === "valid" ? cart.contact?.taxId : undefined',
    to: "cart.contact?.taxId",
  },
  "lost-dispute-webhook-never-found": {
    file: "sales/payment/catch-up.ts",
    from: "types: [...stripeEvents],",
    to: 'types: stripeEvents.filter((type) => !type.startsWith("charge.dispute")),',
  },
} as const;
