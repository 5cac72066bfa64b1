import { z } from "zod";
import { Clock } from "#platform/clock";
import { fn } from "#platform/fn";
import { Log } from "#platform/log";
import { discrepanciesIn } from "./checks";
import type { Discrepancy } from "./discrepancy";
import { type Facts, read } from "./facts";

export { type Discrepancy, type DiscrepancyKind, discrepancyKinds } from "./discrepancy";
export * as Reconciliation from "./index";

const Check = z
  .object({
    now: z.iso.datetime(),
    /** Age below which work may still be in progress, in seconds. 0 fits a shop without traffic. */
    graceSeconds: z.int().min(0),
  })
  .partial();

type Result = { balanced: boolean; discrepancies: Discrepancy[]; counts: Record<string, number> };

/**
 * Reconciles the shop: stock with its movements, orders with their timelines and prices, Stripe's money with both, and
 * unfinished work. Reads the whole table and all of Stripe: for jobs only. The shop changes while it is read, so a
 * discrepancy counts only when a second reading has it too.
 */
export const check = fn(Check, async ({ now, graceSeconds = 0 }): Promise<Result> => {
  const look = async () => {
    const facts = await read();
    const at = now ?? Clock.iso();
    const before = new Date(Date.parse(at) - graceSeconds * 1000).toISOString();
    return { facts, found: discrepanciesIn(facts, { now: at, before }) };
  };
  const first = await look();
  if (first.found.length === 0) return { balanced: true, discrepancies: [], counts: countsOf(first.facts) };
  const second = await look();
  const seen = new Set(first.found.map(keyOf));
  const discrepancies = second.found.filter((discrepancy) => seen.has(keyOf(discrepancy)));
  return { balanced: discrepancies.length === 0, discrepancies, counts: countsOf(second.facts) };
});

/**
 * Reconciles the shop and logs the result: an error for each discrepancy, then a summary. Repairs nothing. Returns how
 * many discrepancies there are, by kind.
 */
export const report = fn(Check, async (options) => {
  const { balanced, discrepancies, counts } = await check(options);
  for (const { kind, about, text } of discrepancies)
    Log.error("reconciliation.discrepancy", text, { kind, about });
  const orders = counts.orders ?? 0;
  Log.info("reconciliation.checked", { balanced, discrepancies: discrepancies.length, orders });
  const kinds = Map.groupBy(discrepancies, ({ kind }) => kind);
  return {
    balanced,
    discrepancies: Object.fromEntries([...kinds].map(([kind, found]) => [kind, found.length])),
  };
});

const keyOf = ({ kind, about, text }: Discrepancy) => `${kind} ${about} ${text}`;

function countsOf({ order, ...facts }: Facts): Record<string, number> {
  const byStatus = Map.groupBy(order, ({ status }) => status);
  return {
    orders: order.length,
    ...Object.fromEntries([...byStatus].map(([status, orders]) => [`orders.${status}`, orders.length])),
    skus: facts.stock.length,
    movements: facts.movement.length,
    holds: facts.hold.length,
    events: facts.event.length,
    webhooks: facts.stripeevent.length,
    messages: facts.message.length,
    payments: facts.intents.length,
    charges: facts.charges.length,
    refunds: facts.refunds.length,
    disputes: facts.disputes.length,
    warnings: facts.warnings.length,
    pages: facts.pages.length,
    fulfillments: facts.executions.length,
  };
}
