import { z } from "zod";
import type { Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Text } from "#platform/text";
import { Workflow } from "#platform/workflow";
import { Fraud } from "../fraud";
import { Inventory } from "../inventory";
import { Order, type OrderView, type Status, statuses } from "../order";
import { Payment } from "../payment";
import { Refund } from "../refund";

export * as Fulfillment from "./index";

const tries = 8;

const Ref = z.object({ orderId: Id.schema("order") });
const Act = Ref.extend({ actor: z.string().min(1), cause: Text.line(500, "Enter a reason.") });

/** Starts the fulfillment of an authorized order: one execution, named after the order. */
export const begin = fn(Ref, ({ orderId }) => Workflow.start("Fulfillment", orderId, { orderId }));

/** Assesses the risk of an order. Returns "approve", "review" or "block". */
export const assessFraud = fn(Ref, async ({ orderId }) => {
  const { result } = await Fraud.assess({ orderId });
  return { result };
});

/** Captures the payment of an order; of one in review only after staff approved it. Returns its status. */
export const capture = fn(Ref, async ({ orderId }) => {
  const { status } = await Payment.capture({ orderId });
  return { status };
});

/**
 * Makes sure that the goods of an order are allocated before anyone packs it. Throws when stock does not have them: the
 * workflow then refunds the order.
 */
export const allocate = fn(Ref, async ({ orderId }) => {
  const order = await Order.withAllocation(await Order.require(orderId));
  if (!Order.isUnshipped(order)) return;
  for (const { sku, quantity } of Order.toShip(order)) {
    const stock = await Inventory.stock({ sku });
    if ((stock?.allocated ?? 0) < quantity)
      throw new Error(`Stock has not allocated ${quantity} ${sku} to ${orderId}.`);
  }
});

/** Voids the uncaptured payment of an order and releases its stock. Does nothing to an order in a later status. */
export const voidPayment = fn(Ref, ({ orderId }) =>
  Payment.void({ orderId, actor: "fulfillment", cause: "The payment was not accepted." }),
);

/** Refunds a captured order in whole and cancels it. */
export const refundPayment = fn(Ref, async ({ orderId }) => {
  const order = await Order.require(orderId);
  if (order.status !== "paid" && order.status !== "packed") return;
  await Refund.cancelPaid({
    orderId,
    actor: "fulfillment",
    reason: "The goods cannot be sent.",
    requestId: "cancel",
  });
});

const Wait = Ref.extend({ token: z.string().min(1), until: z.array(z.enum(statuses)).min(1) });

/** Records the task of a fulfillment that waits for a status. Resumes it at once when the order has that status. */
export const wait = fn(Wait, async ({ orderId, token, until }) => {
  await Order.annotate({ orderId, task: { token, until } });
  await resume({ orderId });
});

const reviewEnds: Status[] = ["canceled", "canceled_refunded", "paid"];

/** Puts an order in review and waits for the verdict of staff. */
export const requestReview = fn(Wait.omit({ until: true }), async ({ orderId, token }) => {
  await Order.move({
    orderId,
    from: ["authorized"],
    to: "in_review",
    actor: "fulfillment",
    cause: "The order is reviewed by staff.",
  });
  await wait({ orderId, token, until: reviewEnds });
});

/** Resumes the fulfillment when its order has a status that it waits for. Safe to call at any time. */
export const resume = fn(Ref, async ({ orderId }) => {
  const { task, status, review } = await Order.require(orderId);
  if (!task) return;
  if (task.until.includes(status)) return Workflow.resume(task.token, { outcome: status });
  if (status === "in_review" && review)
    return Workflow.resume(task.token, { outcome: review.approved ? "approved" : "rejected" });
});

/**
 * Records the verdict of a staff member on an order in review; the first one counts. Throws
 * `fulfillment.not_in_review`.
 */
export const decideReview = fn(
  Act.extend({ approved: z.boolean() }),
  async ({ orderId, approved, actor, cause }, also?: Writes) => {
    if (await Order.recordVerdict({ orderId, approved, actor, cause }, also)) return;
    throw new DomainError(
      "conflict",
      "fulfillment.not_in_review",
      "A staff member has already decided on this order.",
    );
  },
);

/**
 * Records that the goods that were not refunded are packed. Throws `fulfillment.not_now` when the order is not paid, or
 * is canceled by now, `fulfillment.nothing_to_ship`, and `order.blocked` or `order.fully_refunded` while an obstacle
 * keeps the order from being packed.
 */
export const pack = fn(Act.omit({ cause: true }), ({ orderId, actor }, also?: Writes) =>
  sending(orderId, () => ({ from: ["paid"], to: "packed", actor, cause: "The goods were packed.", also })),
);

const Shipping = Act.omit({ cause: true }).extend({
  carrier: Text.line(60, "Enter the carrier."),
  tracking: Text.cleaned(80)
    .transform(Text.plain)
    .pipe(z.string().regex(/^[\w .:/-]*$/, "A tracking number has letters, digits and dashes.")),
});

/**
 * Records that the goods that were not refunded are shipped; they leave the ledger. Throws `fulfillment.not_now` when
 * they are not packed, and what `pack` throws.
 */
export const ship = fn(Shipping, ({ orderId, actor, carrier, tracking }, also?: Writes) =>
  sending(orderId, (order) => ({
    from: ["packed"],
    to: "shipped",
    actor,
    cause: tracking ? `Handed to ${carrier}, ${tracking}.` : `Handed to ${carrier}.`,
    set: { shipment: { carrier, tracking } },
    goods: Inventory.ship(orderId, Order.toShip(order)),
    also,
  })),
);

/** Records that the goods have arrived. Throws `fulfillment.not_now` when they were not shipped. */
export const deliver = fn(Act.omit({ cause: true }), ({ orderId, actor }, also?: Writes) =>
  step({ orderId, from: ["shipped"], to: "delivered", actor, cause: "The goods were delivered.", also }),
);

/**
 * Cancels an order that was not shipped: closes a pending order, voids an authorized payment, refunds a captured one in
 * whole. Returns the order. Throws `fulfillment.too_late` once it was shipped.
 */
export const cancel = fn(Act, async ({ orderId, actor, cause }, also?: Writes): Promise<OrderView> => {
  const order = await Order.require(orderId);
  switch (order.status) {
    case "pending":
      return Payment.cancelUnpaid({ orderId, actor, cause }, also);
    case "authorized":
    case "in_review": {
      const after = await Payment.void({ orderId, actor, cause }, also);
      return after.status === "paid" ? cancel({ orderId, actor, cause }, also) : after;
    }
    case "paid":
    case "packed":
      await Refund.cancelPaid({ orderId, actor, reason: cause, requestId: "cancel" }, also);
      return Order.require(orderId);
    case "shipped":
    case "delivered":
      throw new DomainError(
        "conflict",
        "fulfillment.too_late",
        "This order has been shipped and can no longer be canceled. Refund the goods that come back instead.",
      );
    default:
      return Order.require(orderId);
  }
});

/**
 * Takes a step towards shipping, unless an obstacle blocks it. A refund or dispute at the same moment refuses the
 * write: the step then starts again from the changed order.
 */
async function sending(
  orderId: string,
  moveOf: (order: OrderView) => Omit<Parameters<typeof Order.move>[0], "orderId">,
) {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const order = await Order.withAllocation(await Order.require(orderId));
    const move = moveOf(order);
    if (!move.from.includes(order.status)) break;
    if (Order.toShip(order).length === 0) throw nothingToShip();
    Order.refuseObstacles(order);
    const { obstacleVersion, refundVersion } = order;
    const moved = await Order.move({ ...move, orderId, order, obstacleVersion, refundVersion });
    if (moved === "moved") return;
    if (moved === "short") throw new Error(`The stock of ${orderId} does not add up.`);
  }
  const order = await Order.require(orderId);
  refuseUnlessThere(order, moveOf(order).to);
}

const nothingToShip = () =>
  new DomainError(
    "conflict",
    "fulfillment.nothing_to_ship",
    "All items of this order were refunded: there is nothing to pack or ship. Cancel the order instead.",
  );

/** Takes one step of staff. Taking it twice is no error, taking it out of turn is. */
async function step(move: Parameters<typeof Order.move>[0]) {
  if ((await Order.move(move)) === "moved") return;
  refuseUnlessThere(await Order.require(move.orderId), move.to);
}

function refuseUnlessThere({ status }: OrderView, wanted: Status) {
  if (status === wanted) return;
  throw new DomainError(
    "conflict",
    "fulfillment.not_now",
    `This order is ${status.replace("_", " ")}; it cannot become ${wanted}.`,
  );
}
