import { alertOf, moneyOf } from "#sales/dispute";
import type { Moment } from "./checks";
import type { Discrepancy } from "./discrepancy";
import type { Facts } from "./facts";

/** Compares disputes and fraud warnings with Stripe, and with the orders that they block. */
export function checkDisputes(facts: Facts, moment: Moment): Discrepancy[] {
  return [...checkRows(facts, moment), ...checkWarnings(facts, moment), ...checkObstacles(facts)];
}

function checkRows({ dispute, disputes, intents, order }: Facts, { before }: Moment): Discrepancy[] {
  const ours = paymentsOf({ intents, order });
  const rows = new Map(dispute.map((row) => [row.disputeId, row]));
  const atStripe = new Set(disputes.map(({ id }) => id));
  return [
    ...disputes.flatMap(({ id, intentId, amount, status, created }): Discrepancy[] => {
      const row = rows.get(id);
      if (!row)
        return ours.has(intentId ?? "") && !isYoung(created, before)
          ? [{ kind: "dispute.unknown", about: id, text: `${amount} are disputed, ${status}` }]
          : [];
      const { withdrawn, reinstated } = moneyOf({ amount, status });
      const same =
        row.status === status &&
        row.amount === amount &&
        row.withdrawn === withdrawn &&
        row.reinstated === reinstated;
      const text = `${row.status} with ${row.amount} here, ${status} with ${amount} at Stripe`;
      return same ? [] : [{ kind: "dispute.differs", about: id, text }];
    }),
    ...dispute
      .filter(({ disputeId }) => !atStripe.has(disputeId))
      .map(
        ({ disputeId }): Discrepancy => ({
          kind: "dispute.differs",
          about: disputeId,
          text: "is not at Stripe",
        }),
      ),
  ];
}

function checkWarnings({ fraudwarning, warnings, intents, order }: Facts, { before }: Moment): Discrepancy[] {
  const ours = paymentsOf({ intents, order });
  const rows = new Map(fraudwarning.map((row) => [row.warningId, row]));
  const atStripe = new Set(warnings.map(({ id }) => id));
  return [
    ...warnings.flatMap(({ id, intentId, actionable, created }): Discrepancy[] => {
      const row = rows.get(id);
      if (!row)
        return ours.has(intentId ?? "") && !isYoung(created, before)
          ? [{ kind: "warning.unknown", about: id, text: "is about a payment of ours" }]
          : [];
      if (row.actionable === actionable) return [];
      const text = `actionable: ${row.actionable} here, ${actionable} at Stripe`;
      return [{ kind: "warning.differs", about: id, text }];
    }),
    ...fraudwarning
      .filter(({ warningId }) => !atStripe.has(warningId))
      .map(
        ({ warningId }): Discrepancy => ({
          kind: "warning.differs",
          about: warningId,
          text: "is not at Stripe",
        }),
      ),
  ];
}

/** Checks that an order is blocked by exactly its open disputes and actionable fraud warnings. */
function checkObstacles({ order, dispute, fraudwarning }: Facts): Discrepancy[] {
  const disputes = Map.groupBy(dispute, ({ orderId }) => orderId);
  const warnings = Map.groupBy(fraudwarning, ({ orderId }) => orderId);
  return order.flatMap(({ orderId, alerts }): Discrepancy[] => {
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
    const text = `blocked by ${has.join(", ") || "nothing"}, not by ${wanted.join(", ") || "nothing"}`;
    return [{ kind: "obstacle.differs", about: orderId, text }];
  });
}

/** Returns the payments that name an existing order. */
function paymentsOf({ intents, order }: Pick<Facts, "intents" | "order">) {
  const known = new Set(order.map(({ orderId }) => orderId));
  return new Set(intents.filter(({ orderId }) => known.has(orderId ?? "")).map(({ id }) => id));
}

const isYoung = (created: number, before: string) => new Date(created * 1000).toISOString() > before;
