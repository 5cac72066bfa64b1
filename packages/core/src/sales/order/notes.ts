import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo, transact, type Writes } from "#platform/dynamo";
import { Event } from "#platform/event";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { OrderEntity } from "./order.entity";
import { Risk, Task } from "./view";

const Ref = z.object({ orderId: Id.schema("order") });

const Annotation = Ref.extend({ risk: Risk.optional(), task: Task.optional() });

/** Records the result of the fraud check, or the task of the fulfillment that waits for the order. */
export const annotate = fn(Annotation, async ({ orderId, risk, task }) => {
  const note = OrderEntity.patch({ orderId }).set({ ...(risk && { risk }), ...(task && { task }) });
  await Dynamo.written(note.go());
});

const VoidRequest = Ref.extend({ actor: z.string(), cause: z.string() });

/** Records who asked to void an authorized payment, before Stripe is called. The first request is on the timeline. */
export const recordVoid = fn(VoidRequest, async ({ orderId, ...release }) => {
  const note = OrderEntity.patch({ orderId })
    .set({ release })
    .where((at, { eq, notExists }) => {
      const unpaid = `(${eq(at.status, "authorized")} OR ${eq(at.status, "in_review")})`;
      return `${unpaid} AND ${notExists(at.release)}`;
    });
  await Dynamo.written(note.go());
});

const Verdict = Ref.extend({ approved: z.boolean(), actor: z.string(), cause: z.string() });

/**
 * Records the verdict of a staff member on an order in review, with its event. Returns false when there already is a
 * verdict, or the order is no longer in review.
 */
export const recordVerdict = fn(Verdict, async ({ orderId, ...verdict }, also: Writes = {}) => {
  const { committed } = await transact({
    order: OrderEntity.patch({ orderId })
      .set({ review: { ...verdict, at: Clock.iso() } })
      .where((at, { eq, notExists }) => `${eq(at.status, "in_review")} AND ${notExists(at.review)}`),
    event: Event.record("order.reviewed", { orderId, approved: verdict.approved }),
    ...also,
  });
  return committed;
});
