import type Stripe from "stripe";
import { dashboard } from "./dashboard";
import { paymentPage, paymentsPage } from "./dashboard-view";
import type { DisputeReason } from "./disputes";
import { ApiError, invalid } from "./errors";
import { type HttpRequest, type HttpResponse, html, seeOther } from "./http-message";
import { decimals } from "./money";
import { notice } from "./page-layout";
import { need, type World } from "./world";

type Fields = Record<string, string>;
type Act = (world: World, intent: Stripe.PaymentIntent, fields: Fields) => unknown;

/** Maps each button of a payment's page to its action. */
const acts: Record<string, Act> = {
  refund: (world, intent, { amount, reason }) =>
    dashboard.refund(world, { intentId: intent.id, ...toAmount(intent, amount), ...toRefundReason(reason) }),
  capture: (world, intent, { amount }) =>
    dashboard.capture(world, { intentId: intent.id, ...toAmount(intent, amount) }),
  cancel: (world, intent) => dashboard.cancel(world, { intentId: intent.id }),
  dispute: (world, intent, { amount, kind = "" }) =>
    dashboard.dispute(world, { intentId: intent.id, ...toAmount(intent, amount), ...disputeOf(kind) }),
  "win-dispute": (world, _, { id = "" }) => dashboard.closeDispute(world, { disputeId: id, won: true }),
  "lose-dispute": (world, _, { id = "" }) => dashboard.closeDispute(world, { disputeId: id, won: false }),
  "escalate-inquiry": (world, _, { id = "" }) => dashboard.escalateInquiry(world, { disputeId: id }),
  warn: (world, intent) => dashboard.warnOfFraud(world, { intentId: intent.id }),
  "fail-refund": (world, _, { id = "" }) => dashboard.failRefund(world, { refundId: id }),
};

/** Serves `/dashboard`: payments and the actions of a Stripe dashboard, as plain forms without scripts. */
export function createDashboardPages(world: World) {
  return ({ method, url, headers, body }: HttpRequest): HttpResponse => {
    if (isForeign(world, headers))
      return html(403, notice("Not allowed", "Open this page directly at its own address."));
    if (url.pathname === "/") return seeOther("/dashboard");
    if (url.pathname === "/dashboard") return html(200, paymentsPage(world, url.searchParams.get("before")));
    const [, id = ""] = /^\/dashboard\/payments\/(\w+)$/.exec(url.pathname) ?? [];
    const intent = world.store.find("intent", id);
    if (!intent) return html(404, notice("Page not found", "There is no payment at this address."));
    if (method !== "POST") return html(200, paymentPage(world, intent));
    const fields = Object.fromEntries(new URLSearchParams(body));
    try {
      const act = Object.hasOwn(acts, fields.action ?? "") ? acts[fields.action ?? ""] : undefined;
      if (!act) throw invalid("Choose an action.");
      act(world, intent, fields);
      return seeOther(`/dashboard/payments/${id}`);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return html(
        error.status === 404 ? 404 : 422,
        paymentPage(world, need(world, "intent", id), error.message),
      );
    }
  };
}

/** Returns whether a request comes from another site, or reaches this server under a foreign host name. */
function isForeign({ publicUrl }: World, { host = "", origin }: HttpRequest["headers"]): boolean {
  const name = host.replace(/:\d+$/, "");
  const own = ["127.0.0.1", "localhost", "[::1]", new URL(publicUrl).hostname];
  return !own.includes(name) || (origin !== undefined && origin.replace(/^https?:\/\//, "") !== host);
}

/** Parses "10.00" to 1000. An empty field means the whole amount. */
function toAmount({ currency }: Stripe.PaymentIntent, text = ""): { amount?: number } {
  const plain = text.trim();
  if (plain === "") return {};
  const digits = decimals(currency);
  if (!/^\d{1,8}([.,]\d+)?$/.test(plain) || (/[.,](\d+)$/.exec(plain)?.[1]?.length ?? 0) > digits)
    throw invalid(
      `Enter an amount such as ${(10).toFixed(digits)}, or leave it empty for the whole amount.`,
      "amount",
    );
  return { amount: Math.round(Number(plain.replace(",", ".")) * 10 ** digits) };
}

function toRefundReason(reason = ""): { reason?: Stripe.RefundCreateParams.Reason } {
  const known: Stripe.RefundCreateParams.Reason[] = ["duplicate", "fraudulent", "requested_by_customer"];
  const found = known.find((candidate) => candidate === reason);
  return found ? { reason: found } : {};
}

function disputeOf(kind: string): { reason: DisputeReason; inquiry?: boolean } {
  if (kind === "inquiry") return { reason: "general", inquiry: true };
  return { reason: kind === "product_not_received" ? kind : "fraudulent" };
}
