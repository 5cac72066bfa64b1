import type { Stripe } from "#platform/stripe";
import type { Alert, DisputeRow } from "../order";
import { wordsOf } from "../order";

const closed: readonly string[] = ["won", "lost", "warning_closed", "prevented"];

/** Inquiries, and disputes that were prevented, take no money. */
const withoutMoney: readonly string[] = [
  "warning_needs_response",
  "warning_under_review",
  "warning_closed",
  "prevented",
];

/** Returns how much the bank took because of a dispute, and how much it gave back, in minor units. */
export const moneyOf = ({ amount, status }: Pick<DisputeRow, "amount" | "status">) => ({
  withdrawn: withoutMoney.includes(status) ? 0 : amount,
  reinstated: status === "won" ? amount : 0,
});

export const isClosed = (status: string) => closed.includes(status);

/** Tells whether Stripe waits for evidence from us. */
export const needsEvidence = (status: string) => status.endsWith("needs_response");

/** Returns the row of a dispute. Pure; `before` is the stored row, `now` an ISO time. */
export function rowOf(
  orderId: string,
  { id, amount, currency, reason, status, created, charge, payment_intent, evidence_details }: Stripe.Dispute,
  before: DisputeRow | undefined,
  now: string,
) {
  const due = evidence_details.due_by;
  const openedAt = iso(created);
  const evidenceDueAt = due ? iso(due) : undefined;
  const closedAt = isClosed(status) ? (before?.closedAt ?? now) : undefined;
  return {
    orderId,
    disputeId: id,
    chargeId: idOf(charge),
    intentId: idOf(payment_intent),
    amount,
    currency: currency.toUpperCase(),
    reason,
    status,
    state: closedAt ? ("closed" as const) : ("open" as const),
    ...moneyOf({ amount, status }),
    ...(evidenceDueAt && { evidenceDueAt }),
    openedAt,
    ...(closedAt && { closedAt }),
    dueAt: closedAt ?? evidenceDueAt ?? openedAt,
  };
}

/** Returns the alert of a dispute against shipping: null once it is won or closed without money. */
export function alertOf({
  disputeId,
  status,
  amount,
  reason,
}: Pick<DisputeRow, "disputeId" | "status" | "amount" | "reason">): Alert | null {
  if (status === "lost") return { key: `dispute_lost:${disputeId}`, code: "dispute_lost", amount, reason };
  if (isClosed(status)) return null;
  return { key: `dispute_open:${disputeId}`, code: "dispute_open", amount, reason };
}

/** Returns the entry of the timeline for a dispute that was opened. */
export const openedText = ({ status, reason }: Pick<DisputeRow, "status" | "reason">, money: string) =>
  status.startsWith("warning_")
    ? `The cardholder's bank asks about ${money}: ${wordsOf(reason)}.`
    : `The cardholder disputes ${money} with their bank: ${wordsOf(reason)}.`;

/** Returns the entry of the timeline for the status of a dispute. */
export function statusText({ status }: Pick<DisputeRow, "status">, money: string) {
  switch (status) {
    case "won":
      return `The dispute was won: ${money} came back.`;
    case "lost":
      return `The dispute was lost: the bank keeps ${money}.`;
    case "warning_closed":
      return "The bank's inquiry was closed without a dispute.";
    case "prevented":
      return "The dispute was settled before it took any money.";
    case "under_review":
    case "warning_under_review":
    case "appeal_under_review":
      return "The bank reviews the evidence.";
    default:
      return "The bank waits for evidence.";
  }
}

export const idOf = (reference: string | { id: string } | null | undefined) =>
  typeof reference === "string" ? reference : (reference?.id ?? "");

export const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
