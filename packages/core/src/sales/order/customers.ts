import { z } from "zod";
import { Cursor, Dynamo, pageOf } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Email } from "../cart";
import { rowOf } from "./list";
import { buyerOf } from "./number";
import { OrderEntity } from "./order.entity";
import { TransitionEntity } from "./transition.entity";

export const historySize = 20;

const Question = z.object({ customerId: Id.schema("customer"), cursor: Cursor.optional() });

/** Returns a customer's orders, newest first, a page at a time. One request. */
export const history = fn(Question, async ({ customerId, cursor }) => {
  const all = OrderEntity.query.byCustomer({ customerId });
  const rest = cursor ? all.lt({ createdAt: cursor.at, orderId: cursor.id }) : all;
  const { data } = await rest.go({ order: "desc", limit: historySize + 1 });
  return pageOf(data.map(rowOf), historySize, ({ createdAt, orderId }) => ({ at: createdAt, id: orderId }));
});

/** Returns the id of every order that was placed with an email address, newest first. One request per megabyte. */
export const ofBuyer = fn(z.object({ email: Email }), async ({ email }) => {
  const { data } = await TransitionEntity.query
    .byBuyer({ buyer: buyerOf(email) })
    .go({ pages: "all", order: "desc" });
  return data.map(({ orderId }) => orderId);
});

const Claim = z.object({
  customerId: Id.schema("customer"),
  email: Email,
  /** End of the time when the customer owned the address, if it has ended. */
  until: z.string().optional(),
});

/**
 * Assigns the orders that were placed with an email address to the customer who has proved to own it. An order that has
 * a customer keeps it. Safe to repeat. Returns how many orders it assigned.
 */
export const claim = fn(Claim, async ({ customerId, email, until }) => {
  let claimed = 0;
  for (const orderId of await ofBuyer({ email })) {
    const { data: order } = await OrderEntity.get({ orderId }).go({ consistent: true });
    if (!order || order.customerId || (until && order.createdAt > until)) continue;
    const claim = OrderEntity.patch({ orderId })
      .set({ customerId })
      .composite({ createdAt: order.createdAt })
      .where((at, { notExists }) => notExists(at.customerId));
    if (await Dynamo.written(claim.go())) claimed++;
  }
  return { claimed };
});
