import { z } from "zod";
import { Due } from "#platform/due";
import { Stripe, StripeApi } from "#platform/stripe";

/** How long a webhook waits before it is tried again, in seconds, by how often it has failed; then the last pause. */
const pauses = [60, 5 * 60, 30 * 60, 3600];

/** What Stripe refuses, it refuses again: after so many tries a person has to look. */
const mostRefusals = 4;

/** A webhook that says nothing anybody could act on. */
class Unreadable extends Error {}

const Readable = z.object({
  id: z.string(),
  type: z.string(),
  livemode: z.boolean().optional(),
  account: z.string().nullish(),
  data: z.object({ object: z.looseObject({ object: z.string(), id: z.string().optional() }) }),
});

/** Objects that are asked for by their id. */
const asked = ["checkout.session", "payment_intent", "refund", "dispute", "radar.early_fraud_warning"];

/** Returns the event of a stored body. Throws `Unreadable` when it is about no object, or names none. */
export function readStored(body: string): Stripe.Event {
  const { success, data: event } = Readable.safeParse(JSON.parse(body));
  if (!success) throw new Unreadable("The event has no data.object, or one of an unexpected shape.");
  const { object, id } = event.data.object;
  if (asked.includes(object) && !id) throw new Unreadable(`The event's ${object} has no id.`);
  return event as unknown as Stripe.Event;
}

/** Returns why an event is not about this shop's own payments, or null when it may be. */
export function notOurs({ livemode, account }: { livemode?: boolean; account?: string | null }) {
  if (account) return "not ours: of a connected account";
  if (livemode === undefined || livemode === StripeApi.isLive()) return null;
  return livemode ? "not ours: of live mode" : "not ours: of test mode";
}

/** Says when a webhook that failed is tried again, or null when a person has to look. */
export function nextTry(error: unknown, tries: number, since: string): string | null {
  if (error instanceof Unreadable) return null;
  if (isRefused(error) && tries >= mostRefusals) return null;
  if (Due.isOver(since)) return null;
  return Due.after(pauses, tries - 1);
}

/** Stripe answered, and would answer the same again: it knows no such object, or the question makes no sense. */
const isRefused = (error: unknown) => error instanceof Stripe.errors.StripeInvalidRequestError;

/** Returns what failed in words for staff: Stripe's own answer where there is one, nothing of an error of ours. */
export function wordsOf(error: unknown) {
  if (error instanceof Unreadable) return error.message;
  if (error instanceof Stripe.errors.StripeConnectionError) return "Stripe could not be reached.";
  if (error instanceof Stripe.errors.StripeError)
    return `Stripe answered ${error.statusCode ?? "with an error"}: ${error.message}`.slice(0, 300);
  return `Handling failed with an error of ours (${error instanceof Error ? error.name : "unknown"}); the log has the rest.`;
}
