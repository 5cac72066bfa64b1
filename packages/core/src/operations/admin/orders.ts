import { z } from "zod";
import type { Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Money } from "#platform/money";
import { Text } from "#platform/text";
import { Fulfillment } from "#sales/fulfillment";
import { Order, type Status } from "#sales/order";
import { Refund } from "#sales/refund";
import { Return } from "#sales/return";
import { TaxRecheck } from "#sales/tax-recheck";
import { Act, recorded } from "./recorded";

const OnOrder = Act.extend({ orderId: Id.schema("order") });
const Cause = Text.line(500, "Enter a reason.");

/** Approves or rejects an order in review. Throws `fulfillment.not_in_review` when it was decided already. */
export const review = fn(OnOrder.extend({ approved: z.boolean(), cause: Cause }), (act) =>
  onOrder(act.approved ? "order.approve" : "order.reject", { ...act, note: act.cause }, async (also) => {
    await Fulfillment.decideReview(act, also);
    await Fulfillment.resume(act);
  }),
);

const Decision = Order.overrideObstacles.schema.pick({ cause: true, seen: true });

/** Allows an order to be shipped despite its obstacles. Throws what `Order.overrideObstacles` throws. */
export const overrideObstacles = fn(OnOrder.extend(Decision.shape), (act) =>
  onOrder("order.override", { ...act, note: act.cause }, (also) => Order.overrideObstacles(act, also)),
);

/** Marks an order as packed. Throws `fulfillment.not_now`, `admin.done_already`. */
export const pack = fn(OnOrder, (act) =>
  onOrder("order.pack", act, async (also) => {
    await Fulfillment.pack(act, also);
    await requireOwnStep("packed", act);
  }),
);

/** Marks an order as shipped. Throws `fulfillment.not_now`, `admin.done_already`. */
export const ship = fn(
  OnOrder.extend(Fulfillment.ship.schema.pick({ carrier: true, tracking: true }).shape),
  (act) =>
    onOrder("order.ship", act, async (also) => {
      await Fulfillment.ship(act, also);
      const { shipment } = await requireOwnStep("shipped", act);
      if (shipment?.carrier !== act.carrier || shipment.tracking !== act.tracking)
        throw doneAlready("shipped");
    }),
);

/** Marks an order as delivered. Throws `fulfillment.not_now`, `admin.done_already`. */
export const deliver = fn(OnOrder, (act) =>
  onOrder("order.deliver", act, async (also) => {
    await Fulfillment.deliver(act, also);
    await requireOwnStep("delivered", act);
  }),
);

/** Cancels an order that was not shipped. Throws `fulfillment.too_late`, `admin.done_already`, `admin.not_canceled`. */
export const cancel = fn(OnOrder.extend({ cause: Cause }), (act) =>
  onOrder("order.cancel", { ...act, note: act.cause }, async (also) => {
    const { status } = await Fulfillment.cancel(act, also);
    if (status === "canceled" || status === "canceled_refunded") return requireOwnStep(status, act);
    throw new DomainError(
      "conflict",
      "admin.not_canceled",
      `This order is ${words(status)} now and was not canceled. Please look at it again.`,
    );
  }),
);

const Refunding = OnOrder.extend({
  ...Refund.Request.pick({ lines: true, reason: true }).shape,
  amount: Money.Amount.min(1, "Enter an amount of at least one cent.").optional(),
});

/**
 * Refunds lines, an amount in minor units of the order's currency, or both. Throws what `Refund.create` throws,
 * `admin.nothing_to_refund`.
 */
export const refund = fn(Refunding, (act) =>
  onOrder("order.refund", { ...act, note: act.reason }, async (also) => {
    if (act.lines.length === 0 && act.amount === undefined)
      throw new DomainError(
        "input",
        "admin.nothing_to_refund",
        "Enter how many of which item to refund, or an amount.",
      );
    await Refund.create(act, also);
  }),
);

/** Checks the tax ID of an order with the VAT register. Throws what `TaxRecheck.checkNow` throws. */
export const checkTaxId = fn(OnOrder, (act) =>
  onOrder("order.check_tax_id", act, (also) => TaxRecheck.checkNow(act, also)),
);

const OnFailed = OnOrder.extend({ refundId: Id.schema("refund") });

/** Sends a failed refund to Stripe again. Throws what `Refund.retry` throws. */
export const retryRefund = fn(OnFailed, (act) =>
  onOrder("refund.retry", act, (also) => Refund.retry(act, also)),
);

/** Records that a failed refund was paid another way. Throws what `Refund.recordPaidOutside` throws. */
export const settleRefund = fn(
  OnFailed.extend(Refund.recordPaidOutside.schema.pick({ reference: true }).shape),
  (act) =>
    onOrder("refund.settle", { ...act, note: act.reference }, (also) => Refund.recordPaidOutside(act, also)),
);

const Verdict = Return.decide.schema.omit({ actor: true });

/** Approves or declines a return. Throws what `Return.decide` throws. */
export const decideReturn = fn(OnOrder.extend(Verdict.shape), (act) =>
  onOrder(act.approved ? "return.approve" : "return.decline", { ...act, note: act.answer }, (also) =>
    Return.decide(act, also),
  ),
);

/** Closes an approved return whose goods never arrived. Throws what `Return.close` throws. */
export const closeReturn = fn(OnOrder.extend(Verdict.omit({ approved: true }).shape), (act) =>
  onOrder("return.close", { ...act, note: act.answer }, (also) => Return.close(act, also)),
);

/** Marks the goods of a return as received and refunds them. Throws what `Return.receive` throws. */
export const receiveReturn = fn(
  OnOrder.extend(Return.receive.schema.pick({ returnId: true, restock: true }).shape),
  (act) => onOrder("return.receive", act, (also) => Return.receive(act, also)),
);

const onOrder = (
  action: string,
  { orderId, ...act }: z.output<typeof OnOrder> & { note?: string },
  work: (also: Writes) => Promise<unknown>,
) => recorded(action, { ...act, subject: `order:${orderId}` }, () => stateOf(orderId), work);

/** Returns what staff can change of an order, for the audit log. */
async function stateOf(orderId: string) {
  const order = await Order.require(orderId);
  const { status, refunded, currency, shipment, review, override, taxIdCheck } = order;
  const obstacles = Order.obstacles(order).map(({ key }) => key);
  return {
    status,
    refunded: Money.format(refunded, currency),
    ...(shipment && { shipment: [shipment.carrier, shipment.tracking].filter(Boolean).join(" ") }),
    ...(obstacles.length > 0 && { obstacles: obstacles.join(", ") }),
    ...(override && { overridden: override.keys.join(", ") }),
    ...(taxIdCheck && { taxId: taxIdCheck.result }),
    ...(review && { review: review.approved ? "approved" : "rejected" }),
  };
}

/**
 * Returns the order. Throws `admin.done_already` when another person took the step: only one of two may believe they
 * did.
 */
async function requireOwnStep(status: Status, { orderId, actor }: { orderId: string; actor: string }) {
  const order = await Order.require(orderId);
  const step = order.timeline.findLast((taken) => taken.status === status);
  if (step?.actor !== actor) throw doneAlready(status);
  return order;
}

const doneAlready = (status: Status) =>
  new DomainError("conflict", "admin.done_already", `This order is ${words(status)} already.`);

const words = (status: Status) => status.replaceAll("_", " ");
