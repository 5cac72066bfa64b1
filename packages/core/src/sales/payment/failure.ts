import { z } from "zod";
import { Due } from "#platform/due";
import { Stripe, StripeApi } from "#platform/stripe";

/** Pauses before a webhook is tried again, in seconds, by number of failures; the last one repeats. */
const pauses = [60, 5 * 60, 30 * 60, 3600];

/** Limit of tries when Stripe refuses: it would refuse again, so staff must look at it. */
const mostRefusals = 4;

/** Error of a webhook without the data to act on. */
class Unreadable extends Error {}

const Readable = z.object({
  id: z.string(),
  type: z.string(),
  livemode: z.boolean().optional(),
  account: z.string().nullish(),
  data: z.object({ object: z.looseObject({ object: z.string(), id: z.string().optional() }) }),
});

/** Objects that are retrieved by their id. */
const retrieved = ["checkout.session", "payment_intent", "refund", "dispute", "radar.early_fraud_warning"];

/** Returns the event of a stored body. Throws `Unreadable` when it has no object, or one without an id. */
export function readStored(body: string): Stripe.Event {
  const { success, data: event } = Readable.safeParse(JSON.parse(body));
  if (!success) throw new Unreadable("The event has no data.object, or one of an unexpected shape.");
  const { object, id } = event.data.object;
  if (retrieved.includes(object) && !id) throw new Unreadable(`The event's ${object} has no id.`);
  return event as unknown as Stripe.Event;
}

/** Returns why an event is not about this shop's own payments, or null when it may be. */
export function notOurs({ livemode, account }: { livemode?: boolean; account?: string | null }) {
  if (account) return "not ours: of a connected account";
  if (livemode === undefined || livemode === StripeApi.isLive()) return null;
  return livemode ? "not ours: of live mode" : "not ours: of test mode";
}

/** Returns when a failed webhook is tried again, or null when staff must look at it. */
export function nextTry(error: unknown, tries: number, since: string): string | null {
  if (error instanceof Unreadable) return null;
  if (isRefused(error) && tries >= mostRefusals) return null;
  if (Due.isOver(since)) return null;
  return Due.after(pauses, tries - 1);
}

/** Tells whether Stripe refused the request, for example because it has no such object. */
const isRefused = (error: unknown) => error instanceof Stripe.errors.StripeInvalidRequestError;

/** Returns the failure in words for staff: Stripe's message if there is one; no details of our own errors. */
export function wordsOf(error: unknown) {
  if (error instanceof Unreadable) return error.message;
  if (error instanceof Stripe.errors.StripeConnectionError) return "Stripe could not be reached.";
  if (error instanceof Stripe.errors.StripeError)
    return `Stripe responded ${error.statusCode ?? "with an error"}: ${error.message}`.slice(0, 300);
  return `Handling failed with an error of ours (${error instanceof Error ? error.name : "unknown"}); the log has the rest.`;
}
