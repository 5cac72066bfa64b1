import { Clock } from "#platform/clock";
import { Log } from "#platform/log";
import { StripeApi } from "#platform/stripe";
import { stripeEvents } from "#platform/topology";
import { Dispute } from "../dispute";
import { Order } from "../order";
import { CheckpointEntity } from "./checkpoint.entity";
import { keep } from "./inbox";

/** Stripe lists events of the last 30 days. Seconds. */
const listedSeconds = 30 * 24 * 3600;

/** Overlap with the run before, in seconds: events appear in the list a little late. */
const overlapSeconds = 3600;

const checkpoint = { name: "stripe-events" };

type Act = (ref: { eventId: string }) => Promise<unknown>;
type Settle = (ref: { orderId: string; actor: string }) => Promise<{ status: string }>;

/**
 * Makes up for lost webhooks: handles Stripe's events since the last run, the orders whose payment is not captured yet,
 * and the open disputes. One that fails does not stop the others. Reads a page at a time.
 */
export async function catchUpWith({ handle, settle }: { handle: Act; settle: Settle }) {
  const events = await catchUpEvents(handle);
  const orders = await settleUnpaid(settle);
  const disputes = await Dispute.sweep();
  const failed = events.failed + orders.failed + disputes.failed;
  Log.info("payment.caught_up", {
    events: events.handled,
    orders: orders.changed,
    disputes: disputes.changed,
    failed,
  });
  return { events, orders, disputes };
}

async function catchUpEvents(handle: Act) {
  const counts = { seen: 0, handled: 0, failed: 0 };
  const began = Clock.now();
  const { data: last } = await CheckpointEntity.get(checkpoint).go({ consistent: true });
  const since = last ? Date.parse(last.at) / 1000 - overlapSeconds : began / 1000 - listedSeconds;
  const list = StripeApi.client().events.list({
    types: [...stripeEvents],
    created: { gte: Math.floor(since) },
    limit: 100,
  });
  for await (const event of list) {
    counts.seen++;
    try {
      if ((await keep(event, JSON.stringify(event))) !== "received") continue;
      const did = await handle({ eventId: event.id });
      counts[did === "failed" || did === "unanswerable" ? "failed" : "handled"]++;
    } catch (error) {
      counts.failed++;
      Log.error("payment.catch_up_failed", error, { eventId: event.id, type: event.type });
    }
  }
  await CheckpointEntity.put({ ...checkpoint, at: new Date(began).toISOString() }).go();
  return counts;
}

/** Settles authorized orders whose payment was voided, captured or expired, also when the event is no longer listed. */
async function settleUnpaid(settle: Settle) {
  const counts = { checked: 0, changed: 0, failed: 0 };
  for (const status of ["authorized", "in_review"] as const) {
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof Order.list>> = await Order.list({
        status,
        oldestFirst: true,
        ...(cursor === null ? {} : { cursor }),
      });
      for (const { orderId } of page.rows) {
        counts.checked++;
        try {
          if ((await settle({ orderId, actor: "reconciliation" })).status !== status) counts.changed++;
        } catch (error) {
          counts.failed++;
          Log.error("payment.catch_up_failed", error, { orderId });
        }
      }
      cursor = page.next;
    } while (cursor);
  }
  return counts;
}
