import type Stripe from "stripe";
import { type Body, integer, Refused } from "./control-body";
import { dashboard } from "./dashboard";
import type { DisputeReason } from "./disputes";
import type { World } from "./world";

const REFUND_REASONS: Stripe.RefundCreateParams.Reason[] = [
  "duplicate",
  "fraudulent",
  "requested_by_customer",
];
const CANCEL_REASONS: Stripe.PaymentIntent.CancellationReason[] = [
  "abandoned",
  "duplicate",
  "fraudulent",
  "requested_by_customer",
];
const DISPUTE_REASONS: DisputeReason[] = [
  "fraudulent",
  "general",
  "product_not_received",
  "product_unacceptable",
];

/** Returns the control routes for actions of a dashboard user or a bank. */
export function dashboardRoutes(world: World): Record<string, (body: Body) => unknown> {
  return {
    "POST /_control/dashboard/refund": (body) =>
      dashboard.refund(world, {
        intentId: text(body, "intentId"),
        ...amount(body),
        ...choice(body, "reason", REFUND_REASONS),
      }),
    "POST /_control/dashboard/capture": (body) =>
      dashboard.capture(world, { intentId: text(body, "intentId"), ...amount(body) }),
    "POST /_control/dashboard/cancel": (body) =>
      dashboard.cancel(world, {
        intentId: text(body, "intentId"),
        ...choice(body, "reason", CANCEL_REASONS),
      }),
    "POST /_control/dashboard/dispute": (body) =>
      dashboard.dispute(world, {
        intentId: text(body, "intentId"),
        ...amount(body),
        ...choice(body, "reason", DISPUTE_REASONS),
        ...(body.inquiry !== undefined && { inquiry: flag(body, "inquiry") }),
      }),
    "POST /_control/dashboard/close-dispute": (body) =>
      dashboard.closeDispute(world, { disputeId: text(body, "disputeId"), won: flag(body, "won") }),
    "POST /_control/dashboard/escalate-inquiry": (body) =>
      dashboard.escalateInquiry(world, { disputeId: text(body, "disputeId") }),
    "POST /_control/dashboard/warn-of-fraud": (body) =>
      dashboard.warnOfFraud(world, {
        intentId: text(body, "intentId"),
        ...(body.fraudType !== undefined && { fraudType: text(body, "fraudType") }),
      }),
    "POST /_control/dashboard/fail-refund": (body) =>
      dashboard.failRefund(world, {
        refundId: text(body, "refundId"),
        ...(body.failureReason !== undefined && { failureReason: text(body, "failureReason") }),
      }),
  };
}

function amount(body: Body): { amount?: number } {
  return body.amount === undefined ? {} : { amount: integer(body, "amount") };
}

function text(body: Body, name: string): string {
  const value = body[name];
  if (typeof value !== "string" || value === "") throw new Refused(`${name} must be a text.`);
  return value;
}

function flag(body: Body, name: string): boolean {
  const value = body[name];
  if (typeof value !== "boolean") throw new Refused(`${name} must be true or false.`);
  return value;
}

function choice<Name extends string, Value>(
  body: Body,
  name: Name,
  values: Value[],
): { [N in Name]?: Value } {
  const value = body[name];
  if (value === undefined) return {};
  const found = values.find((candidate) => candidate === value);
  if (found === undefined) throw new Refused(`${name} must be one of ${values.join(", ")}.`);
  const chosen: { [N in Name]?: Value } = {};
  chosen[name] = found;
  return chosen;
}
