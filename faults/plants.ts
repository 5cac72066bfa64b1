// biome-ignore-all lint/suspicious/noTemplateCurlyInString: pieces of source, not templates of ours.

import { edgeMutants } from "./edge-mutants";

/** A bug: one exact piece of one module of the domain, and what stands there instead. */
export type Plant = { file: string; from: string; to: string };

/** Bugs that a shop like this one could have. Each must be caught by the scenario of its name. */
export const plants = {
  ...edgeMutants,
  "no-state-guard": {
    file: "order/move.ts",
    from: "const conditions = [standing];",
    to: "const conditions = [`(${standing} OR ${exists(at.status)})`];",
  },
  "no-stock-condition": {
    file: "inventory/goods.ts",
    from: "const taken = counters.filter((name) => (change[name] ?? 0) < 0);",
    to: 'const taken = counters.filter((name) => name !== "available" && (change[name] ?? 0) < 0);',
  },
  "event-after-the-transaction": {
    file: "order/move.ts",
    from: "...eventOf(event, found, to),\n    ];",
    to: "];\n    setTimeout(() => Store.write((late) => eventOf(late.event, found, to)).catch(() => undefined), 60_000).unref();",
  },
  "stock-not-given-back": {
    file: "payment/apply.ts",
    from: "Inventory.release(lines)",
    to: "Inventory.release([])",
  },
  "coupon-not-given-back": {
    file: "order/move.ts",
    from: "const ends = unshippedEnds.includes(to);",
    to: 'const ends = unshippedEnds.includes(to) && to !== "canceled";',
  },
  "page-attached-while-closing": {
    file: "order/page.ts",
    from: "eq(at.attempt, attempt)} AND ${notExists(at.closing)} AND (",
    to: "eq(at.attempt, attempt)} AND (",
  },
  "random-checkout-key": {
    file: "payment/session.ts",
    from: "`order:${orderId}:checkout:${attempt}`",
    to: "`order:${orderId}:checkout:${attempt}:${Math.random()}`",
  },
  "amount-not-compared": {
    file: "payment/snapshot.ts",
    from: "  if (what) return",
    to: '  if (what && !what.includes("amount")) return',
  },
  "released-without-asking-stripe": {
    file: "payment/index.ts",
    from: "const sessionId = order.sessionId ?? (isFree(order) ? null : await findSession(order));",
    to: 'const sessionId: string = "";',
  },
  "captured-without-approval": {
    file: "payment/index.ts",
    from: '(status === "in_review" && review?.approved)',
    to: '(status === "in_review" || review?.approved)',
  },
  "webhook-done-before-applied": {
    file: "payment/inbox.ts",
    from: "const sessionId = await sessionOf(event);",
    to: 'await finish(eventId, row.shard, "applied"); const sessionId = await sessionOf(event);',
  },
  "signature-unchecked": {
    file: "stripe/index.ts",
    from: "if (!signature || !isSigned(body, signature, receivedAt))",
    to: "if (!signature)",
  },
  "refund-without-version": {
    file: "refund/rows.ts",
    from: "refundVersion === 0 ? notExists(at.refundVersion) : eq(at.refundVersion, refundVersion);",
    to: "`(${notExists(at.refundVersion)} OR NOT ${eq(at.refundVersion, -1)})`;",
  },
  "random-refund-key": {
    file: "refund/settle.ts",
    from: "`refund:${refundId}:${attempt}`",
    to: "`refund:${refundId}:${attempt}:${Math.random()}`",
  },
  "event-done-before-its-part": {
    file: "event/index.ts",
    from: "await part();",
    to: "if (event) await finish({ eventId, consumer, shard: event.shard });\n  await part();",
  },
  "letters-not-deduplicated": {
    file: "notification/index.ts",
    from: "if (!(await claim(key))) return;",
    to: "await claim(key).catch(() => undefined);",
  },
  "coupon-limit-unchecked": {
    file: "promotion/writes.ts",
    from: "limit === undefined ?",
    to: "limit !== -1 ?",
  },
} as const satisfies Record<string, Plant>;

export type PlantName = keyof typeof plants;

export const isPlant = (name: string): name is PlantName => Object.hasOwn(plants, name);

/** Throws unless the piece stands in the source exactly once: a plant that does not fit proves nothing. */
export function planted({ file, from, to }: Plant, source: string) {
  const [before, after, ...more] = source.split(from);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`${file} must have this exactly once: ${from}`);
  return before + to + after;
}
