// biome-ignore-all lint/suspicious/noTemplateCurlyInString: pieces of source, not templates of ours.

/** Bugs in what the shop does about Stripe's own actions, refunds that fail, addresses and tax IDs. */
export const edgeMutants = {
  "dashboard-refund-ignored": {
    file: "refund/settle.ts",
    from: 'return refund ? succeed(order, refund, answer.id) : adopt(order, answer, "succeeded");',
    to: 'return refund ? succeed(order, refund, answer.id) : "ignored";',
  },
  "full-refund-does-not-block": {
    file: "order/obstacles.ts",
    from: "const refundedInFull = captured > 0 && refunded >= captured;",
    to: "const refundedInFull = false;",
  },
  "dispute-does-not-block": {
    file: "order/obstacles.ts",
    from: "...alerts.map(",
    to: '...alerts.filter(({ code }) => code !== "dispute_open").map(',
  },
  "won-dispute-still-blocks": {
    file: "dispute/state.ts",
    from: "if (isClosed(status)) return null;",
    to: "",
  },
  "fraud-warning-ignored": {
    file: "payment/route.ts",
    from: "return Dispute.syncWarning({ warningId: object.id });",
    to: 'return "ignored";',
  },
  "override-covers-what-comes-later": {
    file: "order/obstacles.ts",
    from: "!order.override?.keys.includes(key)",
    to: "!order.override",
  },
  "partial-capture-taken-for-the-whole": {
    file: "payment/apply.ts",
    from: "captured: snapshot.captured }",
    to: "captured: order.totals.total }",
  },
  "released-hold-taken-for-a-refund": {
    file: "refund/settle.ts",
    from: 'if (await isRelease(answer)) return "released, never captured";',
    to: "",
  },
  "canceled-at-stripe-keeps-the-stock": {
    file: "payment/apply.ts",
    from: "Inventory.deallocate(lines)",
    to: "Inventory.deallocate([])",
  },
  "stale-snapshot-revives": {
    file: "payment/apply.ts",
    from: "{ sessionId }: Snapshot,\n  messenger: Messenger,\n): Promise<{ order: OrderView; did: string }> {\n  const snapshot = await fetchSnapshot(sessionId);",
    to: "snapshot: Snapshot,\n  messenger: Messenger,\n): Promise<{ order: OrderView; did: string }> {",
  },
  "failed-refund-keeps-its-restock": {
    file: "refund/plan.ts",
    from: "goods: undone.goods,",
    to: "goods: { changes: [] },",
  },
  "failed-refund-stays-in-the-sums": {
    file: "refund/plan.ts",
    from: "refunded: order.refunded - amount,",
    to: "refunded: order.refunded,",
  },
  "failed-refund-stays-open-when-settled": {
    file: "refund/rows.ts",
    from: "...(supersedes\n",
    to: "...(supersedes && false\n",
  },
  "settled-outside-without-asking-stripe": {
    file: "refund/create.ts",
    from: "await sync({ orderId }).catch(",
    to: "await Promise.resolve().catch(",
  },
  "failed-refund-of-nothing-stays-open": {
    file: "refund/plan.ts",
    from: "!supersededBy &&",
    to: "supersededBy &&",
  },
  "settled-outside-and-sent-to-the-card": {
    file: "refund/create.ts",
    from: "const isDone = outside !== undefined || plan.amount === 0;",
    to: "const isDone = plan.amount === 0;",
  },
  "free-return-refused": {
    file: "refund/plan.ts",
    from: "if (amount < 1 && lines.length === 0)",
    to: "if (amount < 1)",
  },
  "goods-leave-the-ledger-at-authorization": {
    file: "inventory/goods.ts",
    from: "({ held: -q, allocated: q })",
    to: '({ held: -q, movement: { reference: `sale:${Math.random()}`, kind: "sale", quantity: -q, cause: "Sold." } })',
  },
  "refunded-line-shipped": {
    file: "order/goods.ts",
    from: "Math.max(0, quantity - (refundedLines[sku] ?? 0) - (goodsSettled[sku] ?? 0))",
    to: "quantity",
  },
  "unanswerable-webhook-sent-forever": {
    file: "payment/failure.ts",
    from: "if (isRefused(error) && tries >= mostRefusals) return null;",
    to: "",
  },
  "unreadable-webhook-sent-forever": {
    file: "payment/failure.ts",
    from: "if (error instanceof Unreadable) return null;",
    to: "",
  },
  "webhook-from-the-future-taken": {
    file: "stripe/index.ts",
    from: "if (times.some((time) => time > latest)) return false;",
    to: "",
  },
  "coupon-kept-after-a-paid-order-is-canceled": {
    file: "order/move.ts",
    from: "const ends = unshippedEnds.includes(to);",
    to: 'const ends = unshippedEnds.includes(to) && to !== "canceled_refunded";',
  },
  "tax-by-country-not-territory": {
    file: "pricing/tax.ts",
    from: 'return ruleOf(place?.taxArea ?? "", taxId);',
    to: 'return ruleOf(String(Object.assign({ country: "" }, place).country), taxId);',
  },
  "unchecked-tax-id-takes-tax-off": {
    file: "checkout/tax-id.ts",
    from: 'checkOf(cart)?.result === "valid" ? cart.contact?.taxId : undefined',
    to: "cart.contact?.taxId",
  },
  "lost-dispute-webhook-never-found": {
    file: "payment/catch-up.ts",
    from: "types: [...stripeEvents],",
    to: 'types: stripeEvents.filter((type) => !type.startsWith("charge.dispute")),',
  },
} as const;
