import { z } from "zod";
import { Clock } from "../clock";
import { Dynamo } from "../dynamo";
import { shardOf, shards } from "../dynamo/shard";
import { fn } from "../fn";
import { Id } from "../id";
import { Log } from "../log";
import { Order } from "../order";
import { Queue } from "../queue";
import { type Stripe, StripeDoor } from "../stripe";
import { apply } from "./apply";
import { InboxEntity } from "./inbox.entity";
import { isAboutPerson, reduceWebhook } from "./reduce";
import { route } from "./route";
import { fetchSnapshot } from "./session";

/** A webhook that was stored but not done is handed to the queue again after so many seconds. */
const resendSeconds = 60;

/** Stripe sends an event again for three days at most; its row outlives that by far. Seconds. */
const keptSeconds = 40 * 24 * 3600;

/** An item of the table holds 400 KB; Stripe's events are a few. */
const maxBody = 300_000;

const Delivery = z.object({ body: z.string().min(1).max(maxBody), signature: z.string().optional() });

/**
 * Takes a webhook in: checks its signature on the raw body, stores it, hands its id to the queue. When this returns,
 * Stripe may forget it. Throws `payment.bad_signature`; any other error means that Stripe must send it again.
 */
export const intake = fn(Delivery, async ({ body, signature }) => {
  const event = StripeDoor.readWebhook(body, signature, Clock.now());
  const state = await keep(event, body);
  if (state === "received") await Queue.send("PaymentQueue", { eventId: event.id });
  return { eventId: event.id, state };
});

/** Stores an event of Stripe unless it is there. Returns whether it is still to be done. */
export async function keep({ id: eventId, type }: Pick<Stripe.Event, "id" | "type">, body: string) {
  const { data: known } = await InboxEntity.get({ eventId }).go({ consistent: true });
  if (known) return known.state;
  await InboxEntity.put({
    eventId,
    shard: shardOf(eventId),
    type,
    body: isAboutPerson(type) ? reduceWebhook(body) : body,
    state: "received",
    receivedAt: Clock.iso(),
    dueAt: Clock.iso(resendSeconds),
    ttl: Clock.seconds(keptSeconds),
  })
    .where(({ eventId }, { notExists }) => notExists(eventId))
    .go()
    .catch((error) => {
      if (!Dynamo.isConditionFailure(error)) throw error;
    });
  return "received" as const;
}

/** A card that was declined on an order's page. */
export type Decline = { orderId: string; charge: string };

/**
 * Does what a stored webhook asks for, once; `onDecline` hears of a declined card first, and may hear twice. The event only says where to look: the order is brought up to what
 * Stripe says now, and the event is claimed in the same transaction.
 */
export async function handleStored(eventId: string, onDecline: (decline: Decline) => Promise<unknown>) {
  const { data: row } = await InboxEntity.get({ eventId }).go({ consistent: true });
  if (!row || row.state === "done") return "nothing";
  const event = JSON.parse(row.body) as Stripe.Event;
  const routed = await route(event);
  if (routed) return finish(eventId, row.shard, routed);
  const sessionId = await sessionOf(event);
  const snapshot = sessionId ? await fetchSnapshot(sessionId) : null;
  const order =
    snapshot?.orderId && Id.schema("order").safeParse(snapshot.orderId).success
      ? await Order.byId({ orderId: snapshot.orderId })
      : null;
  if (!snapshot || !order) return finish(eventId, row.shard, "not about an order of ours");
  // Whoever had everything erased is not written down anew by what their bank says later.
  if (order.contact.email === "")
    await InboxEntity.patch({ eventId })
      .set({ body: reduceWebhook(row.body) })
      .go();
  const charge = declinedCharge(event);
  if (charge) await onDecline({ orderId: order.orderId, charge });
  const { did } = await apply(order, snapshot, {
    actor: "stripe",
    claim: ({ inbox }) => [
      inbox
        .patch({ eventId })
        .set({ state: "done", outcome: "applied", dueAt: Clock.iso() })
        .composite({ shard: row.shard })
        .where(({ state }, { eq }) => eq(state, "received"))
        .commit(),
    ],
  });
  return finish(eventId, row.shard, did);
}

/** The charge that failed, or the event itself where there is none: each counts once. */
function declinedCharge({ id, type, data: { object } }: Stripe.Event) {
  if (type !== "payment_intent.payment_failed" || object.object !== "payment_intent") return null;
  return typeof object.latest_charge === "string" ? object.latest_charge : id;
}

/** Hands webhooks to the queue again that were stored and never done: the queue or its worker lost them. */
export async function resendInbox() {
  let resent = 0;
  for (const shard of shards) {
    const { data: due } = await InboxEntity.query
      .due({ state: "received", shard })
      .lte({ dueAt: Clock.iso() })
      .go({ limit: 100 });
    for (const { eventId } of due) {
      await Queue.send("PaymentQueue", { eventId });
      await InboxEntity.patch({ eventId })
        .set({ dueAt: Clock.iso(resendSeconds) })
        .composite({ state: "received", shard })
        .where(({ state }, { eq }) => eq(state, "received"))
        .go()
        .catch((error) => {
          if (!Dynamo.isConditionFailure(error)) throw error;
        });
      resent++;
    }
  }
  if (resent > 0) Log.warn("payment.webhooks_resent", { resent });
  return resent;
}

/** The Checkout Session an event is about: named in it, or found by its payment. */
async function sessionOf({ data: { object } }: Stripe.Event): Promise<string | null> {
  if (object.object === "checkout.session") return object.id;
  const intent =
    object.object === "payment_intent"
      ? object.id
      : "payment_intent" in object
        ? object.payment_intent
        : null;
  const payment_intent =
    typeof intent === "string"
      ? intent
      : intent && typeof intent === "object" && "id" in intent
        ? intent.id
        : null;
  if (!payment_intent) return null;
  const { data } = await StripeDoor.client().checkout.sessions.list({ payment_intent, limit: 1 });
  return data[0]?.id ?? null;
}

/** The step may have claimed the event already; then there is nothing left to write. */
async function finish(eventId: string, shard: number, outcome: string) {
  await InboxEntity.patch({ eventId })
    .set({ state: "done", outcome, dueAt: Clock.iso() })
    .composite({ shard })
    .where(({ state }, { eq }) => eq(state, "received"))
    .go()
    .catch((error) => {
      if (!Dynamo.isConditionFailure(error)) throw error;
    });
  return outcome;
}
