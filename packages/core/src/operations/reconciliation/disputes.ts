import { alertOf, moneyOf } from "#sales/dispute";
import type { Facts } from "./facts";
import type { Finding } from "./finding";
import type { Moment } from "./judge";

/** Each dispute and fraud warning at Stripe about a payment of ours is known here as it is there, and blocks its order. */
export function judgeDisputes(facts: Facts, moment: Moment): Finding[] {
  return [...judgeRows(facts, moment), ...judgeWarnings(facts, moment), ...judgeObstacles(facts)];
}

function judgeRows({ dispute, disputes, intents, order }: Facts, { before }: Moment): Finding[] {
  const ours = paymentsOf({ intents, order });
  const rows = new Map(dispute.map((row) => [row.disputeId, row]));
  const atStripe = new Set(disputes.map(({ id }) => id));
  return [
    ...disputes.flatMap(({ id, intentId, amount, status, created }): Finding[] => {
      const row = rows.get(id);
      if (!row)
        return ours.has(intentId ?? "") && !isYoung(created, before)
          ? [{ kind: "dispute.unknown", about: id, says: `${amount} are disputed, ${status}` }]
          : [];
      const { withdrawn, reinstated } = moneyOf({ amount, status });
      const same =
        row.status === status &&
        row.amount === amount &&
        row.withdrawn === withdrawn &&
        row.reinstated === reinstated;
      const says = `${row.status} with ${row.amount} here, ${status} with ${amount} at Stripe`;
      return same ? [] : [{ kind: "dispute.differs", about: id, says }];
    }),
    ...dispute
      .filter(({ disputeId }) => !atStripe.has(disputeId))
      .map(
        ({ disputeId }): Finding => ({ kind: "dispute.differs", about: disputeId, says: "is not at Stripe" }),
      ),
  ];
}

function judgeWarnings({ fraudwarning, warnings, intents, order }: Facts, { before }: Moment): Finding[] {
  const ours = paymentsOf({ intents, order });
  const rows = new Map(fraudwarning.map((row) => [row.warningId, row]));
  const atStripe = new Set(warnings.map(({ id }) => id));
  return [
    ...warnings.flatMap(({ id, intentId, actionable, created }): Finding[] => {
      const row = rows.get(id);
      if (!row)
        return ours.has(intentId ?? "") && !isYoung(created, before)
          ? [{ kind: "warning.unknown", about: id, says: "warns of a payment of ours" }]
          : [];
      if (row.actionable === actionable) return [];
      const says = `actionable: ${row.actionable} here, ${actionable} at Stripe`;
      return [{ kind: "warning.differs", about: id, says }];
    }),
    ...fraudwarning
      .filter(({ warningId }) => !atStripe.has(warningId))
      .map(
        ({ warningId }): Finding => ({ kind: "warning.differs", about: warningId, says: "is not at Stripe" }),
      ),
  ];
}

/** What an order's rows say against sending it is what its own row says. */
function judgeObstacles({ order, dispute, fraudwarning }: Facts): Finding[] {
  const disputes = Map.groupBy(dispute, ({ orderId }) => orderId);
  const warnings = Map.groupBy(fraudwarning, ({ orderId }) => orderId);
  return order.flatMap(({ orderId, alerts }): Finding[] => {
    const wanted = [
      ...(disputes.get(orderId) ?? []).flatMap((row) => alertOf({ ...row, reason: "" })?.key ?? []),
      ...(warnings.get(orderId) ?? []).flatMap(({ warningId, actionable }) =>
        actionable ? [`fraud_warning:${warningId}`] : [],
      ),
    ].sort();
    const has = alerts
      .map(({ key }) => key)
      .filter((key) => !key.startsWith("payment_mismatch:"))
      .sort();
    if (has.join() === wanted.join()) return [];
    const says = `blocked by ${has.join(", ") || "nothing"}, not by ${wanted.join(", ") || "nothing"}`;
    return [{ kind: "obstacle.differs", about: orderId, says }];
  });
}

/** Payments that name an order which is there. */
function paymentsOf({ intents, order }: Pick<Facts, "intents" | "order">) {
  const known = new Set(order.map(({ orderId }) => orderId));
  return new Set(intents.filter(({ orderId }) => known.has(orderId ?? "")).map(({ id }) => id));
}

const isYoung = (created: number, before: string) => new Date(created * 1000).toISOString() > before;
