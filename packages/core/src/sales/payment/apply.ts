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

/** Actor and cause for the timeline, if known, and writes that join the step. */
export type Messenger = {
  actor: string;
  cause?: string;
  /** Write that marks the webhook as done, in the transaction of the step that it causes. */
  claim?: Writes;
  /** Writes that join the step only when it ends the order as canceled. */
  cancellation?: Writes | undefined;
};

/**
 * Applies a snapshot of the payment at Stripe to an order. Each step happens once, from every caller and however often.
 * Returns the order as it is afterwards, and what was done.
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

/** Returns actor and cause of a capture. The shop captures only the total; a part was captured in the dashboard. */
function captureOf({ totals, currency }: OrderView, { captured }: Snapshot, actor: string) {
  if (captured === totals.total) return { actor, cause: "The payment was captured." };
  const [part, whole] = [captured, totals.total].map((amount) => Money.format(amount, currency));
  return { actor: "stripe", cause: `${part} of ${whole} was captured at Stripe.` };
}

/** Returns who ended an unpaid order, and why: the actor who requested it here, else Stripe. */
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
 * Restores a closed order that was paid after all, if its goods are still available; else voids or refunds the payment.
 * Fetches the payment again first: a snapshot from before the payment was voided and the order closed must not revive
 * it.
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
 * Returns the order after a step. Applies the snapshot again when another request was faster, or when it takes the
 * order another step (authorized and captured at once).
 */
async function again(
  orderId: string,
  snapshot: Snapshot,
  actor: string,
  moved: string,
  did: string,
): Promise<{ order: OrderView; did: string }> {
  const order = await Order.byId({ orderId });
  if (!order) throw new DomainError("not_found", "order.unknown", "We can't find this order.");
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
