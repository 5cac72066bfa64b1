import { z } from "zod";
import { Clock } from "#platform/clock";
import { fn } from "#platform/fn";
import { Log } from "#platform/log";
import { type Facts, read } from "./facts";
import type { Finding } from "./finding";
import { judge } from "./judge";

export { type Finding, type FindingKind, findingKinds } from "./finding";
export * as Reconciliation from "./index";

const Check = z
  .object({
    now: z.iso.datetime(),
    /** What is younger than this may still be under way. None is given to a shop that stands still. */
    graceSeconds: z.int().min(0),
  })
  .partial();

/**
 * Proves the books: goods against the ledger, orders against their timelines and prices, Stripe's money against both,
 * and that nothing waits which should be done. Reads the whole table and all of Stripe: a job, never a request.
 *
 * A reading of a shop at work is no snapshot, so what one reading finds must be found by a second one as well.
 */
export const check = fn(
  Check,
  async ({
    now,
    graceSeconds = 0,
  }): Promise<{ balanced: boolean; findings: Finding[]; counts: Record<string, number> }> => {
    const look = async () => {
      const facts = await read();
      const at = now ?? Clock.iso();
      const before = new Date(Date.parse(at) - graceSeconds * 1000).toISOString();
      return { facts, findings: judge(facts, { now: at, before }) };
    };
    const first = await look();
    if (first.findings.length === 0) return { balanced: true, findings: [], counts: countsOf(first.facts) };
    const second = await look();
    const seen = new Set(first.findings.map(written));
    const findings = second.findings.filter((finding) => seen.has(written(finding)));
    return { balanced: findings.length === 0, findings, counts: countsOf(second.facts) };
  },
);

/**
 * Checks the books and says so in the log: a line that counts, an error line for each finding. Answers how many there
 * are, by kind. Changes nothing: what drifted is for a person to look at.
 */
export const report = fn(Check, async (asked) => {
  const { balanced, findings, counts } = await check(asked);
  for (const { kind, about, says } of findings) Log.error("books.finding", says, { kind, about });
  Log.info("books.checked", { balanced, findings: findings.length, orders: counts.orders ?? 0 });
  const kinds = Map.groupBy(findings, ({ kind }) => kind);
  return { balanced, findings: Object.fromEntries([...kinds].map(([kind, found]) => [kind, found.length])) };
});

const written = ({ kind, about, says }: Finding) => `${kind} ${about} ${says}`;

function countsOf({ order, ...facts }: Facts): Record<string, number> {
  const by = Map.groupBy(order, ({ status }) => status);
  return {
    orders: order.length,
    ...Object.fromEntries([...by].map(([status, orders]) => [`orders.${status}`, orders.length])),
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
