import { z } from "zod";
import { Catalog, Sku } from "#catalog/catalog";
import type { Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Money } from "#platform/money";
import { Text } from "#platform/text";
import { Fulfillment } from "#sales/fulfillment";
import { Inventory } from "#sales/inventory";
import { Order, type Status } from "#sales/order";
import { Payment } from "#sales/payment";
import { Refund } from "#sales/refund";
import { Return } from "#sales/return";
import { TaxRecheck } from "#sales/tax-recheck";
import { FailedMessages } from "../failed-messages";
import { recorded } from "./recorded";

export * as Admin from "./index";
export { changeRoles, disableMember, enableMember, forgetFactors, inviteMember } from "./members";

/** Who does it, and which request it is: the same request twice acts and is written down once. */
const Act = z.object({ actor: z.string().min(1), requestId: z.uuid() });
const OnOrder = Act.extend({ orderId: Id.schema("order") });
const Cause = Text.line(500, "Enter a reason.");

/** Approves or rejects an order in review. Throws `fulfillment.not_in_review` when somebody was faster. */
export const review = fn(OnOrder.extend({ approved: z.boolean(), cause: Cause }), (act) =>
  onOrder(act.approved ? "order.approve" : "order.reject", { ...act, note: act.cause }, async (also) => {
    await Fulfillment.decideReview(act, also);
    await Fulfillment.resume(act);
  }),
);

const Decision = Order.overrideObstacles.schema.pick({ cause: true, seen: true });

/** Decides to send an order in spite of obstacles. Throws what `Order.overrideObstacles` throws. */
export const overrideObstacles = fn(OnOrder.extend(Decision.shape), (act) =>
  onOrder("order.override", { ...act, note: act.cause }, (also) => Order.overrideObstacles(act, also)),
);

/** Notes that the goods are packed. Throws `fulfillment.not_now`, `admin.done_already`. */
export const pack = fn(OnOrder, (act) =>
  onOrder("order.pack", act, async (also) => {
    await Fulfillment.pack(act, also);
    await mine("packed", act);
  }),
);

/** Notes that the goods are on their way. Throws `fulfillment.not_now`, `admin.done_already`. */
export const ship = fn(
  OnOrder.extend(Fulfillment.ship.schema.pick({ carrier: true, tracking: true }).shape),
  (act) =>
    onOrder("order.ship", act, async (also) => {
      await Fulfillment.ship(act, also);
      const { shipment } = await mine("shipped", act);
      if (shipment?.carrier !== act.carrier || shipment.tracking !== act.tracking)
        throw doneAlready("shipped");
    }),
);

/** Notes that the goods have arrived. Throws `fulfillment.not_now`, `admin.done_already`. */
export const deliver = fn(OnOrder, (act) =>
  onOrder("order.deliver", act, async (also) => {
    await Fulfillment.deliver(act, also);
    await mine("delivered", act);
  }),
);

/** Cancels an order that was not sent. Throws `fulfillment.too_late`, `admin.done_already`, `admin.not_canceled`. */
export const cancel = fn(OnOrder.extend({ cause: Cause }), (act) =>
  onOrder("order.cancel", { ...act, note: act.cause }, async (also) => {
    const { status } = await Fulfillment.cancel(act, also);
    if (status === "canceled" || status === "canceled_refunded") return mine(status, act);
    throw new DomainError(
      "conflict",
      "admin.not_canceled",
      `This order is ${words(status)} now and was not canceled. Please look at it again.`,
    );
  }),
);

const Back = OnOrder.extend({
  ...Refund.Request.pick({ lines: true, reason: true }).shape,
  amount: Money.Amount.min(1, "Enter an amount of at least one cent.").optional(),
});

/** Refunds by line or by amount. Throws what `Refund.create` throws, `admin.nothing_to_refund`. */
export const refund = fn(Back, (act) =>
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

/** Asks the register of VAT numbers for an order's tax ID. Throws what `TaxRecheck.checkNow` throws. */
export const checkTaxId = fn(OnOrder, (act) =>
  onOrder("order.check_tax_id", act, (also) => TaxRecheck.checkNow(act, also)),
);

const OnFailed = OnOrder.extend({ refundId: Id.schema("refund") });

/** Asks Stripe once more for a refund that failed. Throws what `Refund.retry` throws. */
export const retryRefund = fn(OnFailed, (act) =>
  onOrder("refund.retry", act, (also) => Refund.retry(act, also)),
);

/** Records that a refund that failed was paid another way. Throws what `Refund.recordPaidOutside` throws. */
export const settleRefund = fn(
  OnFailed.extend(Refund.recordPaidOutside.schema.pick({ reference: true }).shape),
  (act) =>
    onOrder("refund.settle", { ...act, note: act.reference }, (also) => Refund.recordPaidOutside(act, also)),
);

const Verdict = Return.decide.schema.omit({ actor: true });

/** Decides on what a customer wants to send back. Throws what `Return.decide` throws. */
export const decideReturn = fn(OnOrder.extend(Verdict.shape), (act) =>
  onOrder(act.approved ? "return.approve" : "return.decline", { ...act, note: act.answer }, (also) =>
    Return.decide(act, also),
  ),
);

/** Closes an approved return whose goods never arrived. Throws what `Return.close` throws. */
export const closeReturn = fn(OnOrder.extend(Verdict.omit({ approved: true }).shape), (act) =>
  onOrder("return.close", { ...act, note: act.answer }, (also) => Return.close(act, also)),
);

/** Notes that the goods of a return are back and refunds them. Throws what `Return.receive` throws. */
export const receiveReturn = fn(
  OnOrder.extend(Return.receive.schema.pick({ returnId: true, restock: true }).shape),
  (act) => onOrder("return.receive", act, (also) => Return.receive(act, also)),
);

const OnStock = Act.extend({ sku: Sku, cause: Text.line(200, "Enter a reason.") });
const Arrived = z.number("Enter how many arrived.").int().min(1, "Enter how many arrived.").max(1_000_000);

/** Goods arrive for a SKU of the catalog. Throws `inventory.unknown_sku`. */
export const receive = fn(OnStock.extend({ quantity: Arrived }), async ({ requestId, ...act }) => {
  if (!(await Catalog.variant({ sku: act.sku })))
    throw new DomainError("not_found", "inventory.unknown_sku", `No product has the SKU ${act.sku}.`);
  await Inventory.receive({ ...act, reference: referenceOf(requestId) });
});

/** Changes on hand of a SKU by a difference. Throws what `Inventory.adjust` throws. */
export const adjust = fn(OnStock.extend({ by: Inventory.adjust.schema.shape.by }), ({ requestId, ...act }) =>
  Inventory.adjust({ ...act, reference: referenceOf(requestId) }),
);

const Counted = OnStock.extend({ counted: Inventory.count.schema.shape.counted });

/** Sets on hand of a SKU to what was counted. Throws what `Inventory.count` throws, `inventory.unknown_sku`. */
export const count = fn(Counted, async ({ requestId, ...act }) => {
  await requireSku(act.sku);
  return Inventory.count({ ...act, reference: referenceOf(requestId) });
});

/** SKUs that left the catalog still have stock to count. */
async function requireSku(sku: string) {
  if ((await Catalog.variant({ sku })) ?? (await Inventory.stock({ sku }))) return;
  throw new DomainError("not_found", "inventory.unknown_sku", `No product has the SKU ${sku}.`);
}

const referenceOf = (requestId: string) => `staff:${requestId}`;

const OnLetter = Act.extend(FailedMessages.resend.schema.shape);

/** Gives a failed message to its handler once more. Throws `dead_letters.gone`. */
export const resendLetter = fn(OnLetter, (act) => onLetter("dead_letter.resend", act, FailedMessages.resend));

/** Closes a failed message that nobody needs any more. Throws `dead_letters.gone`. */
export const discardLetter = fn(OnLetter, (act) =>
  onLetter("dead_letter.discard", act, FailedMessages.discard),
);

const onLetter = (
  action: string,
  act: z.output<typeof OnLetter>,
  work: (ref: FailedMessages.FailedMessageRef, also: Writes) => Promise<unknown>,
) =>
  recorded(
    action,
    { ...act, subject: `dead_letter:${act.queue}:${act.id}` },
    async () => undefined,
    (also) => work(act, also),
  );

const OnWebhook = Act.extend(Payment.closeWebhook.schema.shape);

/** Has an unanswerable webhook tried anew. Throws `payment.webhook_gone`. */
export const retryWebhook = fn(OnWebhook, (act) => onWebhook("webhook.retry", act, Payment.retryWebhook));

/** Closes an unanswerable webhook. Throws `payment.webhook_gone`. */
export const closeWebhook = fn(OnWebhook, (act) => onWebhook("webhook.close", act, Payment.closeWebhook));

const onWebhook = (
  action: string,
  act: z.output<typeof OnWebhook>,
  work: (ref: { eventId: string }, also: Writes) => Promise<unknown>,
) =>
  recorded(
    action,
    { ...act, subject: `webhook:${act.eventId}` },
    async () => undefined,
    (also) => work(act, also),
  );

const onOrder = (
  action: string,
  { orderId, ...act }: z.output<typeof OnOrder> & { note?: string },
  work: (also: Writes) => Promise<unknown>,
) => recorded(action, { ...act, subject: `order:${orderId}` }, () => stateOf(orderId), work);

/** What of an order staff can change. */
async function stateOf(orderId: string) {
  const order = await Order.require(orderId);
  const { status, refunded, currency, shipment, review, override, taxIdCheck } = order;
  const left = Order.obstacles(order).map(({ key }) => key);
  return {
    status,
    refunded: Money.format(refunded, currency),
    ...(shipment && { shipment: [shipment.carrier, shipment.tracking].filter(Boolean).join(" ") }),
    ...(left.length > 0 && { obstacles: left.join(", ") }),
    ...(override && { overridden: override.keys.join(", ") }),
    ...(taxIdCheck && { taxId: taxIdCheck.result }),
    ...(review && { review: review.approved ? "approved" : "rejected" }),
  };
}

/** The order, when it was this person who brought it where it is; two who act at once must not both believe so. */
async function mine(status: Status, { orderId, actor }: { orderId: string; actor: string }) {
  const order = await Order.require(orderId);
  const step = order.timeline.findLast((taken) => taken.status === status);
  if (step?.actor !== actor) throw doneAlready(status);
  return order;
}

const doneAlready = (status: Status) =>
  new DomainError(
    "conflict",
    "admin.done_already",
    `Somebody else was faster: this order is ${words(status)} already.`,
  );

const words = (status: Status) => status.replaceAll("_", " ");
