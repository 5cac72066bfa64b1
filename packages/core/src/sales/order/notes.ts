import { z } from "zod";
import { Clock } from "#platform/clock";
import { Event } from "#platform/event";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Store } from "#platform/store";
import type { Risk, Task } from "./view";

const Ref = z.object({ orderId: Id.schema("order") });

const Annotation = Ref.extend({ risk: z.custom<Risk>().optional(), task: z.custom<Task>().optional() });

/** Notes on an order what is no step of it: what the fraud check found, where the fulfillment waits. */
export const annotate = fn(Annotation, async ({ orderId, risk, task }) => {
  await Store.write(({ order }) => [
    order
      .patch({ orderId })
      .set({ ...(risk && { risk }), ...(task && { task }) })
      .commit(),
  ]);
});

/**
 * Returns the row of a remark, to be created or put in the transaction of what it tells:
 * `remark.create(Order.remarkRow({ orderId, about: "dispute:dp_1", actor: "stripe", text: "…" })).commit()`.
 */
export const remarkRow = (remark: { orderId: string; about: string; actor: string; text: string }) => ({
  ...remark,
  at: Clock.iso(),
});

const Release = Ref.extend({ actor: z.string(), cause: z.string() });

/** Notes who has an authorized payment voided, before Stripe is asked to: the first one stands on the timeline. */
export const noteRelease = fn(Release, async ({ orderId, ...release }) => {
  await Store.write(({ order }) => [
    order
      .patch({ orderId })
      .set({ release })
      .where((at, { eq, notExists }) => {
        const unpaid = `(${eq(at.status, "authorized")} OR ${eq(at.status, "in_review")})`;
        return `${unpaid} AND ${notExists(at.release)}`;
      })
      .commit(),
  ]);
});

const Verdict = Ref.extend({ approved: z.boolean(), actor: z.string(), cause: z.string() });

/** Notes a person's verdict on an order in review, with its event. False when there is one, or the order has moved on. */
export const review = fn(Verdict, async ({ orderId, ...verdict }) => {
  const written = await Store.write(({ order, event }) => [
    order
      .patch({ orderId })
      .set({ review: { ...verdict, at: Clock.iso() } })
      .where((at, { eq, notExists }) => `${eq(at.status, "in_review")} AND ${notExists(at.review)}`)
      .commit(),
    event.create(Event.row("order.reviewed", { orderId, approved: verdict.approved })).commit(),
  ]);
  return written.done;
});
