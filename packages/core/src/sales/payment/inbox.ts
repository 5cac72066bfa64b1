import { z } from "zod";
import { Clock } from "#platform/clock";
import { Due } from "#platform/due";
import { Dynamo, shardOf, shards, transact, type Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Log } from "#platform/log";
import { Metric } from "#platform/metric";
import { Queue } from "#platform/queue";
import { type Stripe, StripeApi } from "#platform/stripe";
import { Order } from "../order";
import { apply } from "./apply";
import { nextTry, notOurs, readStored, wordsOf } from "./failure";
import { InboxEntity } from "./inbox.entity";
import { isAboutPerson, reduceWebhook } from "./reduce";
import { route } from "./route";
import { fetchSnapshot } from "./session";

/** Time after which a stored webhook that is not done is queued again, in seconds; later less often. */
const resendSeconds = 60;

/** Time that a webhook is kept, in seconds: far longer than the three days in which Stripe sends it again. */
const keptSeconds = 40 * 24 * 3600;

/** Limit of a webhook's body, in bytes. An item of the table holds 400 KB; Stripe's events have a few. */
const maxBody = 300_000;
const tooLarge = `An event has at most ${maxBody} bytes.`;

const Delivery = z.object({
  body: z
    .string()
    .min(1, "The body is empty.")
    .max(maxBody, tooLarge)
    .refine((body) => Buffer.byteLength(body) <= maxBody, tooLarge),
  signature: z.string().max(10_000, "The signature is too long.").optional(),
});

const WebhookRef = z.object({ eventId: z.string().min(1).max(255) });

/** Shard of all webhooks that staff must look at: there are few, and they are read together. */
const unanswerableShard = 0;

type Stored = NonNullable<Awaited<ReturnType<ReturnType<typeof InboxEntity.get>["go"]>>["data"]>;

/**
 * Receives a webhook: checks its signature on the raw body, stores it, queues its id. Throws `payment.bad_signature`,
 * `payment.unreadable`; after any other error Stripe must send it again.
 */
export const intake = fn(Delivery, async ({ body, signature }) => {
  const event = StripeApi.readWebhook(body, signature, Clock.now());
  const state = await keep(event, body);
  if (state === "received") await Queue.send("PaymentQueue", { eventId: event.id });
  return { eventId: event.id, state };
});

/** Stores an event of Stripe unless it is stored already. Returns its state: "received" is not done yet. */
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

type OnDecline = (decline: Decline) => Promise<unknown>;

/**
 * Handles a stored webhook, once. Calls `onDecline` first for a declined card, perhaps twice. A webhook that fails is
 * tried again after growing pauses; one that can never succeed ends as `unanswerable`.
 */
export async function handleStored(eventId: string, onDecline: OnDecline) {
  const { data: row } = await InboxEntity.get({ eventId }).go({ consistent: true });
  if (row?.state !== "received") return "nothing";
  try {
    return await handle(row, onDecline);
  } catch (error) {
    return failed(row, error);
  }
}

/**
 * Updates the order of an event to the current state at Stripe and marks the event as done in the same transaction. The
 * event only tells which order.
 */
async function handle(row: Stored, onDecline: OnDecline) {
  const { eventId } = row;
  const event = readStored(row.body);
  const elsewhere = notOurs(event);
  if (elsewhere) return finish(eventId, row.shard, elsewhere);
  const routed = await route(event);
  if (routed) return finish(eventId, row.shard, routed);
  const sessionId = await sessionOf(event);
  const snapshot = sessionId ? await fetchSnapshot(sessionId) : null;
  const order =
    snapshot?.orderId && Id.schema("order").safeParse(snapshot.orderId).success
      ? await Order.byId({ orderId: snapshot.orderId })
      : null;
  if (!snapshot || !order) return finish(eventId, row.shard, "not about an order of ours");
  // Personal data of an erased customer must not come back with a later webhook.
  if (order.contact.email === "")
    await InboxEntity.patch({ eventId })
      .set({ body: reduceWebhook(row.body) })
      .go();
  const charge = declinedCharge(event);
  if (charge) await onDecline({ orderId: order.orderId, charge });
  const { did } = await apply(order, snapshot, {
    actor: "stripe",
    claim: {
      webhook: InboxEntity.patch({ eventId })
        .set({ state: "done", outcome: "applied", dueAt: Clock.iso() })
        .composite({ shard: row.shard })
        .where(({ state }, { eq }) => eq(state, "received")),
    },
  });
  return finish(eventId, row.shard, did);
}

/** Records a failed try and when the next one is due, or that staff must look at it. */
async function failed(row: Stored, error: unknown) {
  const { eventId, type, shard } = row;
  const tries = (row.tries ?? 0) + 1;
  const dueAt = nextTry(error, tries, sinceOf(row));
  Log.error("payment.webhook_failed", error, { eventId, type, tries });
  if (!dueAt) return giveUp(row, tries, wordsOf(error));
  await change(
    InboxEntity.patch({ eventId })
      .set({ tries, refusal: wordsOf(error), dueAt })
      .composite({ state: "received", shard })
      .where(({ state }, { eq }) => eq(state, "received")),
  );
  return "failed";
}

async function giveUp({ eventId, type }: Stored, tries: number, refusal: string) {
  const done = await change(
    InboxEntity.patch({ eventId })
      .set({
        state: "unanswerable",
        shard: unanswerableShard,
        tries,
        refusal,
        dueAt: Clock.iso(),
        ttl: Clock.seconds(keptSeconds),
      })
      .where(({ state }, { eq }) => eq(state, "received")),
  );
  if (done) {
    Log.error("payment.webhook_unanswerable", new Error(refusal), { eventId, type, tries });
    Metric.count("webhooks_unanswerable", eventId);
  }
  return "unanswerable";
}

/** Webhook whose tries all failed, as shown to staff. */
export type Unanswerable = {
  eventId: string;
  type: string;
  tries: number;
  /** Response of Stripe, or another failure. */
  refusal: string;
  receivedAt: string;
  endedAt: string;
};

/** Returns the webhooks whose tries all failed and that staff have not closed, latest first. One request. */
export async function unanswerable(): Promise<Unanswerable[]> {
  const { data } = await endedIn(unanswerableShard);
  return data
    .map(({ eventId, type, tries = 0, refusal = "", receivedAt, dueAt }) => ({
      eventId,
      type,
      tries,
      refusal,
      receivedAt,
      endedAt: dueAt,
    }))
    .sort((a, b) => (a.endedAt < b.endedAt ? 1 : -1));
}

const endedIn = (shard: number) =>
  InboxEntity.query.due({ state: "unanswerable", shard }).go({ pages: "all" });

/**
 * Moves webhooks whose tries all failed into the shard in which staff see them, from the shards in which they were handled.
 * Safe to repeat. With `dryRun` nothing is written. Returns how many it checked and how many it moved or would move.
 */
export async function gatherUnanswerable({ dryRun = false } = {}) {
  const counts = { checked: 0, changed: 0 };
  for (const shard of shards.filter((one) => one !== unanswerableShard)) {
    const { data } = await endedIn(shard);
    counts.checked += data.length;
    counts.changed += data.length;
    if (dryRun) continue;
    for (const { eventId, dueAt } of data)
      await change(
        InboxEntity.patch({ eventId })
          .set({ shard: unanswerableShard })
          .composite({ state: "unanswerable", dueAt })
          .where(({ state }, { eq }) => eq(state, "unanswerable")),
      );
  }
  return counts;
}

/** Restarts the tries of an unanswerable webhook. Throws `payment.webhook_gone`. */
export const retryWebhook = fn(WebhookRef, async ({ eventId }, also?: Writes) => {
  const next = { tries: 0, startedAt: Clock.iso(), dueAt: Clock.iso(resendSeconds) };
  await changeUnanswerable(eventId, { state: "received", ...next }, also);
  await Queue.send("PaymentQueue", { eventId });
});

/** Closes an unanswerable webhook that staff have dealt with. Throws `payment.webhook_gone`. */
export const closeWebhook = fn(WebhookRef, ({ eventId }, also?: Writes) =>
  changeUnanswerable(eventId, { state: "done", outcome: "closed by staff", dueAt: Clock.iso() }, also),
);

type Values = Parameters<ReturnType<typeof InboxEntity.patch>["set"]>[0];

async function changeUnanswerable(eventId: string, values: Values, also?: Writes) {
  const { committed } = await transact({
    webhook: InboxEntity.patch({ eventId })
      .set({ ...values, shard: shardOf(eventId) })
      .where(({ state }, { eq }) => eq(state, "unanswerable")),
    ...also,
  });
  if (!committed)
    throw new DomainError(
      "conflict",
      "payment.webhook_gone",
      "A staff member has already dealt with this webhook.",
    );
}

/**
 * Returns the id of the declined charge, or of the event if it has no charge: each counts once. Null for other
 * events.
 */
function declinedCharge({ id, type, data: { object } }: Stripe.Event) {
  if (type !== "payment_intent.payment_failed" || object.object !== "payment_intent") return null;
  return typeof object.latest_charge === "string" ? object.latest_charge : id;
}

/**
 * Hands webhooks to the queue again that are due: their last try failed, or the queue or its worker lost them. Those
 * that were never done within three days end as `unanswerable`.
 */
export async function resendInbox() {
  let resent = 0;
  await Due.sweep({
    read: (shard) =>
      InboxEntity.query.due({ state: "received", shard }).lte({ dueAt: Clock.iso() }).go({ limit: 100 }),
    work: async (row) => {
      const { eventId, tries = 0, refusal = "It was never handled: the queue or its worker lost it." } = row;
      if (Due.isOver(sinceOf(row))) return giveUp(row, tries, refusal);
      await Queue.send("PaymentQueue", { eventId });
      await putOff(row);
      resent++;
    },
    putOff,
    failure: ({ eventId }) => ({ event: "payment.resend_failed", eventId }),
  });
  if (resent > 0) Log.warn("payment.webhooks_resent", { resent });
  return resent;
}

const sinceOf = ({ startedAt, receivedAt }: Stored) => startedAt ?? receivedAt;

/** Makes a webhook due later that is not done yet. */
const putOff = (row: Stored) =>
  change(
    InboxEntity.patch({ eventId: row.eventId })
      .set({ dueAt: Due.next(sinceOf(row)) })
      .composite({ state: "received", shard: row.shard })
      .where(({ state }, { eq }) => eq(state, "received")),
  );

/** Returns the id of the Checkout Session of an event: named in it, or found by its payment. */
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
  const { data } = await StripeApi.client().checkout.sessions.list({ payment_intent, limit: 1 });
  return data[0]?.id ?? null;
}

/** Marks a webhook as done, unless the step that it caused has marked it. */
async function finish(eventId: string, shard: number, outcome: string) {
  await change(
    InboxEntity.patch({ eventId })
      .set({ state: "done", outcome, dueAt: Clock.iso() })
      .composite({ shard })
      .where(({ state }, { eq }) => eq(state, "received")),
  );
  return outcome;
}

/** Writes a change of a row; false when another process changed it first. */
async function change(patch: { go: () => Promise<unknown> }) {
  try {
    await patch.go();
    return true;
  } catch (error) {
    if (Dynamo.isConditionFailure(error)) return false;
    throw error;
  }
}
