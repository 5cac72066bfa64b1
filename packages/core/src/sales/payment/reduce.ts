type Item = Record<string, unknown>;

/**
 * A webhook's body without anybody's name: what it is and what it is about. Its handler asks Stripe for the rest, so that
 * it works from this as well.
 */
export function reduceWebhook(body: string): string {
  const { id, object, type, created, livemode, data } = JSON.parse(body) as Item;
  const about = (data as { object?: Item } | undefined)?.object ?? {};
  const named = isAboutPerson(String(type)) ? ["object"] : needed;
  const kept = named.flatMap((name) => (typeof about[name] === "string" ? [[name, about[name]]] : []));
  return JSON.stringify({
    id,
    object,
    type,
    created,
    livemode,
    data: { object: Object.fromEntries(kept) },
  });
}

const needed = ["id", "object", "payment_intent", "latest_charge", "status"];

/** Of these we only learn who somebody is, and nothing that we need. */
export const isAboutPerson = (type: string) => /^(customer|payment_method)\./.test(type);
