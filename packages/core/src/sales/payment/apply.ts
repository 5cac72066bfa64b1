import type { Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { Log } from "#platform/log";
import { Metric } from "#platform/metric";
import { Money } from "#platform/money";
import { Stripe, StripeApi } from "#platform/stripe";
import { Inventory } from "../inventory";
import { Order, type OrderView } from "../order";
import { Refund } from "../refund";
import { fetchSnapshot } from "./session";
import { type Decision, decide, type Snapshot } from "./snapshot";

/** Who brings the news, and why if that is known; both stand on the timeline. */
export type Messenger = {
  actor: string;
  cause?: string;
  /** The webhook's row, done in the transaction of any step that it causes. */
  claim?: Writes;
  /** Writes that join the step only when it ends the order as canceled. */
  cancellation?: Writes | undefined;
};

/**
 * Brings an order up to what Stripe says of its payment. Whoever asks, and however often: each step happens once.
 * Answers the order as it stands afterwards, and what was done.
 */
export async function apply(
  order: OrderView,
  snapshot: Snapshot,
  { actor, cause, claim, cancellation }: Messenger,
): Promise<{ order: OrderView; did: string }> {
  const decision = decide(order, snapshot, StripeApi.isLive());
  const { orderId, lines } = order;
  const also = claim ? { also: claim } : {};
  switch (decision.do) {
    case "nothing":
      return { order, did: "nothing" };
    case "distrust": {
      const { what, holdsMoney } = decision;
      if (holdsMoney) await Order.flagMismatch({ orderId, what });
      else Log.error("payment.mismatch", what, { orderId, sessionId: snapshot.sessionId });
      return { order, did: `distrusted: ${what}` };
    }
    case "authorize": {
      const moved = await Order.move({
        orderId,
        order,
        from: ["pending"],
        to: "authorized",
        actor,
        cause: "The payment was authorized.",
        set: money(snapshot),
        goods: Inventory.allocate(lines),
        ...also,
      });
      if (moved === "short") throw new Error(`The hold of ${orderId} is not in the stock it was taken from.`);
      return again(orderId, snapshot, actor, moved, "authorized");
    }
    case "pay": {
      const moved = await Order.move({
        orderId,
        order,
        from: ["authorized", "in_review"],
        to: "paid",
        ...captureOf(order, snapshot, actor),
        set: { ...money(snapshot), captured: snapshot.captured },
        ...also,
      });
      if (moved === "moved" && snapshot.captured !== order.totals.total)
        Metric.count("payment_mismatches", orderId);
      return again(orderId, snapshot, actor, moved, "paid");
    }
    case "close": {
      const to = decision.from === "pending" ? (order.closing ?? decision.as) : decision.as;
      const moved = await Order.move({
        orderId,
        order,
        from: decision.from === "pending" ? ["pending"] : ["authorized", "in_review"],
        to,
        ...endOf(order, decision, snapshot, { actor, ...(cause && { cause }) }),
        goods: decision.from === "pending" ? Inventory.release(lines) : Inventory.deallocate(lines),
        also: { ...claim, ...(to === "canceled" && cancellation) },
      });
      return again(orderId, snapshot, actor, moved, decision.as);
    }
    case "revive":
      return revive(order, snapshot, { actor, ...(claim && { claim }) });
  }
}

/** Nobody here captures a part: whatever differs from the total was captured at Stripe. */
function captureOf({ totals, currency }: OrderView, { captured }: Snapshot, actor: string) {
  if (captured === totals.total) return { actor, cause: "The payment was captured." };
  const [part, whole] = [captured, totals.total].map((amount) => Money.format(amount, currency));
  return { actor: "stripe", cause: `${part} of ${whole} was captured at Stripe.` };
}

/** Who ended an unpaid order, and why: whoever asked for it here, else Stripe, whoever happens to notice. */
function endOf(
  { closingCause, voidRequest }: OrderView,
  { as, from }: Extract<Decision, { do: "close" }>,
  { lapsed }: Snapshot,
  { actor, cause }: Pick<Messenger, "actor" | "cause">,
) {
  if (cause) return { actor, cause };
  if (from === "pending")
    return {
      actor,
      cause: closingCause ?? (as === "expired" ? "The time to pay ran out." : "The payment was canceled."),
    };
  if (voidRequest) return voidRequest;
  return {
    actor: "stripe",
    cause: lapsed
      ? "The authorization expired before the payment was captured."
      : "The payment was canceled at Stripe.",
  };
}

/**
 * Goes on with a closed order that was paid all the same: with its goods if they are still for sale, else its money is
 * voided or refunded. The payment is looked at once more first. A snapshot that was taken before the payment was voided
 * and the order closed must not bring it back.
 */
async function revive(
  order: OrderView,
  { sessionId }: Snapshot,
  messenger: Messenger,
): Promise<{ order: OrderView; did: string }> {
  const snapshot = await fetchSnapshot(sessionId);
  if (decide(order, snapshot, StripeApi.isLive()).do !== "revive") return { order, did: "nothing" };
  const { orderId, lines } = order;
  const { actor, claim } = messenger;
  const moved = await Order.move({
    orderId,
    order,
    from: [order.status],
    to: "authorized",
    actor,
    cause: "The payment arrived after the order had closed; the goods were still there.",
    set: money(snapshot),
    goods: Inventory.allocateAvailable(lines),
    ...(claim && { also: claim }),
  });
  if (moved !== "short") return again(orderId, snapshot, actor, moved, "revived");
  const ended = await endWithoutGoods(order, snapshot, messenger);
  return again(orderId, snapshot, actor, ended, "returned the money");
}

/** Voids an uncaptured payment first; the refund of a captured one is written with the step and sent after it. */
async function endWithoutGoods(order: OrderView, snapshot: Snapshot, { actor, claim }: Messenger) {
  const { orderId, status } = order;
  const { intentId, state, captured } = snapshot;
  const step = { orderId, order, from: [status], to: "canceled_refunded" as const, actor };
  if (state !== "captured") {
    if (intentId) await voidIntent(intentId);
    return Order.move({
      ...step,
      cause: "The payment arrived after the goods were gone. It was voided, and nothing was charged.",
      set: money(snapshot),
      ...(claim && { also: claim }),
    });
  }
  const cause = "The payment arrived after the goods were gone, so it is refunded.";
  const plan = Refund.planCancel({ ...order, captured });
  const refundId = Refund.idOf(orderId, "goods_gone");
  const refund = Refund.newRefund(orderId, { refundId, reason: cause, actor, plan, state: "pending" });
  const moved = await Order.move({
    ...step,
    cause,
    set: { ...money(snapshot), captured, ...plan.set },
    refundVersion: order.refundVersion,
    also: { ...Refund.refundWrites(order, refund, { goods: plan.goods }), ...claim },
  });
  if (moved === "moved")
    await Refund.send({ orderId, refundId }).catch((error) =>
      Log.error("refund.unsent", error, { refundId }),
    );
  return moved;
}

/** Voids a payment that does not belong to its order, or refunds it in whole if it is captured. Safe to repeat. */
export async function voidOrRefund({ orderId }: { orderId: string }, { intentId, state }: Snapshot) {
  if (!intentId) return;
  if (state === "captured") await refundAll(intentId, orderId);
  else await voidIntent(intentId);
}

/** Refunds a payment in whole, without an idempotency key: Stripe refuses to refund the same payment again. */
async function refundAll(intentId: string, orderId: string) {
  try {
    await StripeApi.client().refunds.create({ payment_intent: intentId, metadata: { orderId } });
  } catch (error) {
    if (
      !(error instanceof Stripe.errors.StripeInvalidRequestError) ||
      error.code !== "charge_already_refunded"
    )
      throw error;
  }
}

/** Voids an uncaptured payment, without an idempotency key: Stripe refuses to void the same payment again. */
export async function voidIntent(intentId: string) {
  const { paymentIntents } = StripeApi.client();
  try {
    await paymentIntents.cancel(intentId);
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    if ((await paymentIntents.retrieve(intentId)).status !== "canceled") throw error;
  }
}

/**
 * The order as it stands after a step. When somebody else was faster, or the same news takes it a step further
 * (authorized and captured at once), it is looked at again.
 */
async function again(
  orderId: string,
  snapshot: Snapshot,
  actor: string,
  moved: string,
  did: string,
): Promise<{ order: OrderView; did: string }> {
  const order = await Order.byId({ orderId });
  if (!order) throw new DomainError("not_found", "order.unknown", "We do not know this order.");
  if (moved === "moved")
    Log.info(`order.${order.status}`, { orderId, by: actor, ...(order.trace && { trace: order.trace }) });
  if (moved === "short") throw new Error(`The goods of ${orderId} do not add up.`);
  if (moved === "claimed") return { order, did: "nothing: this event was done before" };
  if (decide(order, snapshot, StripeApi.isLive()).do === "nothing")
    return { order, did: moved === "moved" ? did : "nothing" };
  return apply(order, snapshot, { actor });
}

const money = ({ intentId, sessionId, captureBefore }: Snapshot) => ({
  sessionId,
  ...(intentId && { intentId }),
  ...(captureBefore && { captureBefore }),
});
