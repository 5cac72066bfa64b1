import { z } from "zod";
import { transact } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Log } from "#platform/log";
import { Metric } from "#platform/metric";
import { StripeApi } from "#platform/stripe";
import { type Alert, Order, type OrderView } from "../order";
import { orderIdOf } from "./owner";
import { idOf, iso } from "./state";
import { WarningEntity } from "./warning.entity";

const tries = 12;

/**
 * Updates an order to the current state of an early fraud warning at Stripe. A warning blocks packing until staff
 * decide, or until a refund or a dispute replaces it. Returns what was done.
 */
export const syncWarning = fn(z.object({ warningId: z.string().min(1).max(200) }), async ({ warningId }) => {
  const orderId = await orderIdOf(await StripeApi.client().radar.earlyFraudWarnings.retrieve(warningId));
  for (let attempt = 1; attempt <= tries; attempt++) {
    const order = orderId ? await Order.byId({ orderId }) : null;
    if (!order) return "not about an order of ours";
    const done = await bringUp(order, warningId);
    if (done) return done;
  }
  throw new Error(`The warning ${warningId} could not be written: its order is being changed.`);
});

/**
 * Writes a warning to an order that was read before Stripe is asked, so that no older response replaces a newer one.
 * Returns null when the order changed.
 */
async function bringUp(order: OrderView, warningId: string) {
  const { orderId } = order;
  const now = await StripeApi.client().radar.earlyFraudWarnings.retrieve(warningId);
  const before = order.warnings.find((row) => row.warningId === warningId);
  if (before?.actionable === now.actionable) return "nothing";
  const key = `fraud_warning:${warningId}`;
  const alert: Alert = { key, code: "fraud_warning", reason: now.fraud_type };
  const alerts = [...order.alerts.filter((one) => one.key !== key), ...(now.actionable ? [alert] : [])];
  const row = {
    orderId,
    warningId,
    chargeId: idOf(now.charge),
    intentId: idOf(now.payment_intent),
    fraudType: now.fraud_type,
    actionable: now.actionable,
    state: now.actionable ? ("open" as const) : ("closed" as const),
    warnedAt: iso(now.created),
  };
  const text = `The card network reports this payment as fraud: ${Order.wordsOf(now.fraud_type)}.`;
  const { committed } = await transact({
    order: Order.changeObstacles(order, { alerts }),
    warning: WarningEntity.put(row),
    remark: Order.replaceRemark({ orderId, about: key, at: row.warnedAt, actor: "stripe", text }),
  });
  if (!committed) return null;
  if (!before) {
    Log.warn("order.fraud_warning", { orderId, warningId });
    Metric.count("fraud_warnings", orderId);
  }
  return `fraud warning ${row.state}`;
}
