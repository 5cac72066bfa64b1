import { Cart } from "@securecart/core/cart";
import { Checkout } from "@securecart/core/checkout";
import { DomainError } from "@securecart/core/error";
import { Fulfillment } from "@securecart/core/fulfillment";
import { Order } from "@securecart/core/order";
import { Payment } from "@securecart/core/payment";
import { Refund } from "@securecart/core/refund";
import { Return } from "@securecart/core/return";

/**
 * Calls of the domain that a process serves to shoppers and staff, as the web server does. The process may be killed at
 * any moment, so the caller stores the IDs of the cart and the order.
 */
const verbs = {
  newCart: async () => Cart.newId(),
  fill: async ({ cartId, sku, quantity }: { cartId: string; sku: string; quantity: number }) => {
    await Cart.setQuantity({ cartId, sku, quantity });
  },
  details: async ({
    cartId,
    ...details
  }: Parameters<typeof Checkout.setContact>[0] & { delivery: string }) => {
    await Checkout.setContact({ cartId, ...details });
    await Checkout.setDelivery({ cartId, delivery: details.delivery });
  },
  coupon: Checkout.applyCoupon,
  place: async ({ cartId }: { cartId: string }) => {
    const { reviewed } = await Checkout.read({ cartId });
    return Checkout.place({ cartId, reviewed });
  },
  start: Payment.start,
  settle: async ({ orderId }: { orderId: string }) => (await Payment.settle({ orderId })).status,
  cancel: async ({ orderId }: { orderId: string }) =>
    (await Payment.cancelUnpaid({ orderId, actor: "shopper", cause: "The shopper canceled the order." }))
      .status,
  look: async ({ orderId }: { orderId: string }) => {
    const order = await Order.require(orderId);
    const { status, review, lines, totals, captured, refunded, intentId } = order;
    const situation = Order.situationOf(order);
    const returnIn = (wanted: string) => order.returns.find(({ state }) => state === wanted)?.returnId ?? "";
    return {
      status,
      reviewed: review !== null,
      lines,
      total: totals.total,
      captured,
      refunded,
      intentId,
      hasGoods: situation.hasGoods,
      isSettled: Order.isSettled(situation),
      outlook: Order.outlook(order),
      obstacles: Order.obstacles(order).map(({ key }) => key),
      refunds: order.refunds,
      returns: { requested: returnIn("requested"), approved: returnIn("approved") },
      warned: order.warnings.length > 0,
      disputed: order.disputes.length > 0,
      disputeId: order.disputes.find(({ state }) => state === "open")?.disputeId,
    };
  },
  review: Fulfillment.decideReview,
  pack: Fulfillment.pack,
  ship: Fulfillment.ship,
  deliver: Fulfillment.deliver,
  cancelOrder: async (act: Parameters<typeof Fulfillment.cancel>[0]) =>
    (await Fulfillment.cancel(act)).status,
  refund: async (request: Parameters<typeof Refund.create>[0]) => Refund.create(request),
  retryRefund: Refund.retry,
  settleRefund: Refund.recordPaidOutside,
  override: Order.overrideObstacles,
  askReturn: Return.request,
  decideReturn: Return.decide,
  receiveReturn: Return.receive,
};

export type Verbs = typeof verbs;
export type Call = { id: number; verb: keyof Verbs; input: unknown };
export type Answer = { id: number } & (
  | { ok: true; value: unknown }
  | { ok: false; kind: string; code: string; message: string }
);

process.on("message", async ({ id, verb, input }: Call) => {
  try {
    const value = await (verbs[verb] as (input: unknown) => Promise<unknown>)(input);
    process.send?.({ id, ok: true, value } satisfies Answer);
  } catch (error) {
    const known = error instanceof DomainError;
    const message = error instanceof Error ? error.message : String(error);
    process.send?.({
      id,
      ok: false,
      kind: known ? error.kind : "trouble",
      code: known ? error.code : "trouble",
      message,
    } satisfies Answer);
  }
});
process.on("disconnect", () => process.exit(0));
