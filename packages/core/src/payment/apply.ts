import { DomainError } from "../error";
import { Inventory } from "../inventory";
import { Log } from "../log";
import { Metric } from "../metric";
import { Money } from "../money";
import { type Move, Order, type OrderView } from "../order";
import { Stripe, StripeDoor } from "../stripe";
import { type Decision, decide, type Snapshot } from "./snapshot";

/** Who brings the news, and why if that is known; both stand on the timeline. `claim` is the webhook's row, done in the same transaction. */
export type Messenger = { actor: string; cause?: string; claim?: Move["also"] };

/**
 * Brings an order up to what Stripe says of its payment. Whoever asks, and however often: each step happens once.
 * Answers the order as it stands afterwards, and what was done.
 */
export async function apply(
  order: OrderView,
  snapshot: Snapshot,
  { actor, cause, claim }: Messenger,
): Promise<{ order: OrderView; did: string }> {
  const decision = decide(order, snapshot, StripeDoor.isLive());
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
      const moved = await Order.move({
        orderId,
        from: decision.from === "pending" ? ["pending"] : ["authorized", "in_review"],
        to: decision.from === "pending" ? (order.closing ?? decision.as) : decision.as,
        ...endOf(order, decision, snapshot, { actor, ...(cause && { cause }) }),
        goods: decision.from === "pending" ? Inventory.release(lines) : Inventory.deallocate(lines),
        ...also,
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
  { closingCause, release }: OrderView,
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
  if (release) return release;
  return {
    actor: "stripe",
    cause: lapsed
      ? "The authorization expired before the payment was captured."
      : "The payment was canceled at Stripe.",
  };
}

/** A closed order was paid all the same: with the goods still there it goes on, else the money goes back. */
async function revive(order: OrderView, snapshot: Snapshot, { actor, claim }: Messenger) {
  const { orderId, lines } = order;
  const also = claim ? { also: claim } : {};
  const from = [order.status];
  const cause = "The payment arrived after the order had closed; the goods were still there.";
  const moved = await Order.move({
    orderId,
    from,
    to: "authorized",
    actor,
    cause,
    set: money(snapshot),
    goods: Inventory.allocateAvailable(lines),
    ...also,
  });
  if (moved !== "short") return again(orderId, snapshot, actor, moved, "revived");
  await giveBack(order, snapshot);
  const refunded = await Order.move({
    orderId,
    from,
    to: "canceled_refunded",
    actor,
    cause: "The payment arrived after the goods were gone; it was given back.",
    set: money(snapshot),
    ...also,
  });
  return again(orderId, snapshot, actor, refunded, "gave the money back");
}

/** An uncaptured payment is let go, a captured one refunded in whole; both may be asked for again. */
export async function giveBack({ orderId }: { orderId: string }, { intentId, state }: Snapshot) {
  if (!intentId) return;
  if (state === "captured") await refundAll(intentId, orderId);
  else await letGo(intentId);
}

/** Without a key of ours, as below: what went back in whole cannot go back again. */
async function refundAll(intentId: string, orderId: string) {
  try {
    await StripeDoor.client().refunds.create({ payment_intent: intentId, metadata: { orderId } });
  } catch (error) {
    if (
      !(error instanceof Stripe.errors.StripeInvalidRequestError) ||
      error.code !== "charge_already_refunded"
    )
      throw error;
  }
}

/** Without a key of ours: what is let go already is refused by Stripe itself, and that is as good. */
export async function letGo(intentId: string) {
  const { paymentIntents } = StripeDoor.client();
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
  if (decide(order, snapshot, StripeDoor.isLive()).do === "nothing")
    return { order, did: moved === "moved" ? did : "nothing" };
  return apply(order, snapshot, { actor });
}

const money = ({ intentId, sessionId, captureBefore }: Snapshot) => ({
  sessionId,
  ...(intentId && { intentId }),
  ...(captureBefore && { captureBefore }),
});
