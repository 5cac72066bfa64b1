import type Stripe from "stripe";
import { invalid } from "./errors";
import { emit } from "./events";
import { newId } from "./ids";
import { listOf } from "./lists";
import type { Handlers } from "./routes";
import { idOf, metadata, need, type World } from "./world";

const EVIDENCE_SECONDS = 9 * 24 * 3600;

/** The bank takes the money of a captured charge back until the dispute is decided. */
export function createDispute(world: World, charge: Stripe.Charge, reason: string): Stripe.Dispute {
  const dispute: Stripe.Dispute = {
    id: newId("dp"),
    object: "dispute",
    amount: charge.amount_captured,
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
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    network_reason_code: "10.4",
    payment_intent: idOf(charge.payment_intent),
    reason,
    status: "needs_response",
  };
  world.store.put("dispute", dispute);
  world.store.put("charge", { ...charge, disputed: true });
  emit(world, "charge.dispute.created", dispute);
  emit(world, "charge.dispute.funds_withdrawn", dispute);
  return dispute;
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

function close(world: World, dispute: Stripe.Dispute, status: "lost" | "won"): Stripe.Dispute {
  const closed: Stripe.Dispute = { ...dispute, status };
  world.store.put("dispute", closed);
  if (status === "won") emit(world, "charge.dispute.funds_reinstated", closed);
  emit(world, "charge.dispute.closed", closed);
  return closed;
}

/** Stripe's test mode decides by the words of the evidence. */
const DECISIONS: Record<string, "lost" | "won"> = { winning_evidence: "won", losing_evidence: "lost" };

export const disputes = {
  "GET /v1/disputes": (world, { charge, payment_intent, ...page }) =>
    listOf(world, "dispute", "/v1/disputes", page, { equal: { charge, payment_intent } }),
  "GET /v1/disputes/:id": (world, _, { id }) => need(world, "dispute", id),
  "POST /v1/disputes/:id": (world, { evidence = {}, metadata: given, submit = true }, { id }) => {
    const present = open(world, id);
    const updated: Stripe.Dispute = {
      ...present,
      evidence: { ...present.evidence, ...evidence },
      evidence_details: {
        ...present.evidence_details,
        has_evidence: true,
        submission_count: present.evidence_details.submission_count + (submit ? 1 : 0),
      },
      metadata: given === undefined ? present.metadata : metadata(given, present.metadata),
      status: submit ? "under_review" : present.status,
    };
    world.store.put("dispute", updated);
    emit(world, "charge.dispute.updated", updated);
    const decision = submit ? DECISIONS[evidence.uncategorized_text ?? ""] : undefined;
    return decision ? close(world, updated, decision) : updated;
  },
  "POST /v1/disputes/:id/close": (world, _, { id }) => close(world, open(world, id), "lost"),
} satisfies Partial<Handlers>;

function open(world: World, id: string): Stripe.Dispute {
  const dispute = need(world, "dispute", id);
  if (dispute.status === "won" || dispute.status === "lost")
    throw invalid("This dispute is already closed", "id", "dispute_already_closed");
  return dispute;
}
