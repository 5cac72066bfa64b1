// biome-ignore-all lint/suspicious/noTemplateCurlyInString: pieces of source code, not templates of this file.

import { edgeMutants } from "./edge-mutants";

/** Bug planted in the domain: a file below `packages/core/src`, an exact piece of it, and its replacement. */
export type Mutant = { file: string; from: string; to: string };

/** Mutants by name. The scenario of the same name must catch each one. */
export const mutants = {
  ...edgeMutants,
  "no-state-guard": {
    file: "sales/order/move.ts",
    from: 'from.map((status) => eq(at.status, status)).join(" OR ")',
    to: "exists(at.status)",
  },
  "no-stock-condition": {
    file: "sales/inventory/writes.ts",
    from: "const taken = counters.filter((name) => (change[name] ?? 0) < 0);",
    to: 'const taken = counters.filter((name) => name !== "available" && (change[name] ?? 0) < 0);',
  },
  "event-after-the-transaction": {
    file: "sales/order/move.ts",
    from: "event: eventOf(found, to),",
    to: "event: void setTimeout(() => eventOf(found, to)?.go().catch(() => undefined), 60_000).unref(),",
  },
  "stock-not-released": {
    file: "sales/payment/apply.ts",
    from: "Inventory.release(lines)",
    to: "Inventory.release([])",
  },
  "coupon-use-not-released": {
    file: "sales/order/move.ts",
    from: "const ends = unshippedEnds.includes(to);",
    to: 'const ends = unshippedEnds.includes(to) && to !== "canceled";',
  },
  "page-attached-while-closing": {
    file: "sales/order/page.ts",
    from: "eq(at.attempt, attempt)} AND ${notExists(at.closing)} AND (",
    to: "eq(at.attempt, attempt)} AND (",
  },
  "random-checkout-key": {
    file: "sales/payment/session.ts",
    from: "`order:${orderId}:checkout:${attempt}`",
    to: "`order:${orderId}:checkout:${attempt}:${Math.random()}`",
  },
  "amount-not-compared": {
    file: "sales/payment/snapshot.ts",
    from: "  if (what) return",
    to: '  if (what && !what.includes("amount")) return',
  },
  "released-without-asking-stripe": {
    file: "sales/payment/index.ts",
    from: "const sessionId = order.sessionId ?? (isFree(order) ? null : await findSession(order));",
    to: 'const sessionId: string = "";',
  },
  "captured-without-approval": {
    file: "sales/payment/index.ts",
    from: '(status === "in_review" && review?.approved)',
    to: '(status === "in_review" || review?.approved)',
  },
  "webhook-done-before-applied": {
    file: "sales/payment/inbox.ts",
    from: "const sessionId = await sessionOf(event);",
    to: 'await finish(eventId, row.shard, "applied"); const sessionId = await sessionOf(event);',
  },
  "signature-unchecked": {
    file: "platform/stripe/index.ts",
    from: "if (!signature || !isSigned(body, signature, receivedAt))",
    to: "if (!signature)",
  },
  "refund-without-version": {
    file: "sales/order/writes.ts",
    from: "const version = refundVersion === 0 ? notExists(at.refundVersion) : eq(at.refundVersion, refundVersion);",
    to: "const version = `(${notExists(at.refundVersion)} OR NOT ${eq(at.refundVersion, -1)})`;",
  },
  "random-refund-key": {
    file: "sales/refund/send.ts",
    from: "`refund:${refundId}:${attempt}`",
    to: "`refund:${refundId}:${attempt}:${Math.random()}`",
  },
  "event-done-before-its-handler": {
    file: "platform/event/index.ts",
    from: "await handling();",
    to: "if (event) await finish({ eventId, consumer, shard: event.shard });\n  await handling();",
  },
  "emails-not-deduplicated": {
    file: "sales/order-email/index.ts",
    from: '${eq(at.state, "sending")} AND',
    to: 'NOT ${eq(at.state, "-")} OR',
  },
  "coupon-limit-unchecked": {
    file: "sales/promotion/writes.ts",
    from: "limit === undefined ? eq(at.version",
    to: "limit !== -1 ? eq(at.version",
  },
} as const satisfies Record<string, Mutant>;

export type MutantName = keyof typeof mutants;

export const isMutant = (name: string): name is MutantName => Object.hasOwn(mutants, name);

/** Applies a mutant to the source of its file. Throws unless the source has the piece exactly once. */
export function mutate({ file, from, to }: Mutant, source: string) {
  const [before, after, ...more] = source.split(from);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`${file} must have this exactly once: ${from}`);
  return before + to + after;
}
