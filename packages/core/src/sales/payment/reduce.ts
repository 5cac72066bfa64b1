import { z } from "zod";

/** Fields of a webhook that are stored. A malformed webhook has fewer; its handler then refuses it. */
const Webhook = z.object({
  id: z.unknown(),
  object: z.unknown(),
  type: z.unknown(),
  created: z.unknown(),
  livemode: z.unknown(),
  data: z.object({ object: z.record(z.string(), z.unknown()) }).catch({ object: {} }),
});

/**
 * Returns a webhook's body without personal data: what it is and which objects it is about. Its handler asks Stripe for
 * the rest, so it can work from this as well.
 */
export function reduceWebhook(body: string): string {
  const { data, ...event } = Webhook.parse(JSON.parse(body));
  const kept = Object.entries(data.object).filter(
    ([name, value]) => typeof value === "string" && keptOf(String(event.type)).includes(name),
  );
  return JSON.stringify({ ...event, data: { object: Object.fromEntries(kept) } });
}

const keptOf = (type: string) =>
  isAboutPerson(type) ? ["object"] : ["id", "object", "payment_intent", "latest_charge", "status"];

/** Tells whether a type of event is only about a person: it has nothing that we need. */
export const isAboutPerson = (type: string) => /^(customer|payment_method)\./.test(type);
