import type Stripe from "stripe";
import { asOfNow } from "./balance";
import { disputable, disputesOf } from "./disputes";
import { format } from "./money";
import { esc, layout } from "./page-layout";
import { isChargedBack } from "./refunds";
import { idOf, type World } from "./world";

const PAGE = 50;

/** Renders the payments, newest first. `before` is the last id of the previous page. */
export function paymentsPage(world: World, before: string | null): string {
  const after = before ? world.store.position("intent", before) : undefined;
  const found = world.store.select("intent", {
    where: [],
    limit: PAGE + 1,
    ...(after !== undefined && { after }),
  });
  const rows = found.slice(0, PAGE).map((intent) => {
    const { label } = stateOf(world, intent);
    return `<tr><td><a href="/dashboard/payments/${esc(intent.id)}">${esc(format(intent.amount, intent.currency))}</a></td><td>${esc(label)}</td><td>${esc(about(world, intent))}</td><td>${time(intent.created)}</td></tr>`;
  });
  const last = found.length > PAGE ? found[PAGE - 1]?.id : undefined;
  const more = last ? `<p><a href="/dashboard?before=${esc(last)}">Older payments</a></p>` : "";
  const table =
    rows.length === 0
      ? '<p class="hint">No payments yet. They appear here as soon as a shopper opens a payment.</p>'
      : `<div class="scroll"><table><thead><tr><th>Amount</th><th>Status</th><th>About</th><th>Created</th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
  return layout("Payments", `<section class="wide"><h1>Payments</h1>${table}${more}</section>`);
}

/** Renders one payment with its possible actions. */
export function paymentPage(world: World, intent: Stripe.PaymentIntent, problem?: string): string {
  const { charge, label } = stateOf(world, intent);
  const alert = problem ? `<div class="alert" role="alert">${esc(problem)}</div>` : "";
  const money = (amount: number) => esc(format(amount, intent.currency));
  const facts: [string, string][] = [
    ["Status", esc(label)],
    ["Authorized", money(charge?.amount ?? 0)],
    ["Captured", money(charge?.amount_captured ?? 0)],
    ["Refunded or released", money(charge?.amount_refunded ?? 0)],
    ["About", esc(about(world, intent))],
    ["Payment", esc(intent.id)],
    ...(charge ? [["Charge", esc(charge.id)] satisfies [string, string]] : []),
  ];
  const rows = facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`);
  return layout(
    `Payment of ${format(intent.amount, intent.currency)}`,
    `<section><p><a href="/dashboard">All payments</a></p><h1>${money(intent.amount)}</h1>${alert}<dl class="sums facts">${rows.join("")}</dl>
${charge ? history(world, intent, charge) : ""}</section>
<section><h2>Actions</h2>${actions(world, intent, charge)}</section>`,
  );
}

function stateOf(
  world: World,
  intent: Stripe.PaymentIntent,
): { label: string; charge: Stripe.Charge | undefined } {
  const charge = world.store.find("charge", idOf(intent.latest_charge) ?? "");
  const dispute = charge && disputesOf(world, charge.id)[0];
  const label = () => {
    if (dispute) return `Disputed: ${dispute.status.replaceAll("_", " ")}`;
    if (intent.status === "requires_capture") return "Uncaptured";
    if (intent.status !== "succeeded" || !charge) return words(intent.status);
    if (charge.refunded) return "Refunded";
    const released = charge.amount - charge.amount_captured;
    if (charge.amount_refunded > released) return "Partially refunded";
    return released > 0 ? "Partially captured" : "Succeeded";
  };
  return { label: label(), charge };
}

/** Turns "requires_payment_method" into "Requires payment method". */
function words(status: string): string {
  return status.replaceAll("_", " ").replace(/^./, (first) => first.toUpperCase());
}

function about(world: World, { description, metadata, receipt_email, id }: Stripe.PaymentIntent): string {
  const where = [{ sql: "json_extract(body, '$.payment_intent') = ?", values: [id] }];
  const session = world.store.select("session", { where, limit: 1 })[0];
  const named = description ?? metadata.orderId ?? session?.client_reference_id ?? "";
  return [named, session?.customer_details?.email ?? receipt_email].filter(Boolean).join(", ");
}

function history(world: World, intent: Stripe.PaymentIntent, charge: Stripe.Charge): string {
  const where = [{ sql: "json_extract(body, '$.charge') = ?", values: [charge.id] }];
  const money = (amount: number) => esc(format(amount, intent.currency));
  const refunds = world.store.select("refund", { where, limit: 100 }).map((refund) => {
    const fails = refund.balance_transaction && ["pending", "succeeded"].includes(refund.status ?? "");
    const what = refund.balance_transaction ? "" : ", released";
    return `<li>${money(refund.amount)}, ${esc(refund.status)}${what}${fails ? button(intent, "fail-refund", "Fail this refund", refund.id) : ""}</li>`;
  });
  const disputes = disputesOf(world, charge.id).map((dispute) => {
    const open = /needs_response|under_review/.test(dispute.status);
    const inquiry = dispute.status.startsWith("warning_");
    const due = dispute.evidence_details.due_by;
    const buttons = inquiry
      ? button(intent, "escalate-inquiry", "Escalate", dispute.id) +
        button(intent, "lose-dispute", "Close", dispute.id)
      : button(intent, "win-dispute", "Win", dispute.id) + button(intent, "lose-dispute", "Lose", dispute.id);
    return `<li>${money(dispute.amount)}, ${esc(dispute.reason.replaceAll("_", " "))}, ${esc(dispute.status.replaceAll("_", " "))}${open && due ? `, evidence due ${time(due)}` : ""}${open ? buttons : ""}</li>`;
  });
  const warnings = world.store
    .select("warning", { where, limit: 100 })
    .map(
      (warning) =>
        `<li>${esc(warning.fraud_type.replaceAll("_", " "))}${warning.actionable ? "" : ", settled"}</li>`,
    );
  const paid = world.store.find("transaction", idOf(charge.balance_transaction) ?? "");
  const net = paid && asOfNow(world, paid);
  const balance = net ? [`<li>${money(net.net)} net, ${money(net.fee)} fee, ${esc(net.status)}</li>`] : [];
  return (
    list("Refunds and releases", refunds) +
    list("Disputes", disputes) +
    list("Early fraud warnings", warnings) +
    list("Balance", balance)
  );
}

function list(title: string, items: string[]): string {
  return items.length === 0 ? "" : `<h2>${title}</h2><ul>${items.join("")}</ul>`;
}

function actions(world: World, intent: Stripe.PaymentIntent, charge: Stripe.Charge | undefined): string {
  const forms: string[] = [];
  if (intent.status === "requires_capture") {
    forms.push(form(intent, "capture", "Capture", amountField("capture", intent.amount_capturable, intent)));
  }
  if (intent.status !== "succeeded" && intent.status !== "canceled")
    forms.push(form(intent, "cancel", "Cancel the payment", ""));
  const left = charge ? charge.amount - charge.amount_refunded : 0;
  if (charge?.captured && left > 0) {
    if (!isChargedBack(world, charge.id))
      forms.push(form(intent, "refund", "Refund", amountField("refund", left, intent) + REASONS));
    const rest = disputable(world, charge);
    if (rest > 0)
      forms.push(form(intent, "dispute", "Open a dispute", amountField("dispute", rest, intent) + KINDS));
  }
  if (charge?.status === "succeeded") forms.push(form(intent, "warn", "Warn of fraud", ""));
  return forms.length === 0
    ? '<p class="hint">There are no actions for this payment.</p>'
    : forms.join("<hr>");
}

const REASONS = `<div><label for="refund-reason">Reason</label><select id="refund-reason" name="reason"><option value="">Other</option><option value="requested_by_customer">Requested by customer</option><option value="duplicate">Duplicate</option><option value="fraudulent">Fraudulent</option></select></div>`;

const KINDS = `<div><label for="dispute-kind">Kind</label><select id="dispute-kind" name="kind"><option value="fraudulent">Chargeback, fraudulent</option><option value="product_not_received">Chargeback, product not received</option><option value="inquiry">Inquiry</option></select></div>`;

function amountField(action: string, most: number, { currency }: Stripe.PaymentIntent): string {
  return `<div><label for="${action}-amount">Amount to ${action}, in ${esc(currency.toUpperCase())}; empty for ${esc(format(most, currency))}</label><input id="${action}-amount" name="amount" inputmode="decimal" autocomplete="off"></div>`;
}

function form(intent: Stripe.PaymentIntent, action: string, label: string, fields: string): string {
  return `<form method="post" action="/dashboard/payments/${esc(intent.id)}">${fields}<button class="plain" name="action" value="${action}">${label}</button></form>`;
}

function button(intent: Stripe.PaymentIntent, action: string, label: string, id: string): string {
  return `<form class="inline" method="post" action="/dashboard/payments/${esc(intent.id)}"><input type="hidden" name="id" value="${esc(id)}"><button class="plain" name="action" value="${action}">${label}</button></form>`;
}

function time(seconds: number): string {
  const iso = new Date(seconds * 1000).toISOString();
  return `<time datetime="${iso}">${iso.slice(0, 16).replace("T", " ")} UTC</time>`;
}
