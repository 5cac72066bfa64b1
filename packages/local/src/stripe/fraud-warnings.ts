import type Stripe from "stripe";
import { emit } from "./events";
import { newId } from "./ids";
import { listOf } from "./lists";
import type { Handlers } from "./routes";
import { idOf, need, type World } from "./world";

/** Records that the card's issuer suspects fraud. No money moves. */
export function warnOfFraud(
  world: World,
  charge: Stripe.Charge,
  fraudType = "unauthorized_use_of_card",
): Stripe.Radar.EarlyFraudWarning {
  const intent = idOf(charge.payment_intent);
  const warning: Stripe.Radar.EarlyFraudWarning = {
    id: newId("issfr"),
    object: "radar.early_fraud_warning",
    actionable: !charge.disputed && !charge.refunded,
    charge: charge.id,
    created: world.now(),
    fraud_type: fraudType,
    livemode: false,
    ...(intent && { payment_intent: intent }),
  };
  world.store.put("warning", warning);
  emit(world, "radar.early_fraud_warning.created", warning);
  return warning;
}

/** Marks warnings as no longer actionable, after a full refund or a dispute of the charge. */
export function settleWarnings(world: World, charge: string): void {
  const where = [
    { sql: "json_extract(body, '$.charge') = ?", values: [charge] },
    { sql: "json_extract(body, '$.actionable') = 1", values: [] },
  ];
  for (const present of world.store.select("warning", { where, limit: 100 })) {
    const warning: Stripe.Radar.EarlyFraudWarning = { ...present, actionable: false };
    world.store.put("warning", warning);
    emit(world, "radar.early_fraud_warning.updated", warning);
  }
}

export const fraudWarnings = {
  "GET /v1/radar/early_fraud_warnings": (world, { charge, payment_intent, ...page }) =>
    listOf(world, "warning", "/v1/radar/early_fraud_warnings", page, { equal: { charge, payment_intent } }),
  "GET /v1/radar/early_fraud_warnings/:id": (world, _, { id }) => need(world, "warning", id),
} satisfies Partial<Handlers>;
