import type Stripe from "stripe";
import { bookDispute } from "./balance";
import { clearDeadline, setDeadline } from "./deadlines";
import { invalid } from "./errors";
import { emit } from "./events";
import { settleWarnings } from "./fraud-warnings";
import { newId } from "./ids";
import { listOf } from "./lists";
import type { RequestParams } from "./params";
import type { Handlers } from "./routes";
import { idOf, metadata, need, type World } from "./world";

const EVIDENCE_SECONDS = 9 * 24 * 3600;

/** Maximum total length of all evidence, in characters. */
const MOST_EVIDENCE = 150_000;

export type DisputeReason = "fraudulent" | "general" | "product_not_received" | "product_unacceptable";

/** Visa's codes by reason. */
const NETWORK_CODES: Record<DisputeReason, string> = {
  fraudulent: "10.4",
  general: "13.6",
  product_not_received: "13.1",
  product_unacceptable: "13.3",
};

export interface NewDispute {
  reason: DisputeReason;
  /** Minor units. By default the remaining amount of the charge. */
  amount?: number;
  /** Opens an inquiry, which withdraws no money until it is escalated. */
  inquiry?: boolean;
}

/** Opens a dispute over a captured charge. The bank withdraws the money until the decision, except for an inquiry. */
export function createDispute(
  world: World,
  charge: Stripe.Charge,
  { reason, amount = disputable(world, charge), inquiry = false }: NewDispute,
): Stripe.Dispute {
  const brand = charge.payment_method_details?.card?.brand ?? "visa";
  const dispute: Stripe.Dispute = {
    id: newId("du"),
    object: "dispute",
    amount,
    balance_transactions: [],
    charge: charge.id,
    created: world.now(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence(),
    evidence_details: {
      due_by: world.now() + EVIDENCE_SECONDS,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: inquiry,
    livemode: false,
    metadata: {},
    network_reason_code: NETWORK_CODES[reason],
    payment_intent: idOf(charge.payment_intent),
    payment_method_details: {
      type: "card",
      card: {
        brand,
        case_type: inquiry ? "inquiry" : "chargeback",
        network: brand,
        network_reason_code: NETWORK_CODES[reason],
      },
    },
    reason,
    status: inquiry ? "warning_needs_response" : "needs_response",
  };
  world.store.put("dispute", dispute);
  world.store.put("charge", { ...charge, disputed: true });
  setDeadline(world, "dispute", dispute.id, world.now() + EVIDENCE_SECONDS);
  settleWarnings(world, charge.id);
  emit(world, "charge.dispute.created", dispute);
  return inquiry ? dispute : withdraw(world, dispute);
}

function withdraw(world: World, dispute: Stripe.Dispute): Stripe.Dispute {
  return move(world, dispute, "withdrawn");
}

/** Moves the disputed money on the balance and emits its event. */
function move(world: World, dispute: Stripe.Dispute, way: "reinstated" | "withdrawn"): Stripe.Dispute {
  const moved: Stripe.Dispute = {
    ...dispute,
    balance_transactions: [...dispute.balance_transactions, bookDispute(world, dispute, way)],
  };
  world.store.put("dispute", moved);
  emit(world, `charge.dispute.funds_${way}`, moved);
  return moved;
}

function noEvidence(): Stripe.Dispute.Evidence {
  return {
    access_activity_log: null,
    billing_address: null,
    cancellation_policy: null,
    cancellation_policy_disclosure: null,
    cancellation_rebuttal: null,
    customer_communication: null,
    customer_email_address: null,
    customer_name: null,
    customer_purchase_ip: null,
    customer_signature: null,
    duplicate_charge_documentation: null,
    duplicate_charge_explanation: null,
    duplicate_charge_id: null,
    enhanced_evidence: {},
    product_description: null,
    receipt: null,
    refund_policy: null,
    refund_policy_disclosure: null,
    refund_refusal_explanation: null,
    service_date: null,
    service_documentation: null,
    shipping_address: null,
    shipping_carrier: null,
    shipping_date: null,
    shipping_documentation: null,
    shipping_tracking_number: null,
    uncategorized_file: null,
    uncategorized_text: null,
  };
}

type Outcome = "escalated" | "lost" | "won";

/** Outcomes in test mode by the text of the evidence. */
const OUTCOMES: Record<string, Outcome> = {
  winning_evidence: "won",
  losing_evidence: "lost",
  escalate_inquiry_evidence: "escalated",
};

const isInquiry = ({ status }: Stripe.Dispute): boolean => status.startsWith("warning_");

/** Decides a dispute. An inquiry is closed with either outcome, and no money moves. */
export function decideDispute(world: World, present: Stripe.Dispute, outcome: Outcome): Stripe.Dispute {
  if (outcome === "escalated") return escalate(world, present);
  clearDeadline(world, "dispute", present.id);
  if (isInquiry(present)) return close(world, { ...present, status: "warning_closed" });
  const decided: Stripe.Dispute = { ...present, status: outcome };
  return close(world, outcome === "won" ? move(world, decided, "reinstated") : decided);
}

function close(world: World, dispute: Stripe.Dispute): Stripe.Dispute {
  world.store.put("dispute", dispute);
  emit(world, "charge.dispute.closed", dispute);
  return dispute;
}

/** Turns an inquiry into a chargeback: evidence is requested again, and the bank withdraws the money. */
function escalate(world: World, present: Stripe.Dispute): Stripe.Dispute {
  if (!isInquiry(present))
    throw invalid("Only an inquiry can be escalated to a chargeback.", "evidence[uncategorized_text]");
  const { card } = present.payment_method_details ?? {};
  const charge = need(world, "charge", idOf(present.charge) ?? "");
  const amount = Math.min(present.amount, disputable(world, charge));
  if (amount < 1) throw invalid("This payment has no remaining amount to charge back.");
  const dispute: Stripe.Dispute = {
    ...present,
    amount,
    evidence_details: {
      ...present.evidence_details,
      due_by: world.now() + EVIDENCE_SECONDS,
      has_evidence: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    is_charge_refundable: false,
    payment_method_details: { type: "card", ...(card && { card: { ...card, case_type: "chargeback" } }) },
    status: "needs_response",
  };
  world.store.put("dispute", dispute);
  setDeadline(world, "dispute", dispute.id, world.now() + EVIDENCE_SECONDS);
  emit(world, "charge.dispute.updated", dispute);
  return withdraw(world, dispute);
}

/** Ends a dispute without evidence at its deadline: a chargeback is lost, an inquiry is closed. */
export function endUnanswered(world: World, id: string): void {
  const dispute = need(world, "dispute", id);
  const { status } = dispute;
  if (status === "needs_response" || status === "warning_needs_response")
    decideDispute(world, dispute, "lost");
}

/** Returns the disputes of a charge, newest first. */
export function disputesOf(world: World, charge: string): Stripe.Dispute[] {
  const where = [{ sql: "json_extract(body, '$.charge') = ?", values: [charge] }];
  return world.store.select("dispute", { where, limit: 100 });
}

/** Returns the amount of a charge that can still be disputed, in minor units. */
export function disputable(world: World, charge: Stripe.Charge): number {
  const taken = disputesOf(world, charge.id)
    .filter((dispute) => !isInquiry(dispute) && dispute.status !== "won")
    .reduce((total, { amount }) => total + amount, 0);
  return charge.amount - charge.amount_refunded - taken;
}

/** Closes the inquiries into a fully refunded charge. */
export function closeInquiries(world: World, charge: string): void {
  for (const dispute of disputesOf(world, charge))
    if (isInquiry(dispute) && isOpen(dispute)) decideDispute(world, dispute, "lost");
}

const isOpen = ({ status }: Stripe.Dispute): boolean =>
  status !== "won" && status !== "lost" && status !== "warning_closed";

/** Returns an open dispute. Throws `dispute_already_closed` for a closed one. */
export function openDispute(world: World, id: string): Stripe.Dispute {
  const dispute = need(world, "dispute", id);
  if (!isOpen(dispute)) throw invalid("This dispute is already closed", "id", "dispute_already_closed");
  return dispute;
}

function update(
  world: World,
  { evidence, metadata: given, submit }: RequestParams["POST /v1/disputes/:id"],
  id: string,
): Stripe.Dispute {
  const present = openDispute(world, id);
  if (Object.values(evidence ?? {}).join("").length > MOST_EVIDENCE)
    throw invalid(`The evidence exceeds ${MOST_EVIDENCE} characters in total.`, "evidence");
  const hasEvidence = present.evidence_details.has_evidence || evidence !== undefined;
  const submitted = hasEvidence && (submit ?? evidence !== undefined);
  const { due_by: due } = present.evidence_details;
  const updated: Stripe.Dispute = {
    ...present,
    evidence: { ...present.evidence, ...evidence },
    evidence_details: {
      ...present.evidence_details,
      has_evidence: hasEvidence,
      past_due: submitted ? due !== null && due < world.now() : present.evidence_details.past_due,
      submission_count: present.evidence_details.submission_count + (submitted ? 1 : 0),
      submission_method: submitted ? "manual" : present.evidence_details.submission_method,
    },
    metadata: given === undefined ? present.metadata : metadata(given, present.metadata),
    status: !submitted ? present.status : isInquiry(present) ? "warning_under_review" : "under_review",
  };
  world.store.put("dispute", updated);
  if (submitted) clearDeadline(world, "dispute", id);
  emit(world, "charge.dispute.updated", updated);
  const outcome = submitted ? OUTCOMES[updated.evidence.uncategorized_text ?? ""] : undefined;
  // Stripe decides shortly after its response; here the response already contains the decision.
  return outcome ? decideDispute(world, updated, outcome) : updated;
}

export const disputes = {
  "GET /v1/disputes": (world, { charge, payment_intent, ...page }) =>
    listOf(world, "dispute", "/v1/disputes", page, { equal: { charge, payment_intent } }),
  "GET /v1/disputes/:id": (world, _, { id }) => need(world, "dispute", id),
  "POST /v1/disputes/:id": (world, fields, { id }) => update(world, fields, id),
  "POST /v1/disputes/:id/close": (world, _, { id }) => decideDispute(world, openDispute(world, id), "lost"),
} satisfies Partial<Handlers>;
